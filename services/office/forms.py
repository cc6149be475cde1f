"""What an officer writes with an act: which papers, to whom, what is given, why not."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from audit.languages.fields import LongTextField
from audit.languages.reference_numbers import parse
from audit.languages.text_fields import short_line
from services.office import rows
from services.requests.documents.accepting import Accepted, accept
from services.requests.documents.fields import MEDIA_TYPES, MEGABYTE, USUAL_MEGABYTES
from services.requests.documents.unacceptable import Unacceptable
from services.requests.models import ServiceRequest

MOST_LETTERS = 600


class NumberForm(forms.Form):
    number = forms.CharField(
        label=_("Acknowledgement number"),
        strip=False,
        error_messages={"required": _("Write the acknowledgement number.")},
    )

    def clean_number(self) -> str:
        return parse(short_line(self.cleaned_data["number"], _("Write one number only.")))


class ActForm(forms.Form):
    """Of one request, filled in by one officer."""

    def __init__(self, *args: Any, officer: Operator, found: ServiceRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.officer, self.found = officer, found


class PapersForm(ActForm):
    wanted = LongTextField(
        label=_("Papers that are wanted"),
        help_text=_("The citizen reads this: name each paper. The time limit stops meanwhile."),
        limit=MOST_LETTERS,
        rows=3,
    )


class ForwardingForm(ActForm):
    to = forms.ChoiceField(
        label=_("To which officer"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose one."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    note = LongTextField(
        label=_("Note for the officer"),
        help_text=_("It stays in the history of the request. Write nothing about the person."),
        limit=MOST_LETTERS,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {
            each.login_name: each for each in rows.colleagues_of(self.officer, self.found)
        }
        to: Any = self.fields["to"]
        to.choices = [
            (login, f"{each.name} ({login}), {each.district or _('whole state')}")
            for login, each in self.colleagues.items()
        ]


class DeliveryForm(ActForm):
    """Whether a document is given is always said, so that none is forgotten."""

    given = forms.ChoiceField(
        label=_("What the citizen gets"),
        widget=forms.RadioSelect,
        choices=[
            ("document", _("A document, sent here")),
            ("otherwise", _("No document: it was paid, entered or handed over otherwise")),
        ],
        error_messages={
            "required": _("Choose one."),
            "invalid_choice": _("Choose one from the list."),
        },
    )
    document = forms.FileField(
        label=_("Document"),
        required=False,
        allow_empty_file=True,
        help_text=_("PDF, JPEG or PNG of at most 5 MB. It is kept encrypted."),
        widget=forms.FileInput({"accept": ",".join(MEDIA_TYPES.values())}),
    )

    accepted: Accepted | None = None
    refused_a_file = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document: Any = self.fields["document"]
        document.needed_sometimes = True

    def clean(self) -> None:
        given, file = self.cleaned_data.get("given"), self.cleaned_data.get("document")
        if given == "document" and file is None:
            self.add_error("document", _("Choose the document that the citizen gets."))
        if given == "otherwise" and file is not None:
            self.add_error(
                "given", _("A file is chosen, and here it says that there is no document.")
            )
        if given == "document" and isinstance(file, UploadedFile):
            self._take(file)

    def _take(self, file: UploadedFile[bytes]) -> None:
        try:
            self.accepted = accept(file, kinds=MEDIA_TYPES, most_bytes=USUAL_MEGABYTES * MEGABYTE)
        except Unacceptable as refusal:
            self.refused_a_file = True
            self.add_error("document", ValidationError(str(refusal), "unacceptable"))


class RejectionForm(ActForm):
    reason = LongTextField(
        label=_("Reason for the rejection"),
        help_text=_("The citizen can appeal against it: say which rule or paper is lacking."),
        limit=MOST_LETTERS,
        rows=3,
    )
