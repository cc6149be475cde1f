"""The enquiries that the pages of staff show: each reached through the person who is signed in."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.http import Http404
from django.utils import timezone

from audit.calendar.working_days import Calendar, calendar_of
from audit.centres.models import Operator
from audit.journal.refusals import OutOfScope
from citizens.enquiries.models import Enquiry, EnquiryQuerySet

ROWS = 50
LISTS = ("waiting", "mine", "held", "done")


@dataclass(frozen=True)
class Row:
    """`age` in working days: to the answer, or to today where it waits."""

    enquiry: Enquiry
    age: int


@dataclass(frozen=True)
class QueuePage:
    """`after` is the number after which the next page begins, "" on the last."""

    rows: list[Row]
    after: str


def enquiry_of(person: Operator, number: str) -> Enquiry:
    found = Enquiry.objects.visible_to(person).filter(number=number).first()
    if found is None:
        raise OutOfScope if Enquiry.objects.filter(number=number).exists() else Http404
    return found


def listed(person: Operator, which: str) -> EnquiryQuerySet:
    """Waiting, and of these one's own or those held apart; or what is done with."""
    rows = Enquiry.objects.visible_to(person)
    waiting = rows.filter(state=Enquiry.State.WAITING)
    return {
        "waiting": waiting.filter(held=""),
        "mine": waiting.filter(taken_by=person.login_name),
        "held": waiting.exclude(held=""),
        "done": rows.exclude(state=Enquiry.State.WAITING),
    }[which]


def page_of(rows: EnquiryQuerySet, after: Enquiry | None) -> QueuePage:
    """Oldest first: nobody is overtaken by who wrote later."""
    if after is not None:
        at = after.received_at
        rows = rows.filter(Q(received_at__gt=at) | Q(received_at=at, pk__gt=after.pk))
    rows = rows.annotate(times=Count("sendings")).order_by("received_at", "pk")
    found, calendar = list(rows[: ROWS + 1]), calendar_of()
    shown = [Row(enquiry, age_of(enquiry, calendar)) for enquiry in found[:ROWS]]
    return QueuePage(shown, found[ROWS - 1].number if len(found) > ROWS else "")


def age_of(enquiry: Enquiry, calendar: Calendar) -> int:
    """Working days since it came; the day on which it came is not one of them."""
    until = timezone.localdate(enquiry.closed_at) if enquiry.closed_at else today()
    return calendar.between(timezone.localdate(enquiry.received_at), until)


def today() -> date:
    return timezone.localdate()
