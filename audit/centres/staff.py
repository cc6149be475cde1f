"""What the PMU does to a member of staff; each act ends a session that should not outlive it."""

import secrets
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from audit.centres import sessions
from audit.centres.models import Operator
from audit.journal.actors import Actor
from audit.journal.recording import record
from audit.visits.models import Visit

# Changing one of these changes what a session may do, so the session ends.
ENDS_SESSION = frozenset(
    {"login_name", "role", "centre", "department", "post", "district", "is_active"}
)


def random_password() -> str:
    """Five groups of four characters without look-alikes: 92 bits, readable over a telephone."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(5))


@transaction.atomic
def enrol(operator: Operator, *, by: Actor) -> str:
    """Stores a new member of staff and returns the password, which is kept nowhere."""
    password = random_password()
    operator.set_password(password)
    operator.password_changed_at = timezone.now()
    operator.save()
    record(action="operator.enrolled", subject=subject(operator), by=by, role=operator.role)
    return password


@transaction.atomic
def change(operator: Operator, fields: Iterable[str], *, by: Actor) -> None:
    """Stores changed fields; ends the session at once when the person may now do other things."""
    changed = sorted(fields)
    operator.save(update_fields=changed)
    if ENDS_SESSION.intersection(changed):
        sessions.end_from_outside(operator, Visit.Ending.ENDED_BY_STAFF)
    action = "operator.changed"
    if "is_active" in changed:
        action = "operator.enabled" if operator.is_active else "operator.disabled"
    record(action=action, subject=subject(operator), by=by, fields=",".join(changed))


@transaction.atomic
def give_new_password(operator: Operator, *, by: Actor) -> str:
    """Replaces a forgotten password and returns the new one; the session there was ends."""
    password = random_password()
    store_password(operator, password)
    sessions.end_from_outside(operator, Visit.Ending.ENDED_BY_STAFF)
    record(action="operator.password_replaced", subject=subject(operator), by=by)
    return password


@transaction.atomic
def change_own_password(operator: Operator, password: str) -> None:
    """Stores the password its owner chose; checking it is the form's."""
    store_password(operator, password)
    record(action="operator.password_changed", subject=subject(operator), by=operator.actor)


def store_password(operator: Operator, password: str) -> None:
    operator.set_password(password)
    operator.password_changed_at = timezone.now()
    operator.save(update_fields=["password", "password_changed_at"])


def subject(operator: Operator) -> str:
    return f"operator:{operator.login_name}"
