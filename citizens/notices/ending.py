"""How the sending of one message goes on or ends; a code's values go with its end."""

from datetime import datetime
from typing import Any

from django.db import transaction

from citizens.notices import caps
from citizens.notices.backoff import next_try
from citizens.notices.gateways.answers import Accepted, Answer, Refused
from citizens.notices.models import Notice

IN_HAND = (Notice.State.SENDING, Notice.State.UNKNOWN)


def record_answer(notice: Notice, answer: Answer, now: datetime) -> bool:
    """Keeps what the gateway answered of a claimed notice; False where it is claimed no more.

    A notice whose worker was taken for dead is unknown meanwhile: its answer still counts.
    """
    with transaction.atomic():
        rows = Notice.objects.filter(
            pk=notice.pk, claimed_by=notice.claimed_by, state__in=IN_HAND
        ).select_for_update()
        if not rows.exists():
            return False
        if isinstance(answer, Accepted):
            _change(notice, **_sent(answer.gateway_id, now))
            caps.count(notice)
        elif isinstance(answer, Refused):
            again = None if answer.for_good else next_try(notice, now)
            if again is None:
                fail(notice, answer.why, now)
            else:
                wait(notice, answer.why, again)
        else:
            _change(notice, state=Notice.State.UNKNOWN, why=answer.why)
    return True


def settle_as_sent(notice: Notice, gateway_id: str, now: datetime) -> None:
    """The gateway's report has it."""
    _change(notice, **_sent(gateway_id, now))
    caps.count(notice)


def wait(notice: Notice, why: str, until: datetime) -> None:
    _change(
        notice,
        state=Notice.State.WAITING,
        why=why,
        next_try_at=until,
        claimed_by=None,
        claimed_at=None,
    )


def fail(notice: Notice, why: str, now: datetime) -> None:
    _change(notice, state=Notice.State.FAILED, why=why, claimed_by=None, ended_at=now)


def drop(notice: Notice, why: str, now: datetime) -> None:
    _change(notice, state=Notice.State.DROPPED, why=why, claimed_by=None, ended_at=now)


def _sent(gateway_id: str, now: datetime) -> dict[str, Any]:
    return {
        "state": Notice.State.SENT,
        "why": "",
        "gateway_id": gateway_id,
        "sent_at": now,
        "ended_at": now,
        "claimed_by": None,
    }


def _change(notice: Notice, **changes: Any) -> None:
    ended = changes["state"] in {Notice.State.SENT, Notice.State.FAILED, Notice.State.DROPPED}
    if ended and notice.template.startswith("code."):
        changes["values"] = {}
    Notice.objects.filter(pk=notice.pk).update(**changes)
