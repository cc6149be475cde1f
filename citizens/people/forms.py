"""The Citizen Information Form: one set of rules, on one page or as the first pages of an application."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.languages.conditions import keep_the_chosen, mark_needed_sometimes, missing
from audit.languages.fields import (
    ChoiceField,
    DateField,
    EmailField,
    LongTextField,
    MobileField,
    NameField,
    PastYearField,
    TickField,
    WholeNumberField,
)
from audit.languages.partial_date_field import OLDEST
from audit.languages.spoken import marked
from citizens.people.address_form import HomeForm
from citizens.people.models import Citizen

FULL = settings.FULL_LANGUAGES


class AboutForm(forms.Form):
    """Who the person is. Of the three ways to tell a birth, the one chosen counts and is stored."""

    name = NameField(label=_("Name"))
    guardian_name = NameField(label=_("Name of father, mother, husband or guardian"))
    sex = ChoiceField(label=_("Sex"), choices=Citizen.Sex.choices)
    birth_known_as = ChoiceField(
        label=_("What do you know of the birth?"), choices=Citizen.BirthKnownAs.choices
    )
    birth_date = DateField(
        label=_("Date of birth"),
        help_text=_("Day/month/year, for example 03/04/2001. Only if you know the date."),
        required=False,
        past=True,
    )
    birth_year = PastYearField(
        label=_("Year of birth"),
        help_text=_("Four digits, for example 1975. Only if you do not know the date."),
        required=False,
    )
    age = WholeNumberField(
        label=_("Age in years, today"),
        help_text=_("Only if you know neither the date nor the year."),
        required=False,
        least=0,
        most=OLDEST,
    )

    BIRTH = {"date": "birth_date", "year": "birth_year", "age": "age"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed_sometimes(self, *self.BIRTH.values())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        keep_the_chosen(self, told, told.get("birth_known_as"), self.BIRTH)
        return told


class ReachForm(forms.Form):
    """How the person is told what becomes of the matter, and in which language."""

    mobile = MobileField(
        label=_("Mobile number"),
        help_text=_("Messages about your application go here. It may be a relative's."),
        required=False,
    )
    language = ChoiceField(label=_("Language for messages to you"), choices=FULL)
    wants_written_answer = TickField(
        label=_("I want a written answer as well"),
        help_text=_("For a written answer we need your e-mail or postal address; otherwise not."),
        required=False,
    )
    email = EmailField(label=_("E-mail"), help_text=_("Only for a written answer."), required=False)
    postal_address = LongTextField(
        label=_("Postal address"),
        help_text=_(
            "Only for a written answer by post. Do not write an Aadhaar number or anything not needed."
        ),
        required=False,
        limit=400,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here, language = get_language(), self.fields["language"]
        if isinstance(language, ChoiceField):
            language.choices = [(code, marked(name, code)) for code, name in FULL]
        language.initial = here if here in dict(FULL) else settings.LANGUAGE_CODE
        mark_needed_sometimes(self, "email", "postal_address")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        given = bool(told.get("email") or told.get("postal_address"))
        if told.get("wants_written_answer") and not (
            given or self.errors.keys() & {"email", "postal_address"}
        ):
            self.add_error(
                "email", missing(_("For a written answer, give an e-mail or a postal address."))
            )
        if given and not told.get("wants_written_answer"):
            self.add_error(
                "wants_written_answer",
                _("Tick this, or leave the e-mail and the postal address empty."),
            )
        return told


class InformationForm(AboutForm, ReachForm, HomeForm):
    """The whole form on one page; who fills it in, a citizen or an operator, makes no difference."""

    # Errors are listed in the order in which the page asks.
    field_order = (*AboutForm.base_fields, *ReachForm.base_fields, *HomeForm.field_order)


class ConsentForm(forms.Form):
    """Agreement with the privacy notice that stands above it; never ticked beforehand."""

    consent = TickField(
        label=_("I have read the notice above and agree that these details be used for this.")
    )


class ConsentedInformationForm(InformationForm, ConsentForm):
    """What a citizen sends by herself."""
