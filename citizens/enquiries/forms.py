"""What a person writes to the PMU, and what the help desk writes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.languages.conditions import mark_needed_sometimes, missing
from audit.languages.fields import (
    ChoiceField,
    EmailField,
    LongTextField,
    MobileField,
    NameField,
    SelectField,
)
from citizens.enquiries.models import Enquiry, ReplyTemplate

LONGEST_TEXT = 2_000
LONGEST_REPLY = 4_000  # as a message may hold (citizens/notices/templates.py)
WARNING = _(
    "Write only what is needed for an answer: no Aadhaar number, no password, no account number, "
    "nothing about illness or about other people. At most 2,000 characters."
)


class AnswerForm(forms.Form):
    """Where the answer shall go: one way and its address, or knowingly none."""

    answer_by = ChoiceField(
        label=_("Where shall the answer go?"),
        help_text=_(
            "Without an e-mail, a postal address or a mobile number, no answer can be sent."
        ),
        choices=Enquiry.Way.choices,
    )
    email = EmailField(label=_("E-mail"), required=False)
    postal_address = LongTextField(
        label=_("Postal address"),
        help_text=_("With the PIN code. Only the answer is sent there."),
        required=False,
        limit=400,
        rows=3,
    )
    mobile = MobileField(
        label=_("Mobile number"),
        help_text=_("The answer is read here, after signing in with this number."),
        required=False,
    )
    name = NameField(label=_("Name"), help_text=_("For the letter or the e-mail."), required=False)

    WAYS = {
        Enquiry.Way.EMAIL: "email",
        Enquiry.Way.POST: "postal_address",
        Enquiry.Way.MOBILE: "mobile",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed_sometimes(self, *self.WAYS.values())

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        way = told.get("answer_by")
        if not way:
            return told
        chosen = self.WAYS.get(way)
        if chosen is None:
            given = [name for name in self.WAYS.values() if self.data.get(self.add_prefix(name))]
            if given:
                self.add_error(
                    "answer_by",
                    _("You gave an address below. Choose it here, or leave it empty."),
                )
            return told
        for name in self.WAYS.values():
            if name != chosen:  # what stands there is not kept
                told[name] = ""
                self.errors.pop(name, None)
        if chosen not in self.errors and not told.get(chosen):
            self.add_error(chosen, missing(_("Fill this in: you chose it above.")))
        return told


class EnquiryForm(AnswerForm):
    topic = ChoiceField(
        label=_("What is it about?"),
        choices=[choice for choice in Enquiry.Topic.choices if choice[0] != Enquiry.Topic.MISTAKE],
    )
    text = LongTextField(
        label=_("What do you want to know or say?"), help_text=WARNING, limit=LONGEST_TEXT, rows=8
    )

    field_order = ("topic", "text", *AnswerForm.base_fields)


class MistakeForm(AnswerForm):
    text = LongTextField(
        label=_("What is wrong on the page?"), help_text=WARNING, limit=LONGEST_TEXT
    )

    field_order = ("text", *AnswerForm.base_fields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_by"].initial = Enquiry.Way.NONE

    def clean(self) -> dict[str, Any]:
        return {**super().clean(), "topic": Enquiry.Topic.MISTAKE}


class ReplyForm(forms.Form):
    """The answer; words kept for it may be brought into the box and changed there."""

    words = SelectField(
        label=_("Kept words"),
        empty=_("None: I write the answer"),
        choices=[],
        required=False,
        help_text=_("They come in the language of the enquiry, and replace what is in the box."),
    )
    reply = LongTextField(
        label=_("Answer"),
        help_text=_("It is sent as it stands, without formatting. No Aadhaar number."),
        limit=LONGEST_REPLY,
        rows=8,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = ReplyTemplate.objects.filter(is_offered=True)
        words = self.fields["words"]
        if isinstance(words, SelectField):
            words.choices = [
                ("", words.empty),
                *((str(row.pk), str(row.title)) for row in offered),
            ]


class ClosingForm(forms.Form):
    reason = LongTextField(
        label=_("Why no answer is given"),
        help_text=_("Kept with the enquiry, and sent to nobody."),
        limit=500,
        rows=3,
        error_messages={"required": _("Write why no answer is given.")},
    )
