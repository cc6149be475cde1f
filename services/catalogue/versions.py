"""Publishes a service's questions as one unchanging row, which drafts and requests are built from."""

import json
from collections import Counter
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from services.catalogue.models import Question, QuestionPage, Service, ServiceVersion


def definition_of(service: Service) -> dict[str, Any]:
    """{"pages": [{"title", "questions": [{"key", "kind", "required", "label", …}]}]}.

    Labels, hints and titles are {"bn", "en"}; options are [{"value", "bn", "en"}]. Everything a
    form needs in any language is inside, and nothing of it is read from the catalogue again.
    """
    pages = service.pages.order_by("number").prefetch_related("questions")
    return {"pages": [_page(page) for page in pages]}


def _page(page: QuestionPage) -> dict[str, Any]:
    questions = sorted(page.questions.all(), key=lambda question: (question.order, question.pk))
    return {
        "title": dict(page.title),
        "questions": [_question(question) for question in questions],
    }


def _question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind,
        "required": question.required,
        "label": dict(question.label),
        "hint": dict(question.hint or {}),
        "options": list(question.options),
        "least": question.least,
        "most": question.most,
    }


def publish(service: Service) -> ServiceVersion:
    """Makes the questions as they stand the ones that new drafts ask; the same questions again give
    the same version.

    Raises ValidationError when one key stands for two questions: an answer is stored by its key.
    """
    with transaction.atomic():
        Service.objects.select_for_update().get(pk=service.pk)
        definition = definition_of(service)
        _refuse_repeated_keys(definition)
        text = json.dumps(definition, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        version, _made = ServiceVersion.objects.get_or_create(
            service=service,
            digest=sha256(text.encode()).hexdigest(),
            defaults={"definition": definition},
        )
        if service.current_version_id != version.pk:
            service.current_version = version
            service.save(update_fields=["current_version"])
    return version


def _refuse_repeated_keys(definition: dict[str, Any]) -> None:
    times = Counter(
        question["key"] for page in definition["pages"] for question in page["questions"]
    )
    repeated = sorted(key for key, count in times.items() if count > 1)
    if repeated:
        raise ValidationError(
            _("These keys stand for more than one question: %(keys)s."),
            "repeated",
            {"keys": ", ".join(repeated)},
        )
