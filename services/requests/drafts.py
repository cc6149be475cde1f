"""Keeps what is filled in on the server, page by page; a draft is found by its browser or operator."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from services.catalogue.models import Service, ServiceVersion
from services.requests import reuse, typed, windows
from services.requests.asked import asked_answers
from services.requests.documents.keeping import keep_documents
from services.requests.models import Draft
from services.requests.pages import Filled, Page, question_pages, valid_answers


class DraftGone(Exception):
    """The draft was sent or thrown away meanwhile; nothing was stored."""


def oldest_kept() -> datetime:
    return timezone.now() - timedelta(days=settings.DRAFT_DAYS)


def find(slug: str, *, browser: str) -> Draft | None:
    """This browser's draft for the service, with its own version; none once it lay too long."""
    return (
        Draft.objects.select_related("service__department", "version")
        .filter(
            browser=browser,
            service__slug=slug,
            service__is_offered=True,
            service__kind=Service.Kind.TRANSACTION,
            touched_at__gte=oldest_kept(),
        )
        .first()
    )


def start(
    version: ServiceVersion,
    *,
    browser: str,
    person: dict[str, Any],
    offered: list[dict[str, Any]] | None = None,
    anew: bool = False,
) -> Draft:
    """The browser's draft for this service: the one it has, or one begun with `person` in it and
    with what is `offered` of its earlier answers (services.requests.reuse).

    `anew` throws the old one away first.
    """
    answers = reuse.answers_from(version, offered or [])
    begun = {
        "version": version,
        "person": person,
        "answers": answers,
        "to_look_at": reuse.noted(offered or [], answers),
    }
    with transaction.atomic():
        old = Draft.objects.filter(browser=browser, service=version.service)
        (old if anew else old.filter(touched_at__lt=oldest_kept())).delete()
        draft, _made = Draft.objects.get_or_create(
            browser=browser,
            service=version.service,
            defaults=begun,
        )
    return draft


def save_page(draft: Draft, page: Page, form: forms.Form, *, asked: bool = True) -> bool:
    """Keeps what is right on the page even where something else is wrong; True when all is right.

    Answers to questions that are asked no longer go; a page on which something new is asked is to
    be gone through again. Reads the draft again under a lock: two tabs that save different pages
    lose nothing. `asked` is False where the person does not want to hear yet what is wrong. Raises
    DraftGone.
    """
    right = form.is_valid()
    with transaction.atomic():
        row = locked(draft)
        keep_right(row, page, form)
        typed.remember(row, page, form, asked=asked)
        windows.note(row, page.slug)
        done = [slug for slug in row.pages_done if slug != page.slug]
        row.pages_done = [*done, page.slug] if right else done
        if right:
            row.to_look_at = [told for told in row.to_look_at if not _seen(told, page)]
        row.touched_at = timezone.now()
        row.save(update_fields=SAVED)
    for name in SAVED:
        setattr(draft, name, getattr(row, name))
    return right


SAVED = ("person", "answers", "pages_done", "to_look_at", "typed", "saves", "touched_at")


def locked(draft: Draft) -> Draft:
    """The draft's row, held and read anew, inside a transaction. Raises DraftGone."""
    row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if row is None:
        raise DraftGone
    if row.version_id == draft.version_id:
        row.version = draft.version
    return row


def keep_right(row: Draft, page: Page, form: forms.Form) -> None:
    """Puts what is right on the page into the row, takes out what is asked no longer by it."""
    before = row.answers.copy()
    page.kept_in(row).update(valid_answers(form))
    keep_documents(row, form)
    row.answers = asked_answers(row.version.definition["pages"], row.answers)
    more = _asking_more(row, before)
    row.pages_done = [slug for slug in row.pages_done if slug not in more]


def _asking_more(row: Draft, before: dict[str, Any]) -> set[str]:
    """The pages that ask something which they did not ask by the answers before."""
    return {
        page.slug
        for page in question_pages(row.version)
        if page.depends and page.names_asked(row.answers) - page.names_asked(before)
    }


def _seen(told: dict[str, Any], page: Page) -> bool:
    """What is gone was seen on whatever page came first."""
    return told["what"] == "gone" or page.has(told["key"])


def first_unfinished(draft: Draft, filled: Iterable[Filled]) -> Page | None:
    """The first page that was not saved, or whose kept answers no longer pass its rules."""
    for page, form in filled:
        if page.slug not in draft.pages_done or not form.is_valid():
            return page
    return None
