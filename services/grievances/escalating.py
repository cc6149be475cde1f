"""What the clock does to grievances: gives those that nobody has to somebody, sends late ones up,
closes answers that were let stand."""

from datetime import datetime

from django.utils import timezone

from audit.journal.actors import Actor
from audit.journal.retention import cutoff
from services.grievances import limits, moves
from services.grievances.assignment import misplaced
from services.grievances.models import Grievance


def by_the_clock(now: datetime, *, by: Actor) -> str:
    """One transaction each, so that one killed half-way goes on from there; its outcome in words."""
    given = sum(moves.give_to_another(row, by=by) for row in misplaced().order_by("due_on", "id"))
    late = (
        Grievance.objects.open()
        .filter(due_on__lt=timezone.localdate(now))
        .exclude(level=Grievance.Level.ADMINISTRATOR)
    )
    sent_up = sum(moves.escalate(row, by=by) for row in late.order_by("due_on", "id"))
    # The fifteenth day itself is the citizen's.
    before = cutoff(now, limits.CLOSED_AFTER_DAYS)
    stood = Grievance.objects.filter(state="answered", answered_at__lt=before)
    closed = sum(moves.close(row, by=by) for row in stood.order_by("answered_at"))
    return f"{given} given to another, {sent_up} sent up, {closed} closed"
