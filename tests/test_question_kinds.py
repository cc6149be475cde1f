"""Each kind of question takes what people write and refuses the rest, with a sentence that helps."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.conf import settings
from django.utils import translation
from django.utils.html import escape

from audit.languages.kept import kept
from services.catalogue.kinds import Kind
from tests.typed_answers import AADHAAR, ACCOUNT, REFUSED, TAKEN, answer, ask, codes

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Kolkata"))
KINDS = sorted(set(Kind.values) - {Kind.GROUP, Kind.DOCUMENT})  # those have forms of their own


@pytest.fixture(autouse=True)
def noon(nadia: Any) -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.mark.parametrize(("kind", "typed", "stored"), TAKEN)
def test_citizen_writes_as_people_do_and_one_spelling_is_kept(kind, typed, stored):
    assert answer(kind, typed) == stored


@pytest.mark.parametrize(("kind", "typed", "stored"), TAKEN)
def test_kept_answer_fills_the_field_again_and_is_kept_as_it_was(kind, typed, stored):
    field = ask(kind).fields["q"]
    assert kept(field.clean(stored)) == stored


@pytest.mark.parametrize(("kind", "typed", "wrong"), REFUSED)
def test_citizen_is_told_which_part_is_wrong(kind, typed, wrong):
    assert codes(ask(kind, typed)) == wrong


@pytest.mark.parametrize(("kind", "typed", "wrong"), REFUSED)
def test_refusal_is_a_sentence_of_its_own_in_every_language(kind, typed, wrong):
    told = []
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            form = ask(kind, typed)
            told.append(tuple(map(str, form.errors["q"])))
    assert len(set(told)) == len(settings.LANGUAGES)
    assert all(sentence[-1] in ".।۔" or "@" in sentence for each in told for sentence in each)


@pytest.mark.parametrize(("kind", "typed", "wrong"), REFUSED)
def test_what_was_refused_stands_where_it_was_typed_with_its_error_beside_it(kind, typed, wrong):
    form = ask(kind, typed)
    html = form["q"].as_field_group()
    for part, value in (typed if isinstance(typed, dict) else {"": typed}).items():
        told = f'id="id_q{"-" if part else ""}{part}_error"'
        assert (told in html) == (part in wrong), part
        choosing = kind in {"yes_no", "choice", "choices", "statement"} or part in {
            "known", "kind", "district", "block",
        }  # fmt: skip
        if not choosing and kind != "aadhaar":
            assert escape(value) in html


UNREADABLE = ["\0", "a\0b", "\ud800", "\ufffd"]
ODD = [
    "١٢",
    "\u202e12",
    "\u200f",
    "ક",
    "1" * 10**6,
    "9" * 400,
    "-0",
    "1e5",
    "NaN",
    "²",
    "{}",
    "<b>",
]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", UNREADABLE + ODD, ids=lambda value: ascii(value[:12]))
def test_no_input_breaks_a_field_whichever_of_its_inputs_holds_it(kind, value):
    parts = getattr(ask(kind).fields["q"], "parts", None)
    for part in parts.base_fields if parts else [""]:
        form = ask(kind, {part: value})
        form.is_valid()
        assert form["q"].as_field_group()
        if not form.errors:
            assert len(str(kept(form.cleaned_data["q"]))) < 1_000


@pytest.mark.parametrize("value", UNREADABLE, ids=ascii)
@pytest.mark.parametrize(
    "kind", sorted({*KINDS} - {"yes_no", "choice", "choices", "statement", "partial_date"})
)
def test_what_is_no_text_is_called_unreadable(kind, value):
    parts = getattr(ask(kind).fields["q"], "parts", None)
    part = "village_or_ward" if kind == "address" else list(parts.base_fields)[-1] if parts else ""
    assert codes(ask(kind, {part: value}))[part] == "unreadable"


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"aadhaar"}))
def test_nothing_typed_where_an_answer_is_needed_is_said_once(kind):
    form = ask(kind, {})
    assert codes(form) == {"": "required"}


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"statement"}))
def test_nothing_need_be_typed_where_an_answer_is_not_needed(kind):
    assert answer(kind, {}, required=False) in (None, "", [])


OWN = {
    "bn": "নিজের কথায়।",
    "en": "In their own words.",
    "hi": "अपने शब्दों में।",
    "ur": "اپنے الفاظ میں۔",
}


@pytest.mark.parametrize("kind", sorted({*KINDS} - {"aadhaar"}))
def test_authors_own_words_say_that_an_answer_is_missing(kind):
    for language, sentence in OWN.items():
        with translation.override(language):
            assert list(ask(kind, {}, error=OWN).errors["q"]) == [sentence]


@pytest.mark.parametrize(
    ("kind", "typed"),
    [("number", "x"), ("date", "x"), ("email", "x"), ("pin", "x"), ("epic", "x"), ("aadhaar", "x")],
)
def test_authors_own_words_say_what_is_not_right(kind, typed):
    with translation.override("bn"):
        assert list(ask(kind, typed, error=OWN).errors["q"]) == [OWN["bn"]]


@pytest.mark.parametrize(
    ("kind", "typed", "bounds", "bn", "en"),
    [
        ("text", "abc", {"least": 4},
         "অন্তত ৪টি অক্ষর লিখুন। এখানে আছে ৩টি।",
         "Use at least 4 characters. This has 3."),
        ("long_text", "abc", {"most": 2},
         "সর্বাধিক ২টি অক্ষর লেখা যায়। এখানে আছে ৩টি।",
         "Use at most 2 characters. This has 3."),
        ("number", "1", {"least": 2}, "এটি ২-এর কম হতে পারে না।", "This cannot be less than 2."),
        ("bank_account", {**ACCOUNT, "account": "12"}, {},
         "অ্যাকাউন্ট নম্বরে ৯ থেকে ১৮টি সংখ্যা থাকে। এখানে আছে ২টি। পাসবই দেখে আবার লিখুন।",
         "An account number has 9 to 18 digits. This has 2."),
    ],
)  # fmt: skip
def test_limit_that_was_passed_is_named_in_the_readers_digits(kind, typed, bounds, bn, en):
    for language, sentence in (("bn", bn), ("en", en)):
        with translation.override(language):
            form = ask(kind, typed, error=OWN, **bounds)
            assert list(form.errors["q"]) == [sentence]


def test_no_input_cuts_what_is_pasted():
    assert [kind for kind in KINDS if "maxlength" in ask(kind)["q"].as_field_group()] == []


@pytest.mark.parametrize(
    "typed", [AADHAAR, "234123412347", "9" * 16, "২৩৪১ ২৩৪১ ২৩৪৭", f"x{AADHAAR}"]
)
def test_page_that_comes_back_shows_four_digits_of_an_aadhaar_number(typed):
    html = ask("aadhaar", typed)["q"].as_field_group()
    shown_value = html.split('value="')[1].split('"')[0]
    assert (len(shown_value), shown_value.isdecimal()) == (4, True)


def test_aadhaar_is_never_required():
    form = ask("aadhaar", "")
    assert (codes(form), form.fields["q"].required) == ({}, False)


def test_statement_of_the_aadhaar_refusal_shows_a_way_out_that_works():
    for language in dict(settings.LANGUAGES):
        with translation.override(language):
            example = ask("text", AADHAAR).errors["q"][0]
            assert answer("text", example) == example
