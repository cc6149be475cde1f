"""What an officer may do with a request: each act with its form, where it leads, and how it is done."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.office import forms
from services.office.delivering import deliver_with
from services.requests import moves
from services.requests.models import ServiceRequest

Status = ServiceRequest.Status


@dataclass(frozen=True)
class Act:
    """`done` is given the valid form and the revision that the officer saw."""

    form: type[forms.ActForm]
    leads_to: str
    title: str | Promise
    button: str | Promise
    done: Callable[..., ServiceRequest]


def _papers(form: forms.ActForm, revision: int) -> ServiceRequest:
    officer, wanted = form.officer, form.cleaned_data["wanted"]
    return moves.ask_papers(
        form.found, wanted=wanted, officer=officer, revision=revision, by=officer.actor
    )


def _forwarding(form: forms.ForwardingForm, revision: int) -> ServiceRequest:
    told = form.cleaned_data
    return moves.forward(
        form.found,
        to=told["note"],
        officer=form.colleagues[told["to"]],
        revision=revision,
        by=form.officer.actor,
    )


def _delivery(form: forms.DeliveryForm, revision: int) -> ServiceRequest:
    return deliver_with(form.found, form.accepted, revision=revision, by=form.officer.actor)


def _rejection(form: forms.ActForm, revision: int) -> ServiceRequest:
    reason = form.cleaned_data["reason"]
    return moves.reject(form.found, reason=reason, revision=revision, by=form.officer.actor)


# By the last part of the address.
ACTS = {
    "delivery": Act(
        forms.DeliveryForm, Status.DELIVERED, _("Deliver"), _("Deliver to the citizen"), _delivery
    ),
    "papers": Act(
        forms.PapersForm, Status.PAPERS, _("Ask for papers"), _("Ask the citizen"), _papers
    ),
    "forwarding": Act(
        forms.ForwardingForm, Status.FORWARDED, _("Forward"), _("Forward"), _forwarding
    ),
    "rejection": Act(
        forms.RejectionForm, Status.REJECTED, _("Reject"), _("Reject the application"), _rejection
    ),
}
