"""Keeps what is filled in on the server, page by page; a draft is found by its browser or operator."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from services.catalogue.models import Service, ServiceVersion
from services.requests.models import Draft
from services.requests.pages import Filled, Page, valid_answers


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
    version: ServiceVersion, *, browser: str, person: dict[str, Any], anew: bool = False
) -> Draft:
    """The browser's draft for this service: the one it has, or one begun with `person` in it.

    `anew` throws the old one away first.
    """
    with transaction.atomic():
        old = Draft.objects.filter(browser=browser, service=version.service)
        (old if anew else old.filter(touched_at__lt=oldest_kept())).delete()
        draft, _made = Draft.objects.get_or_create(
            browser=browser,
            service=version.service,
            defaults={"version": version, "person": person},
        )
    return draft


def save_page(draft: Draft, page: Page, form: forms.Form) -> bool:
    """Keeps what is right on the page even where something else is wrong; True when all is right.

    Reads the draft again under a lock: two tabs that save different pages lose nothing. Raises
    DraftGone.
    """
    right = form.is_valid()
    with transaction.atomic():
        row = Draft.objects.select_for_update().filter(pk=draft.pk).first()
        if row is None:
            raise DraftGone
        page.kept_in(row).update(valid_answers(form))
        done = [slug for slug in row.pages_done if slug != page.slug]
        row.pages_done = [*done, page.slug] if right else done
        row.touched_at = timezone.now()
        row.save(update_fields=[page.holds, "pages_done", "touched_at"])
    draft.person, draft.answers, draft.pages_done = row.person, row.answers, row.pages_done
    return right


def first_unfinished(draft: Draft, filled: Iterable[Filled]) -> Page | None:
    """The first page that was not saved, or whose kept answers no longer pass its rules."""
    for page, form in filled:
        if page.slug not in draft.pages_done or not form.is_valid():
            return page
    return None
