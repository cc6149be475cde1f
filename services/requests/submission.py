"""Turns a draft into a request, once: the same token gives the same acknowledgement for ever."""

import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from audit.journal.actors import Actor
from audit.languages.reference_numbers import new_number
from citizens.people.models import Citizen
from citizens.people.registration import facts_of, register, same_person
from services.requests.asked import asked_answers
from services.requests.clock import due_on
from services.requests.deciding import days_allowed
from services.requests.documents.keeping import hand_over_documents
from services.requests.drafts import DraftGone, first_unfinished
from services.requests.models import Draft, ServiceRequest
from services.requests.noting import note_status
from services.requests.pages import Filled, Page, filled


class NotReady(Exception):
    """`page` is not filled in, or no longer passes its rules; None where only consent is missing."""

    def __init__(self, page: Page | None) -> None:
        super().__init__(page.slug if page else "consent")
        self.page = page


def submit(
    draft: Draft, *, token: UUID, consented: bool, language: str, by: Actor
) -> ServiceRequest:
    """Stores the request, its first status, event and message, and ends the draft, in one transaction.

    Everything is read and checked again from the draft's row: what else was posted counts for
    nothing. Raises NotReady, or DraftGone where neither draft nor request has this token.
    """
    with transaction.atomic():
        row = list(
            Draft.objects.select_for_update()
            .filter(pk=draft.pk, token=token)
            .values_list("touched_at", "version_id")
        )
        if not row:
            return submitted_before(token)
        if row != [(draft.touched_at, draft.version_id)]:
            draft.refresh_from_db()  # another tab saved a page, or moved it, since it was read
        # Once more: a condition on an age may have come to something else since the last save.
        draft.answers = asked_answers(draft.version.definition["pages"], draft.answers)
        answered = filled(draft)
        unfinished = first_unfinished(draft, answered)
        if unfinished or not consented:
            raise NotReady(unfinished)
        request = _store(draft, told_of_the_person(answered), language, by)
        hand_over_documents(draft, request)
        Draft.objects.filter(pk=draft.pk).delete()
    return request


def submitted_before(token: UUID) -> ServiceRequest:
    try:
        return ServiceRequest.objects.get(form_token=token)
    except ServiceRequest.DoesNotExist:
        raise DraftGone from None


def told_of_the_person(answered: Iterable[Filled]) -> dict[str, Any]:
    """The cleaned data of the person's pages, which were all found right just now."""
    return {
        name: value
        for page, form in answered
        if page.holds == "person"
        for name, value in form.cleaned_data.items()
    }


def _store(draft: Draft, told: dict[str, Any], language: str, by: Actor) -> ServiceRequest:
    citizen = _citizen_of(draft, told, by)
    now = timezone.now()
    district = citizen.district_id
    days = days_allowed(draft.service, district)
    request = ServiceRequest.objects.create(
        acknowledgement=new_number(),
        service=draft.service,
        version=draft.version,
        citizen=citizen,
        district_id=district,
        centre=draft.centre,
        operator=draft.operator,
        answers=draft.answers,
        submitted_at=now,
        limit_days=days,
        due_on=due_on(timezone.localdate(now), days, district=district),
        tracking_digits=citizen.mobile[-4:] or f"{secrets.randbelow(10_000):04}",
        form_token=draft.token,
        browser=draft.browser,
        language=language,
        notice_version=settings.PRIVACY_NOTICE_VERSION,
        consented_at=now,
    )
    note_status(request, from_status="", by=by)
    return request


def _citizen_of(draft: Draft, told: dict[str, Any], by: Actor) -> Citizen:
    known = draft.citizen
    if known and all(getattr(known, name) == fact for name, fact in facts_of(told).items()):
        return known
    return same_person(told) or register(told, centre=draft.centre, by=by)
