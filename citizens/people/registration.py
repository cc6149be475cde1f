"""Writes a person down as told on the form, and reads a form from a person; changes nobody's row."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.centres.models import Centre
from audit.journal.actors import Actor
from audit.journal.recording import record
from audit.languages.kept import kept
from audit.languages.name_sound import name_sound
from audit.languages.reference_numbers import new_number
from audit.languages.text import comparison_key
from citizens.people.models import Citizen

LONGEST_KEY = 240
FACTS = (
    "name",
    "guardian_name",
    "sex",
    "birth_known_as",
    "birth_date",
    "birth_year",
    "age",
    "mobile",
    "wants_written_answer",
    "email",
    "postal_address",
    "village_or_ward",
    "house",
    "pin",
    "language",
)


def facts_of(told: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a Citizen from the cleaned data of an InformationForm."""
    return {
        **{name: told[name] for name in FACTS},
        # One letter may fold to three; what is cut off tells nobody apart.
        "name_key": comparison_key(told["name"])[:LONGEST_KEY],
        "district_id": told["district"],
        "block_id": told["block"] or None,
    }


def person_of(citizen: Citizen) -> dict[str, Any]:
    """The kept answers with which the form shows this person again."""
    told = {name: kept(getattr(citizen, name)) for name in FACTS}
    return {**told, "district": citizen.district_id, "block": citizen.block_id or ""}


def same_person(told: Mapping[str, Any]) -> Citizen | None:
    """The person of whom exactly this was told before; a number shared in a family is not enough.

    Somebody without a mobile is written down anew: nothing else is a fair guess.
    """
    facts = facts_of(told)
    if not facts["mobile"]:
        return None
    spelling = {name: facts.pop(name) for name in ("name", "guardian_name")}
    guardian = comparison_key(spelling["guardian_name"])
    same_number = Citizen.objects.filter(mobile=facts["mobile"], name_key=facts["name_key"])
    for citizen in same_number.order_by("-id")[:20]:
        same_facts = all(getattr(citizen, name) == fact for name, fact in facts.items())
        if same_facts and comparison_key(citizen.guardian_name) == guardian:
            return citizen
    return None


def register(
    told: Mapping[str, Any],
    *,
    centre: Centre | None,
    form_token: UUID | None = None,
    browser: str = "",
    by: Actor,
) -> Citizen:
    """Stores the person with the notice agreed to now; `told` is an InformationForm's cleaned data."""
    facts = facts_of(told)
    with transaction.atomic():
        citizen = Citizen.objects.create(
            reference=new_number(),
            **facts,
            name_sound=name_sound(told["name"])[:LONGEST_KEY],
            age_told_on=timezone.localdate() if facts["age"] is not None else None,
            centre=centre,
            notice_version=settings.PRIVACY_NOTICE_VERSION,
            consented_at=timezone.now(),
            form_token=form_token,
            browser=browser,
        )
        record(action="citizen.registered", subject=f"citizen:{citizen.reference}", by=by)
    return citizen


def register_once(
    told: Mapping[str, Any],
    *,
    form_token: UUID,
    browser: str = "",
    centre: Centre | None = None,
    by: Actor,
) -> Citizen:
    """As `register`, for a form that came by itself: its token again gives the same row again."""
    try:
        return Citizen.objects.get(form_token=form_token)
    except Citizen.DoesNotExist:
        pass
    try:
        return register(told, centre=centre, form_token=form_token, browser=browser, by=by)
    except IntegrityError:
        return Citizen.objects.get(form_token=form_token)
