"""What is not ready to be sent: texts without DLT registration, and languages that fell back to Bangla."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count

from citizens.notices.message_texts import MessageText
from citizens.notices.models import Notice
from citizens.notices.templates import template_of, templates

REPORTED_FOR = timedelta(days=30)


@dataclass(frozen=True)
class FellBack:
    """So many messages of this template went out in Bangla to people who read `language`."""

    template: str
    language: str
    count: int


def unready() -> Iterator[tuple[str, str, str]]:
    """(template, language, why) of each SMS that a gateway could not send as it stands."""
    stored = {(text.template, text.language): text for text in MessageText.objects.all()}
    for template in templates().values():
        for language, _name in settings.LANGUAGES if template.sms else ():
            text = stored.get((template.key, language))
            if not template.sms.get(language):
                yield template.key, language, "has no text: Bangla is sent"
            elif text is None or not text.is_registered:
                yield template.key, language, "is not registered"
            elif fault := fault_of(text):
                yield template.key, language, fault


def fault_of(text: MessageText) -> str:
    """Why a stored text cannot be sent; "" where it can. The file may have changed since."""
    try:
        text.clean()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def fallen_back(now: datetime) -> list[FellBack]:
    """Messages of the last 30 days for readers of a language that the message lacks."""
    rows = (
        Notice.objects.filter(created_at__gte=now - REPORTED_FOR)
        .values("template", "language", "channel")
        .annotate(count=Count("pk"))
        .order_by("template", "language", "channel")
    )
    return [
        FellBack(row["template"], row["language"], row["count"])
        for row in rows
        if row["template"] in templates()
        if row["language"] not in _languages(row["template"], row["channel"])
    ]


def _languages(template: str, channel: str) -> set[str]:
    told = template_of(template)
    return set(told.sms if channel == Notice.Channel.SMS else told.body)
