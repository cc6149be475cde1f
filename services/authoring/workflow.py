"""A proposal's way: begun, sent, returned or approved by another person, published or given up.

Each step is one transaction with its event; one that the stage does not allow raises WrongStage.
"""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.journal.actors import Actor
from audit.journal.recording import record
from services.authoring import rows
from services.authoring.content import Content
from services.authoring.lacking import Lack, lacking
from services.authoring.models import Proposal
from services.authoring.publishing import publish
from services.catalogue.bank import whole_bank, with_bank
from services.catalogue.definition import questions_of
from services.catalogue.models import Service


class WrongStage(Exception):
    """Somebody else was quicker: the proposal is no longer where this step begins."""


class OwnWork(Exception):
    """Who wrote any of it may not approve or return it."""


class AlreadyOpen(Exception):
    """The service has a proposal on its way; there is one at a time."""


class Incomplete(Exception):
    """It lacks something; `lacks` is the whole list."""

    def __init__(self, lacks: list[Lack]) -> None:
        super().__init__()
        self.lacks = lacks


def begin(slug: str, content: Content, *, service: Service | None, how: str, by: Actor) -> Proposal:
    """`how` is "new", "change" or "file". Raises AlreadyOpen."""
    try:
        with transaction.atomic():
            proposal = Proposal.objects.create(
                service=service, slug=slug, content=content, author=by.name, editors=[by.name]
            )
            _tell("begun", proposal, by, how=how)
    except IntegrityError as error:
        raise AlreadyOpen from error
    return proposal


def still_lacking(content: Content) -> list[Lack]:
    return lacking(content, departments=rows.departments(), bank=whole_bank())


@transaction.atomic
def send(proposal: Proposal, *, by: Actor) -> None:
    """To the reviewer, with what the bank says now. Raises Incomplete with everything that is lacking."""
    row = _at(proposal, *Proposal.EDITABLE)
    bank = whole_bank()
    named = {each["bank"] for each in questions_of(row.content) if "bank" in each}
    if named <= bank.keys():
        row.content["pages"] = with_bank(row.content["pages"], bank)
    if lacks := still_lacking(row.content):
        raise Incomplete(lacks)
    row.stage, row.sent_at = Proposal.Stage.REVIEW, timezone.now()
    row.reviewer, row.reviewed_at, row.publish_at, row.reason = "", None, None, ""
    _saved("sent", row, by)


@transaction.atomic
def give_back(proposal: Proposal, *, reason: str, by: Actor) -> None:
    """Back to the author with the reason; also one that is approved and not yet published."""
    row = _at(proposal, Proposal.Stage.REVIEW, Proposal.Stage.APPROVED)
    _refuse_own(row, by)
    row.stage, row.reason = Proposal.Stage.RETURNED, reason
    row.reviewer, row.reviewed_at, row.publish_at = by.name, timezone.now(), None
    _saved("returned", row, by)


@transaction.atomic
def approve(proposal: Proposal, *, revision: int, publish_at: datetime | None, by: Actor) -> None:
    """Publishes at once, or has the schedule publish at the time. Raises OwnWork and Incomplete."""
    row = _at(proposal, Proposal.Stage.REVIEW)
    if row.revision != revision:
        raise WrongStage
    _refuse_own(row, by)
    if lacks := still_lacking(row.content):
        raise Incomplete(lacks)
    row.stage, row.publish_at = Proposal.Stage.APPROVED, publish_at
    row.reviewer, row.reviewed_at = by.name, timezone.now()
    _saved("approved", row, by)
    if publish_at is None:
        publish(row, by=by)


@transaction.atomic
def give_up(proposal: Proposal, *, by: Actor) -> None:
    """The author's own step; nothing of it was ever public, and what was written is kept."""
    row = _at(proposal, *Proposal.EDITABLE, Proposal.Stage.REVIEW)
    row.stage = Proposal.Stage.WITHDRAWN
    _saved("given_up", row, by)


@transaction.atomic
def offer(service: Service, *, offered: bool, by: Actor) -> None:
    """Takes a published service from the public at once, or gives it back; open requests go on."""
    row = Service.objects.select_for_update().get(pk=service.pk)
    if row.is_offered == offered:
        return
    row.is_offered = offered
    row.save(update_fields=["is_offered"])
    action = "service.offered" if offered else "service.withdrawn"
    record(action=action, subject=f"service:{row.slug}", by=by)


def _at(proposal: Proposal, *stages: Proposal.Stage) -> Proposal:
    """The row as it stands now, locked."""
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.stage not in stages:
        raise WrongStage
    return row


def _refuse_own(row: Proposal, by: Actor) -> None:
    if by.name in row.editors:
        raise OwnWork


def _saved(step: str, row: Proposal, by: Actor) -> None:
    row.save()
    _tell(step, row, by)


def _tell(step: str, row: Proposal, by: Actor, **details: Any) -> None:
    record(
        action=f"proposal.{step}",
        subject=row.subject,
        by=by,
        proposal=row.pk,
        revision=row.revision,
        **details,
    )
