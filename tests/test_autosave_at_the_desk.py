"""At the desk all pages are one form: it saves itself too, and two windows lose nothing."""

from typing import Any

import pytest

from services.models import Draft
from tests.autosave_fixtures import autosave, shown, window
from tests.desk_fixtures import FIRST, QUESTIONS, begin, seen, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(operator: Any, caste_certificate: Any) -> Any:
    return signed_in(operator)


def test_half_filled_sheet_is_there_again_on_the_desk(desk: Any) -> None:
    draft = begin(desk)
    told = {"seen": seen(desk, draft), **FIRST, "birth_date": "31/02", "q-income": "x"}
    assert autosave(desk, draft, window(desk, draft), **told) == 204
    sheet = shown(desk, draft)
    assert sheet.errors == {}
    values = {field.html_name: field.value() for field in sheet}
    assert (values["name"], values["birth_date"]) == (FIRST["name"], "31/02")
    assert values["q-income"] == "x"


def test_sheet_that_saved_itself_was_not_changed_in_another_window(desk: Any) -> None:
    draft = begin(desk)
    here = {"seen": seen(desk, draft), "window": window(desk, draft)}
    form = {**FIRST, **QUESTIONS}
    assert autosave(desk, draft, here["window"], **{**form, "name": "Su"}) == 204
    assert desk.post(draft, {**here, **form, "go_on": "1"}).status_code == 302
    assert Draft.objects.get().person["name"] == FIRST["name"]


def test_sheet_gives_way_to_another_window_and_tells_of_it(desk: Any) -> None:
    draft = begin(desk)
    first = {"seen": seen(desk, draft), "window": window(desk, draft)}
    second = {"seen": seen(desk, draft), "window": window(desk, draft)}
    assert autosave(desk, draft, first["window"], **{**FIRST, "name": "Rina Soren"}) == 204
    assert autosave(desk, draft, second["window"], **{**FIRST, "name": "Anima"}) == 409
    page = desk.post(draft, {**second, **FIRST, **QUESTIONS, "name": "", "go_on": "1"})
    assert "also changed in another window" in page.content.decode()
    assert Draft.objects.get().person["name"] == "Rina Soren"


def test_answer_that_saved_itself_after_reading_out_is_read_out_again(desk: Any) -> None:
    draft = begin(desk)
    here = window(desk, draft)
    told = {"seen": seen(desk, draft), **FIRST, **QUESTIONS, "go_on": "1"}
    desk.post(draft, told)
    read = seen(desk, f"{draft}check/")
    assert autosave(desk, draft, here, **{**FIRST, **QUESTIONS, "name": "Su"}) == 409
    assert autosave(desk, draft, window(desk, draft), **{**FIRST, **QUESTIONS, "name": "Su"}) == 204
    page = desk.post(f"{draft}check/", {"seen": read, "consent": "on"})
    assert page.status_code == 200


def test_outsider_saves_nothing_in_a_draft_of_another_centre(desk: Any, outsider: Any) -> None:
    draft = begin(desk)
    assert autosave(signed_in(outsider), draft, window(desk, draft), name="x") == 404
