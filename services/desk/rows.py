"""Every row the desk shows, reached through the operator: the only module here that asks for rows.

What another centre has is OutOfScope, what nobody has is Http404; nothing here is ever a guess.
"""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet
from django.http import Http404

from audit.centres.models import Operator
from audit.journal.refusals import OutOfScope
from audit.languages.reference_numbers import parse
from citizens.people.models import Citizen
from services.grievances.models import Grievance
from services.requests.drafts import DraftGone, oldest_kept
from services.requests.models import Draft, ServiceRequest
from services.requests.version_moves import up_to_date

M = TypeVar("M", bound=Model)

MOST_FOUND = 20  # a family, or a shop that lends its number; more is not one citizen's errand


def requests_of(operator: Operator) -> QuerySet[ServiceRequest]:
    """The centre's requests, newest first."""
    return ServiceRequest.objects.visible_to(operator).order_by("-submitted_at", "-id")


def as_listed(requests: QuerySet[ServiceRequest]) -> QuerySet[ServiceRequest]:
    """With what a list of requests shows, and nothing that was answered."""
    return requests.select_related("service", "operator").only(
        "acknowledgement",
        "status",
        "submitted_at",
        "citizen_id",
        "service__title",
        "operator__login_name",
    )


def people_of(operator: Operator) -> QuerySet[Citizen]:
    """Those whose form was filled in at the centre, or who asked for something there."""
    asked_here = requests_of(operator).filter(citizen=OuterRef("pk"))
    return Citizen.objects.filter(Q(centre=operator.centre_id) | Exists(asked_here)).select_related(
        "district", "block"
    )


def drafts_of(operator: Operator) -> QuerySet[Draft]:
    """Her own half-filled forms at this centre, the last touched first; a colleague's are not hers."""
    return (
        Draft.objects.visible_to(operator)
        .filter(service__is_offered=True, touched_at__gte=oldest_kept())
        .select_related("service")
        .order_by("-touched_at")
    )


def request_of(operator: Operator, number: str) -> ServiceRequest:
    rows = (
        requests_of(operator)
        .select_related(
            "service__department",
            "version",
            "citizen__district",
            "citizen__block",
            "operator",
            "centre",
        )
        .prefetch_related("service__officers", "papers_asked__documents", "appeals")
    )
    return _one(rows, acknowledgement=_stored(number))


def person_of(operator: Operator, reference: str) -> Citizen:
    """With `requests_here`, what she asked for at this centre."""
    return _one(_with_requests(operator, people_of(operator)), reference=_stored(reference))


def draft_of(operator: Operator, draft_id: UUID) -> Draft:
    """With the questions that are published now."""
    found = drafts_of(operator).select_related("version").filter(pk=draft_id).first()
    if found is None:
        elsewhere = Draft.objects.filter(pk=draft_id).exclude(centre=operator.centre_id)
        raise OutOfScope if elsewhere.exists() else Http404
    return up_to_date(found)


def draft_or_request(operator: Operator, draft_id: UUID) -> Draft | ServiceRequest:
    """The draft, or what it became; asked for in this order, no sending in between is missed."""
    try:
        return draft_of(operator, draft_id)
    except Http404:
        sent = requests_of(operator).filter(form_token=draft_id).first()
        if sent is not None:
            return sent
        if ServiceRequest.objects.filter(form_token=draft_id).exists():
            raise OutOfScope from None
        raise


def lock(draft: Draft) -> None:
    """Holds the draft's row and reads it anew, inside a transaction. Raises DraftGone."""
    row = Draft.objects.select_for_update(of=("self",))
    told = ("person", "answers", "pages_done", "typed", "saves", "to_look_at", "touched_at")
    try:
        draft.refresh_from_db(fields=told, from_queryset=row)
    except Draft.DoesNotExist:
        raise DraftGone from None


def by_number(operator: Operator, number: str) -> ServiceRequest | Citizen | None:
    """The request or the form with this number; None where there is none anywhere."""
    found = (
        requests_of(operator).filter(acknowledgement=number).first()
        or people_of(operator).filter(reference=number).first()
    )
    if found is None and (
        ServiceRequest.objects.filter(acknowledgement=number).exists()
        or Citizen.objects.filter(reference=number).exists()
    ):
        raise OutOfScope
    return found


def lodged_by(operator: Operator, number: str, *, since: datetime) -> Grievance:
    """The complaint with this number that she herself wrote down for somebody since then."""
    rows = Grievance.objects.filter(lodged_by=operator.actor.name, lodged_at__gt=since)
    return _one(rows, number=number)


def by_mobile(operator: Operator, mobile: str) -> list[Citizen]:
    """Everybody known at this centre under exactly this number, each with `requests_here`."""
    people = _with_requests(operator, people_of(operator).filter(mobile=mobile))
    return list(people.order_by("-created_at")[:MOST_FOUND])


def by_name(operator: Operator, sound: str) -> list[Citizen]:
    """Everybody known at this centre whose whole name sounds so; no part of a name finds anybody."""
    people = people_of(operator).filter(name_sound=sound) if sound else people_of(operator).none()
    return list(people.order_by("-created_at")[:MOST_FOUND])


def _with_requests(operator: Operator, people: QuerySet[Citizen]) -> QuerySet[Citizen]:
    here = as_listed(requests_of(operator))
    return people.prefetch_related(Prefetch("requests", here, to_attr="requests_here"))


def _one(visible: QuerySet[M], **key: str) -> M:
    found = visible.filter(**key).first()
    if found is None:
        raise OutOfScope if visible.model._default_manager.filter(**key).exists() else Http404
    return found


def _stored(number: str) -> str:
    try:
        return parse(number)
    except ValidationError:
        raise Http404 from None
