"""A person leaves with the last thing that refers to her; a form nobody used goes after a month."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, Min, OuterRef, QuerySet

from audit.journal.batches import BATCH, delete_in_batches
from audit.journal.retention import RetentionRule
from citizens.notices.choices import NoticeChoice
from citizens.people.models import Citizen

UNUSED_FORM_DAYS = 30
TRIES = 3
# The health page asks often: it looks among the oldest forms, where a forgotten person would be.
OLDEST_FORMS = 10_000


def unreferenced() -> QuerySet[Citizen]:
    """People that no row of any table points to, whichever rooms there are."""
    people = Citizen.objects.all()
    for relation in Citizen._meta.related_objects:
        rows = relation.related_model._default_manager
        people = people.filter(~Exists(rows.filter(**{relation.field.name: OuterRef("pk")})))
    return people


def due(before: datetime) -> int:
    return unreferenced().filter(created_at__lt=before).count()


def delete(before: datetime) -> int:
    """Walks the old forms once, in order, however many of them are still needed."""
    gone, last = 0, 0
    old = Citizen.objects.filter(created_at__lt=before).order_by("pk").values_list("pk", flat=True)
    while window := list(old.filter(pk__gt=last)[:BATCH]):
        gone += delete_among(window)
        last = window[-1]
    return gone


def delete_among(window: list[int]) -> int:
    """Deletes the unreferenced of these; tries again when one was just given a request."""
    for attempt in range(1, TRIES + 1):
        try:
            with transaction.atomic():
                free = unreferenced().filter(pk__in=window).select_for_update(skip_locked=True)
                ids = list(free.values_list("pk", flat=True))
                return Citizen.objects.filter(pk__in=ids).delete()[1].get("citizens.Citizen", 0)
        except IntegrityError:
            if attempt == TRIES:
                raise
    return 0


def oldest() -> datetime | None:
    forms = Citizen.objects.order_by("created_at").values("pk")[:OLDEST_FORMS]
    found: datetime | None = (
        unreferenced().filter(pk__in=forms).aggregate(oldest=Min("created_at"))["oldest"]
    )
    return found


def choices_of_nobody() -> QuerySet[NoticeChoice]:
    """Choices of numbers that nobody's form has any more."""
    return NoticeChoice.objects.filter(
        ~Exists(Citizen.objects.filter(mobile=OuterRef("mobile")))
    ).order_by("changed_at")


def oldest_choice() -> datetime | None:
    found: datetime | None = choices_of_nobody().aggregate(oldest=Min("changed_at"))["oldest"]
    return found


RULES = (
    RetentionRule(
        kind="citizen", days=lambda: UNUSED_FORM_DAYS, due=due, delete=delete, oldest=oldest
    ),
    RetentionRule(
        kind="notice_choice",
        days=lambda: UNUSED_FORM_DAYS,
        due=lambda before: choices_of_nobody().filter(changed_at__lt=before).count(),
        delete=lambda before: delete_in_batches(choices_of_nobody().filter(changed_at__lt=before)),
        oldest=oldest_choice,
    ),
)
