"""What a service is: texts, department, kind, time limit; and the form that begins a new one."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import SelectField, WholeNumberField
from services.authoring import rows
from services.authoring.content import Content
from services.authoring.fields import LONGEST, Part, TextsField
from services.catalogue.models import Service
from services.catalogue.options_field import LinesField
from services.catalogue.service_file import MOST_DAYS

SLUG = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", _("Use small Latin letters and digits, joined by hyphens.")
)
ADDRESSES = frozenset({"beginning", "file"})
ONE_A_LINE = _("One a line.")


class FactsForm(Part):
    texts = ("title", "summary", "eligibility", "papers", "steps", "time_limit_notice")

    department = SelectField(empty=_("Choose one"), choices=[], required=False)
    kind = SelectField(empty=_("Choose one"), choices=list(Service.Kind.choices), required=False)
    title = TextsField(label=_("Title"))
    summary = TextsField(label=_("Summary"), help_text=_("One or two sentences."))
    eligibility = TextsField(label=_("Who can have it"), lines=True, help_text=ONE_A_LINE)
    papers = TextsField(label=_("Papers needed"), lines=True, needed=False, help_text=ONE_A_LINE)
    steps = TextsField(label=_("What happens"), lines=True, needed=False, help_text=ONE_A_LINE)
    also_called = LinesField(
        required=False, label=_("Also called"), help_text=_("One name a line, in any script")
    )
    time_limit_days = WholeNumberField(
        least=1, most=MOST_DAYS, required=False, label=_("Time limit, in working days")
    )
    time_limit_notice = TextsField(
        label=_("Source of the time limit"), needed=False, help_text=_("Act, rule or notification")
    )
    order = WholeNumberField(
        least=0,
        most=30_000,
        label=_("Order in lists"),
        help_text=_("Below 100 the service stands among the most used on the first page."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        department: Any = self.fields["department"]
        department.label = _("Department")
        department.choices = [("", department.empty), *rows.departments().items()]
        self.fields["kind"].label = _("Kind")
        for name in ("department", "kind", "time_limit_days"):
            vars(self.fields[name])["needed_sometimes"] = True

    def clean_also_called(self) -> list[str]:
        names: list[str] = self.cleaned_data["also_called"]
        if any(len(name) > LONGEST for name in names):
            raise ValidationError(_("A name has at most 600 letters."))
        return names

    def write(self, content: Content) -> None:
        self.write_texts(content)
        for name in ("department", "kind", "also_called", "time_limit_days", "order"):
            content[name] = self.cleaned_data[name]


class BeginForm(forms.Form):
    """A service that is not there yet."""

    title = TextsField(label=_("Title"))
    slug = forms.CharField(
        label=_("Short name for the address of its page"),
        help_text=_("In Latin letters, for example income-certificate. It never changes."),
        validators=[SLUG],
        max_length=60,
        error_messages={"required": _("Write a short name.")},
        widget=forms.TextInput(
            {"autocapitalize": "none", "spellcheck": "false", "class": "medium"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["slug"].widget.attrs["maxlength"]  # a browser would cut without a word

    def clean_title(self) -> dict[str, str]:
        title: dict[str, str] = self.cleaned_data["title"]
        if not title:
            raise ValidationError(_("Write the title in at least one language."))
        return title

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in ADDRESSES:
            raise ValidationError(_("This word stands in the portal's own addresses."))
        if rows.is_known(slug):
            raise ValidationError(_("A service has this short name already."))
        return slug
