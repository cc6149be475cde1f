"""A proposal's content: the shape of services.catalogue.stored.as_read as JSON, and its parts by name."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import Http404
from django.utils import timezone

from services.catalogue.definition import Page, Question
from services.catalogue.models import Service

Content = dict[str, Any]


def as_json(fields: Mapping[str, Any]) -> Content:
    """What `as_read` or a file gives, with days as yyyy-mm-dd and rupees as text."""
    content = deepcopy(dict(fields))
    content["updated_on"] = fields["updated_on"].isoformat()
    content["fees"] = [
        {**fee, "from_date": fee["from_date"].isoformat(), "amount": f"{fee['amount']:.2f}"}
        for fee in fields["fees"]
    ]
    return content


def as_fields(content: Content) -> dict[str, Any]:
    """The way back: what the loader's writing functions take."""
    fields = deepcopy(content)
    fields["updated_on"] = date.fromisoformat(content["updated_on"])
    fields["fees"] = [
        {
            **fee,
            "from_date": date.fromisoformat(fee["from_date"]),
            "amount": Decimal(fee["amount"]),
        }
        for fee in content["fees"]
    ]
    return fields


def begun(title: Mapping[str, str]) -> Content:
    """A new service of which nothing but the title is known."""
    return {
        "department": "",
        "kind": Service.Kind.TRANSACTION.value,
        "title": dict(title),
        "summary": {},
        "eligibility": {},
        "papers": {},
        "steps": {},
        "also_called": [],
        "time_limit_days": None,
        "time_limit_notice": {},
        "order": Service._meta.get_field("order").default,
        "updated_on": timezone.localdate().isoformat(),
        "fees": [],
        "officers": [],
        "pages": [],
        "eligibility_rules": [],
    }


def page_at(content: Content, number: int) -> Page:
    """The page of that number, from 1; 404 where there is none."""
    pages: list[Page] = content["pages"]
    if not 1 <= number <= len(pages):
        raise Http404
    return pages[number - 1]


def place_of(content: Content, key: str) -> tuple[int, list[Question], int]:
    """Number of the page, the list that holds the question (a page's or a group's), and its place.

    404 where no question has the key.
    """
    for number, page in enumerate(content["pages"], start=1):
        for questions in (page["questions"], *_groups(page)):
            for place, question in enumerate(questions):
                if question["key"] == key:
                    return number, questions, place
    raise Http404


def _groups(page: Page) -> Iterator[list[Question]]:
    """Lists of members that are the service's own: those of a shared group are the bank's."""
    for question in page["questions"]:
        if question.get("questions") and not question.get("bank"):
            yield question["questions"]


def question_at(content: Content, key: str) -> Question:
    _number, questions, place = place_of(content, key)
    return questions[place]


def move(rows: list[Any], place: int, *, up: bool) -> None:
    """Changes places with its neighbour; the first stays first and the last last."""
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]


def question_keys(content: Content) -> list[str]:
    """All keys, those of a group's members too."""
    return [
        each["key"]
        for page in content["pages"]
        for question in page["questions"]
        for each in (question, *question.get("questions", ()))
    ]
