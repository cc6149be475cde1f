"""A page that was drawn with the questions of an earlier version and is sent after the draft moved."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from services.requests.asked import asked_answers
from services.requests.documents.keeping import keep_documents
from services.requests.drafts import locked
from services.requests.inputs import belongs_to
from services.requests.models import Draft
from services.requests.pages import Page, question_pages
from services.requests.question_form import QuestionsForm


def save_what_fits(draft: Draft, posted: QueryDict, files: Any) -> list[Page]:
    """Keeps each right answer under its key, wherever the question stands now; no page is done by it.

    Gives the pages that ask what was sent. Raises DraftGone.
    """
    found: list[Page] = []
    with transaction.atomic():
        row = locked(draft)
        for page in question_pages(row.version):
            form = page.form(row, posted, files)
            sent = names_sent(form, [*posted, *files])
            if sent:
                found.append(page)
                answers = form.kept_answers()
                row.answers.update({key: answers[key] for key in sent & answers.keys()})
                keep_documents(row, form)
        row.answers = asked_answers(row.version.definition["pages"], row.answers)
        row.touched_at = timezone.now()
        row.save(update_fields=["answers", "touched_at"])
    draft.answers, draft.touched_at = row.answers, row.touched_at
    return found


def names_sent(form: forms.Form, sent: Collection[str]) -> set[str]:
    """The page's own questions of which some input was sent: "family-0-name" is of "family"."""
    asked = [each["key"] for each in form.asked] if isinstance(form, QuestionsForm) else []
    return {key for key in asked if any(belongs_to(name, key) for name in sent)}
