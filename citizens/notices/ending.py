"""How the sending of one message goes on or ends; a code's values go with its end."""

from datetime import datetime
from typing import Any

from django.db import transaction

from citizens.notices import caps
from citizens.notices.backoff import next_try
from citizens.notices.gateways.answers import Accepted, Answer, Refused
from citizens.notices.models import Notice

Changes = dict[str, Any]
IN_HAND = (Notice.State.SENDING, Notice.State.UNKNOWN)


def record_answer(notice: Notice, answer: Answer, now: datetime) -> bool:
    """Keeps what the gateway answered of a claimed notice; False where it is claimed no more.

    A notice whose worker was taken for dead is unknown meanwhile: its answer still counts.
    """
    mine = {"claimed_by": notice.claimed_by, "state__in": IN_HAND}
    with transaction.atomic():
        if isinstance(answer, Accepted):
            if not _change(notice, mine, **_sent(answer.gateway_id, now)):
                return False
            caps.count(notice)
            return True
        if isinstance(answer, Refused):
            again = None if answer.for_good else next_try(notice, now)
            changes = _failed(answer.why, now) if again is None else _waiting(answer.why, again)
        else:
            changes = {"state": Notice.State.UNKNOWN, "why": answer.why}
        return _change(notice, mine, **changes)


def settle_as_sent(notice: Notice, gateway_id: str, now: datetime) -> None:
    """The gateway's report has it."""
    _change(notice, **_sent(gateway_id, now))
    caps.count(notice)


def wait(notice: Notice, why: str, until: datetime) -> None:
    _change(notice, **_waiting(why, until))


def fail(notice: Notice, why: str, now: datetime) -> None:
    _change(notice, **_failed(why, now))


def drop(notice: Notice, why: str, now: datetime) -> None:
    _change(notice, **{**_failed(why, now), "state": Notice.State.DROPPED})


def _sent(gateway_id: str, now: datetime) -> Changes:
    return {
        "state": Notice.State.SENT,
        "why": "",
        "gateway_id": gateway_id,
        "sent_at": now,
        "ended_at": now,
        "claimed_by": None,
    }


def _waiting(why: str, until: datetime) -> Changes:
    return {
        "state": Notice.State.WAITING,
        "why": why,
        "next_try_at": until,
        "claimed_by": None,
        "claimed_at": None,
    }


def _failed(why: str, now: datetime) -> Changes:
    return {"state": Notice.State.FAILED, "why": why, "claimed_by": None, "ended_at": now}


def _change(notice: Notice, only: Changes | None = None, **changes: Any) -> bool:
    """Whether the row was still as `only` says."""
    if "ended_at" in changes and notice.template.startswith("code."):
        changes["values"] = {}
    return bool(Notice.objects.filter(pk=notice.pk, **(only or {})).update(**changes))
