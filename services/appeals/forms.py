"""What an appellant writes, and what an officer decides.

Form 2 of the Rules of 2013 was not to be found in words; what is asked for here beside what the
request already says (who, which service, when, which officer) are the grounds and what is wanted.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.languages.conditions import mark_needed_sometimes, missing
from audit.languages.fields import ChoiceField, LongTextField, WholeNumberField
from services.appeals.models import LEAST_PENALTY, MOST_PENALTY, Appeal
from services.appeals.standing import Standing
from services.requests.models import ServiceRequest

MOST_DAYS = 90


class AppealForm(forms.Form):
    ground = LongTextField(
        label=_("Why do you appeal, and what do you ask the officer to order?"),
        help_text=_(
            "In your own words. Do not write an Aadhaar number, a password or anything not needed."
        ),
        limit=2000,
        rows=8,
    )
    late_reason = LongTextField(
        label=_("Why do you appeal only now?"),
        help_text=_("Much time has passed. The officer looks at the reason; nothing is refused."),
        limit=600,
        rows=3,
    )

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not standing.is_late:
            del self.fields["late_reason"]


class DecisionForm(forms.Form):
    decision = ChoiceField(
        label=_("Decision"),
        choices=[("allow", _("The appeal is allowed")), ("dismiss", _("The appeal is dismissed"))],
    )
    days = WholeNumberField(
        label=_("Working days for the designated officer"),
        help_text=_("Counted from tomorrow. Only if the appeal is allowed."),
        required=False,
        least=1,
        most=MOST_DAYS,
    )
    order = LongTextField(
        label=_("Order"),
        help_text=_("The citizen reads it: say what is ordered and why. No Aadhaar number."),
        limit=3000,
        rows=8,
    )
    penalty = WholeNumberField(
        label=_("Penalty on the designated officer, rupees"),
        help_text=_("From 250 to 1,000, only if there was no sufficient cause."),
        required=False,
        least=LEAST_PENALTY,
        most=MOST_PENALTY,
    )

    def __init__(self, *args: Any, appeal: Appeal, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if appeal.level != Appeal.Level.REVIEWING:
            del self.fields["penalty"]
        if appeal.request.status == ServiceRequest.Status.DELIVERED:
            del self.fields["days"]
        else:
            mark_needed_sometimes(self, "days")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        wants_days = "days" in self.fields and "days" not in self.errors
        if told.get("decision") == "allow" and wants_days and told.get("days") is None:
            self.add_error("days", missing(_("Write the number of days.")))
        return told
