"""A form saves itself while it is filled in; nothing half typed is lost, nothing newer is undone."""

import re
from typing import Any

import pytest
from django.test import Client

from audit.models import Event, Visit
from services.models import Draft
from services.requests import windows
from tests.autosave_fixtures import ABOUT, autosave, shown, window
from tests.errand_fixtures import ANSWERS, PERSON, address, caste_certificate, fill, question, send
from tests.filling_fixtures import publish

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
AADHAAR = "2341 2341 2346"  # passes the check digit


@pytest.fixture
def begun(caste_certificate: Any, client: Any) -> Any:
    """Suchitra's browser, on the first page of her application."""
    client.cookies["bsk-language"] = "en"
    client.post(address())
    return client


def test_half_typed_page_is_there_again_without_a_word_of_error(begun: Any) -> None:
    assert autosave(begun, ABOUT, window(begun), name="সুচিত্রা", birth_date="31/02") == 204
    draft = Draft.objects.get()
    assert (draft.person["name"], draft.pages_done) == ("সুচিত্রা", [])
    form = shown(begun)
    assert form.errors == {}
    assert (form["name"].value(), form["birth_date"].value()) == ("সুচিত্রা", "31/02")
    assert "31/02" in begun.get(ABOUT).content.decode()


def test_page_with_errors_that_was_sent_is_there_again_with_them(begun: Any) -> None:
    begun.post(ABOUT, {**PERSON["about-you"], "birth_date": "31/02/2001"})
    form = shown(begun)
    assert list(form.errors) == ["birth_date"]
    assert form["birth_date"].value() == "31/02/2001"


def test_page_left_for_later_is_there_again_without_errors(begun: Any) -> None:
    assert begun.post(ABOUT, {"name": "Rina Soren", "later": "1"}).status_code == 302
    assert shown(begun).errors == {}
    assert shown(begun)["name"].value() == "Rina Soren"


def test_errors_that_were_shown_stay_while_the_page_saves_itself(begun: Any) -> None:
    begun.post(ABOUT, {**PERSON["about-you"], "birth_date": "31/02/2001"})
    changed = {**PERSON["about-you"], "birth_date": "31/02/200"}
    assert autosave(begun, ABOUT, window(begun), **changed) == 204
    assert list(shown(begun).errors) == ["birth_date"]


def test_page_that_is_put_right_keeps_its_answers_alone(begun: Any) -> None:
    autosave(begun, ABOUT, window(begun), birth_date="31/02")
    assert begun.post(ABOUT, PERSON["about-you"]).status_code == 302
    assert Draft.objects.get().typed == {}


def test_saving_by_itself_marks_no_page_done_and_leaves_no_trail(begun: Any) -> None:
    before = (Event.objects.count(), Visit.objects.count(), begun.cookies["bsk-visit"].value)
    assert autosave(begun, ABOUT, window(begun), **PERSON["about-you"]) == 204
    draft = Draft.objects.get()
    assert (draft.pages_done, draft.typed) == ([], {})
    after = (Event.objects.count(), Visit.objects.count(), begun.cookies["bsk-visit"].value)
    assert after == before


def test_done_page_that_changes_by_itself_is_to_be_looked_at_again(begun: Any) -> None:
    begun.post(ABOUT, PERSON["about-you"])
    same = autosave(begun, ABOUT, window(begun), **PERSON["about-you"])
    assert (same, Draft.objects.get().pages_done) == (204, ["about-you"])
    autosave(begun, ABOUT, window(begun), **{**PERSON["about-you"], "name": "Su"})
    draft = Draft.objects.get()
    assert (draft.person["name"], draft.pages_done) == ("Su", [])
    assert begun.get(address("check")).url == ABOUT


def test_save_that_comes_late_undoes_nothing(begun: Any) -> None:
    here = window(begun)
    assert autosave(begun, ABOUT, here, turn=2, name="Suchitra Mondal") == 204
    assert autosave(begun, ABOUT, here, turn=1, name="Suchi") == 204
    assert Draft.objects.get().person["name"] == "Suchitra Mondal"
    begun.post(ABOUT, {**PERSON["about-you"], "name": "Suchitra Devi"})
    assert autosave(begun, ABOUT, here, turn=3, name="Suchitra Mondal") == 409
    draft = Draft.objects.get()
    assert (draft.person["name"], draft.pages_done) == ("Suchitra Devi", ["about-you"])


def test_older_window_of_the_same_page_gives_way_and_one_of_another_does_not(begun: Any) -> None:
    older, newer, other = window(begun), window(begun), window(begun, address("questions-1"))
    assert autosave(begun, ABOUT, newer, name="Suchitra") == 204
    assert autosave(begun, ABOUT, older, name="Anima") == 409
    assert autosave(begun, address("questions-1"), other, caste="নমঃশূদ্র") == 204
    draft = Draft.objects.get()
    assert (draft.person["name"], draft.answers["caste"]) == ("Suchitra", "নমঃশূদ্র")


@pytest.mark.parametrize("said", ["", ".", "x", "x.y", "ক" * 500, "a.b.c", "\0"])
def test_window_that_says_nothing_true_saves_nothing(begun: Any, said: str) -> None:
    base = window(begun).partition(".")[2]
    assert autosave(begun, ABOUT, f"{said}.{base}", name="Suchitra") == 409
    assert autosave(begun, ABOUT, said, name="Suchitra") == 409
    assert Draft.objects.get().person == {}


@pytest.mark.parametrize("turn", ["-1", "x", "٣", "9" * 30, ""])
def test_turn_that_is_no_number_counts_as_the_first(turn: str) -> None:
    assert windows.Window.of({"window": f"{'a' * 16}.{'b' * 16}", "turn": turn}).turn == 0


def test_stranger_and_sent_application_save_nothing(begun: Any) -> None:
    assert autosave(Client(), ABOUT, "a.b", name="Anima") == 410
    fill(begun)
    here = window(begun)
    assert send(begun).status_code == 302
    assert autosave(begun, ABOUT, here, name="Anima") == 410
    assert Draft.objects.count() == 0


def test_aadhaar_number_is_kept_nowhere_and_said_to_be_left_out(begun: Any) -> None:
    path = address("questions-1")
    told = {"caste": f"no {AADHAAR}", "income": "some"}
    assert autosave(begun, path, window(begun, path), **told) == 202
    [draft] = Draft.objects.values()
    assert "2346" not in str(draft)
    assert draft["typed"]["questions-1"]["fields"]["income"] == ["some"]
    begun.post(path, {**ANSWERS["questions-1"], **told})
    assert "2346" not in str(Draft.objects.values())
    assert shown(begun, path)["income"].value() == "some"


def test_field_for_aadhaar_keeps_four_digits_however_it_is_typed(
    caste_certificate: Any, client: Any
) -> None:
    service = publish([[question("card", "aadhaar"), question("income", "money")]], "cards")
    client.post(address(slug=service.slug))
    path = address("questions-1", service.slug)
    here = window(client, path)
    assert autosave(client, path, here, card=AADHAAR, income="x") == 202
    assert Draft.objects.get().typed["questions-1"]["fields"]["card"] == ["2346"]
    assert autosave(client, path, here, turn=2, card="2341 2341 23", income="x") == 202
    assert "card" not in Draft.objects.get().typed["questions-1"]["fields"]


def test_text_no_person_types_is_left_out_and_never_cut(begun: Any) -> None:
    path = address("questions-2")
    here = window(begun, path)
    assert autosave(begun, path, here, more="ক" * 20_001, told_on="x") == 202
    kept = Draft.objects.get().typed["questions-2"]["fields"]
    assert (kept.get("more"), kept["told_on"]) == (None, ["x"])


def test_name_that_is_no_field_of_the_page_is_not_kept(begun: Any) -> None:
    autosave(begun, ABOUT, window(begun), birth_date="x", stranger="1", name_of="2", later="1")
    fields = Draft.objects.get().typed["about-you"]["fields"]
    assert sorted(fields) == ["birth_date"]


def test_rows_of_a_group_and_questions_of_conditions_come_back_as_typed(
    caste_certificate: Any, client: Any
) -> None:
    from tests.filling_fixtures import MEMBERS, when

    why = question("why", "text", shown_when=when("has_card", "equals", "no"))
    service = publish([[question("has_card", "yes_no"), why, MEMBERS]])
    client.post(address(slug=service.slug))
    path = address("questions-1", service.slug)
    told = {
        "has_card": "no",
        "asked": "why",
        "why": "",
        "family-rows": "2",
        "family-0-relative": "Rina",
        "family-0-years": "x",
        "family-1-relative": "",
        "family-1-years": "7",
    }
    assert autosave(client, path, window(client, path), **told) == 204
    form = shown(client, path)
    assert form.errors == {}
    values = {name: form[name].value() for name in form.fields if "-" in name}
    assert values["family-0-years"] == "x"
    assert values["family-1-years"] == "7"
    assert "why" in form.fields


def test_language_changed_on_a_half_typed_page_keeps_it_all(begun: Any) -> None:
    page = begun.post(ABOUT, {"name": "Su", "birth_date": "31/02", "form_language": "bn"})
    form = page.context["form"]
    assert (form["name"].value(), form["birth_date"].value()) == ("Su", "31/02")
    assert "data-unsaved" in page.content.decode()


def test_typed_words_go_with_the_sending(begun: Any) -> None:
    autosave(begun, address("questions-1"), window(begun, address("questions-1")), income="x")
    fill(begun)
    assert Draft.objects.get().typed == {}


def test_typed_values_no_page_asks_any_more_are_not_drawn(begun: Any) -> None:
    draft = Draft.objects.get()
    draft.typed = {"about-you": {"fields": {"gone": ["x"], "name": ["Su"]}, "asked": True}}
    draft.save()
    assert shown(begun)["name"].value() == "Su"


@pytest.mark.parametrize(
    "told",
    [
        {"asked": AADHAAR},
        {"asked": "", "has_card": "no", "why": "২৩৪১ ২৩৪১ ২৩৪৬"},
        {"home-planet": AADHAAR},
        {"home-234123412346": "1"},
        {"income-more": AADHAAR},
    ],
)
def test_aadhaar_number_is_not_kept_in_inputs_that_no_field_has_looked_at(
    caste_certificate: Any, client: Any, told: dict[str, str]
) -> None:
    from tests.filling_fixtures import when

    why = question("why", "text", shown_when=when("has_card", "equals", "no"))
    home = question("home", "address", required=False)
    service = publish([[question("has_card", "yes_no"), why, home, question("income", "money")]])
    client.post(address(slug=service.slug))
    path = address("questions-1", service.slug)
    assert autosave(client, path, window(client, path), **{"income": "x", **told}) == 202
    stored = str(list(Draft.objects.values("typed", "answers")))
    assert not re.search("2346|২৩৪৬", stored)
    assert Draft.objects.get().typed["questions-1"]["fields"]["income"] == ["x"]
