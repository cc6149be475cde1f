"""The desk's own small forms; what is told of a person goes through the citizens' forms."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import LongTextField, MobileField, NameField
from audit.languages.name_sound import name_sound
from audit.languages.reference_numbers import LENGTH, PREFIX, parse
from audit.languages.text_fields import short_line
from citizens.people.forms import ConsentedInformationForm, ConsentForm

READ_ALOUD = _(
    "I read the notice and these details out to the citizen, who agrees that they be used for this."
)


class WantedField(forms.CharField):
    """One line; of a scanned code, which holds the tracking page's address, the number at its end."""

    default_error_messages = {
        "required": _("Write a number from a slip, a mobile number or a whole name.")
    }

    def to_python(self, value: Any) -> str:
        line = short_line(value, self.error_messages["required"])
        last = line.rstrip("/").rsplit("/", 1)[-1]
        return last if any(letter.isdigit() for letter in last) else line


def is_name(line: str) -> bool:
    """Letters and no digit; a number of ours without a digit comes once in a hundred, after BSK."""
    letters = any(letter.isalpha() for letter in line)
    digits = any(letter.isdigit() for letter in line)
    return letters and not digits and not line.upper().startswith(PREFIX)


class FindForm(forms.Form):
    """A number of a request or of an information form, a whole mobile number, or a whole name."""

    wanted = WantedField(label=_("Find a citizen"))

    number = ""
    mobile = ""
    sound = ""

    def clean_wanted(self) -> str:
        line: str = self.cleaned_data["wanted"]
        try:
            self.number = parse(line)
        except ValidationError:
            if is_name(line):
                self.sound = name_sound(NameField().clean(line))
            elif any(letter.isalpha() for letter in line) or len(line) == LENGTH:
                raise
            else:
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
