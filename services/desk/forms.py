"""The desk's own small forms; what is told of a person goes through the citizens' forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import LongTextField, MobileField
from audit.languages.reference_numbers import LENGTH, parse
from audit.languages.text_fields import short_line
from citizens.people.forms import ConsentedInformationForm, ConsentForm

READ_ALOUD = _(
    "I read the notice and these details out to the citizen, who agrees that they be used for this."
)


class WantedField(forms.CharField):
    """One line; of a scanned code, which holds the tracking page's address, the number at its end."""

    default_error_messages = {"required": _("Write a number from a slip, or a mobile number.")}

    def to_python(self, value: Any) -> str:
        line = short_line(value, self.error_messages["required"])
        return line.rstrip("/").rsplit("/", 1)[-1]


class FindForm(forms.Form):
    """An acknowledgement number, the number of an information form, or a whole mobile number."""

    wanted = WantedField(label=_("Find a citizen"))

    number = ""
    mobile = ""

    def clean_wanted(self) -> str:
        line: str = self.cleaned_data["wanted"]
        try:
            self.number = parse(line)
        except ValidationError:
            if any(letter.isalpha() for letter in line) or len(line) == LENGTH:
                raise
            self.mobile = MobileField().clean(line)
        return line


class RejectionForm(forms.Form):
    reason = LongTextField(
        label=_("Reason for the rejection"),
        help_text=_("The citizen can appeal against it: say which rule or paper is lacking."),
        limit=600,
        rows=3,
    )


class ReadAloudForm(ConsentForm):
    """The citizen's agreement, ticked by the operator who read the answers out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = READ_ALOUD


class DeskInformationForm(ConsentedInformationForm):
    """The citizens' form with the same rules, in the words of who fills it in for somebody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["consent"].label = READ_ALOUD
