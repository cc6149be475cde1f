"""Enquiries as people would send them, some answered and some waiting, and words kept for answers."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from audit.journal.models import Event
from bsk_portal.demonstration.chance import HEXADECIMAL, Chance
from bsk_portal.demonstration.copying import Row, copy, reserve
from bsk_portal.demonstration.words import read
from citizens.enquiries.models import Enquiry, EnquirySending, EnquiryStep, ReplyTemplate

HELPER = "helpdesk"
LONGEST_WAIT = timedelta(days=6)


def make_words() -> None:
    """The words kept for answers, once."""
    if not ReplyTemplate.objects.exists():
        ReplyTemplate.objects.bulk_create(
            ReplyTemplate(title=words["title"], text=words["text"])
            for words in read("enquiries")["words"]
        )


def store_enquiries(moments: Iterable[datetime], until: datetime, chance: Chance) -> int:
    """One for each moment; those whose answer would come after `until` wait. How many there are."""
    rows: list[Row] = []
    sendings: list[Row] = []
    steps: list[Row] = []
    for at in moments:
        told = chance.choice(read("enquiries")["enquiry"])
        language = "bn" if chance.happens(0.8) else "en"
        text, answer = told[language]
        answered_at = at + LONGEST_WAIT * chance.random()
        answered = answered_at < until
        row = _row(told["topic"], text, at, language, chance)
        row["state"] = "answered" if answered else "waiting"
        row["taken_by"] = HELPER if answered else ""
        row["revision"] = int(answered)
        row["closed_at"] = answered_at if answered else None
        rows.append(row)
        sendings.append({"form_token": chance.uuid(), "at": at})
        steps.append({"kind": "reply", "text": answer, "by": HELPER, "at": answered_at})
    for row, key in zip(rows, reserve(Enquiry, len(rows)), strict=True):
        row["id"] = key
    for parts in (sendings, steps):
        for part, row in zip(parts, rows, strict=True):
            part["enquiry_id"] = row["id"]
    copy(Enquiry, rows)
    copy(EnquirySending, sendings)
    answered_rows = {row["id"] for row in rows if row["closed_at"]}
    copy(EnquiryStep, [step for step in steps if step["enquiry_id"] in answered_rows])
    copy(Event, [event for row in rows for event in _events(row)])
    return len(rows)


def _events(row: Row) -> list[Row]:
    """Codes alone, as the portal writes them."""
    received = {"topic": row["topic"], "answer_by": row["answer_by"], "held": ""}
    events = [("received", "citizen", row["received_at"], received)]
    if row["closed_at"]:
        events.append(("answered", HELPER, row["closed_at"], {"answer_by": row["answer_by"]}))
    return [
        {
            "at": at,
            "by": by,
            "centre": "",
            "action": f"enquiry.{verb}",
            "subject": f"enquiry:{row['number']}",
            "details": details,
        }
        for verb, by, at, details in events
    ]


def _row(topic: str, text: str, at: datetime, language: str, chance: Chance) -> Row:
    by_mobile = chance.happens(0.7)
    return {
        "number": chance.reference_number(),
        "topic": topic,
        "text": text,
        "answer_by": "mobile" if by_mobile else "none",
        "mobile": f"+91{chance.choice('6789')}{chance.characters('0123456789', 9)}"
        if by_mobile
        else "",
        "language": language,
        "notice_version": settings.PRIVACY_NOTICE_VERSION,
        "received_at": at,
        "sameness": chance.characters(HEXADECIMAL, 64),
    }
