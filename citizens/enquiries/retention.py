"""How long an enquiry is kept after its answer, and its contact before that; an open one stays.

180 days: what was answered is looked up while somebody may still act on it or complain of it, and
no longer; the journal, which names nobody, is kept by its own rule. 30 days for who asked and
where the answer went: a letter may take two weeks, a link in an SMS shall open for as long, and
until then the enquiry can be opened again. An address's digest is of use in its own hour only.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Min, Q

from audit.journal.batches import BATCH, rule_by_time
from audit.journal.retention import RetentionRule
from citizens.enquiries.models import Enquiry, EnquiryQuerySet, EnquirySending

DAYS = 180
CONTACT_DAYS = 30
SOURCE_DAYS = 2

NAMES_SOMEBODY = (
    ~Q(name="")
    | ~Q(email="")
    | ~Q(postal_address="")
    | ~Q(mobile="")
    | Q(pk__in=EnquirySending.objects.exclude(browser="").values("enquiry"))
)


def named() -> EnquiryQuerySet:
    return Enquiry.objects.filter(NAMES_SOMEBODY, closed_at__isnull=False)


def forget_contacts(before: datetime) -> int:
    """Empties name, contact and browsers; text and answer stay for their own time."""
    gone = 0
    while ids := list(named().filter(closed_at__lt=before).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            EnquirySending.objects.filter(enquiry__in=ids).update(browser="")
            gone += Enquiry.objects.filter(pk__in=ids, closed_at__lt=before).update(
                name="", email="", postal_address="", mobile=""
            )
    return gone


def with_source(before: datetime | None = None) -> EnquiryQuerySet:
    rows = Enquiry.objects.exclude(source="")
    return rows.filter(received_at__lt=before) if before else rows


def oldest(rows: EnquiryQuerySet, field: str) -> datetime | None:
    found: datetime | None = rows.aggregate(oldest=Min(field))["oldest"]
    return found


RULES = (
    RetentionRule(
        kind="enquiry_source",
        days=lambda: SOURCE_DAYS,
        due=lambda before: with_source(before).count(),
        delete=lambda before: with_source(before).update(source=""),
        oldest=lambda: oldest(with_source(), "received_at"),
    ),
    RetentionRule(
        kind="enquiry_contact",
        days=lambda: CONTACT_DAYS,
        due=lambda before: named().filter(closed_at__lt=before).count(),
        delete=forget_contacts,
        oldest=lambda: oldest(named(), "closed_at"),
    ),
    rule_by_time("enquiry", Enquiry, "closed_at", lambda: DAYS),
)
