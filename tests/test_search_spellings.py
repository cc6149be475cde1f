"""A service is found however its name is spelled: measured over the shipped catalogue."""

import unicodedata

import pytest

from audit.languages.spelling import words_of
from services.catalogue.search import find
from tests.search_fixtures import (
    HELD_OUT,
    TUNED,
    first_three,
    shipped_catalogue,
    spellings,
)

__all__ = ["shipped_catalogue"]

pytestmark = pytest.mark.usefixtures("shipped_catalogue")

# NFC writes each of these letters in two code points; keyboards also send the one.
ONE_CODE_POINT = {"\u09a1\u09bc": "\u09dc", "\u09a2\u09bc": "\u09dd", "\u09af\u09bc": "\u09df"}


def misses(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    found = {typed: (slug, first_three(typed)) for typed, slug in pairs}
    return {typed: slugs for typed, (slug, slugs) in found.items() if slug not in slugs}


def in_one_code_point(typed: str) -> str:
    typed = unicodedata.normalize("NFC", typed)
    for pair, letter in ONE_CODE_POINT.items():
        typed = typed.replace(pair, letter)
    return typed


def test_citizen_finds_a_service_in_every_listed_spelling() -> None:
    pairs = spellings(TUNED)

    assert misses(pairs) == {}
    assert len(pairs) >= 200


def test_citizen_finds_nine_of_ten_spellings_that_tuned_nothing() -> None:
    pairs = spellings(HELD_OUT)

    assert len(misses(pairs)) <= len(pairs) // 10
    assert len(pairs) >= 40


def test_no_spelling_is_in_both_lists() -> None:
    tuned, held_out = (
        {tuple(words_of(typed)) for typed, _ in spellings(path)} for path in (TUNED, HELD_OUT)
    )

    assert tuned & held_out == set()


@pytest.mark.parametrize(
    "otherwise",
    [
        in_one_code_point,
        lambda typed: unicodedata.normalize("NFD", typed),
        lambda typed: typed.replace("\u09cd", "\u09cd\u200c"),
        str.upper,
        lambda typed: f"  {typed.replace(' ', chr(0xA0) + ' ')}?\n",
    ],
    ids=["one code point", "decomposed", "joiners", "capitals", "spaces and signs"],
)
def test_citizen_finds_the_same_services_in_another_form_of_the_same_text(otherwise) -> None:
    changed = [typed for typed, _slug in spellings(TUNED) if otherwise(typed) != typed]
    typed = changed[:: 1 + len(changed) // 60]

    assert [first_three(otherwise(text)) for text in typed] == [first_three(text) for text in typed]
    assert len(typed) > 4


@pytest.mark.parametrize(
    ("bangla", "ascii_digits"),
    [
        ("আইন ২০১৩", "আইন 2013"),
        ("k১", "k1"),
        ("section ৪c", "section 4c"),
        ("২৫ থেকে ৬০", "25 থেকে 60"),
    ],
)
def test_citizen_finds_the_same_services_in_either_digits(bangla: str, ascii_digits: str) -> None:
    found = find(bangla)

    assert found == find(ascii_digits)
    assert found != []


@pytest.mark.parametrize(
    "nonsense",
    [
        "qwertyuiop",
        "asdfgh hjkl",
        "ঝঞঢঙ",
        "vbnmxz",
        "xyzzy plugh",
        "ঢঢঢঢঢঢ",
        "kjhgfd",
        "0000000",
        "पफबभम",
        "قطار",
    ],
)
def test_citizen_finds_nothing_by_nonsense(nonsense: str) -> None:
    assert find(nonsense) == []


@pytest.mark.parametrize("letter", ["a", "k", "ক", "ল", "z", "৪", "q"])
def test_citizen_finds_by_one_letter_only_what_begins_with_it(letter: str) -> None:
    for service in find(letter, limit=100):
        texts = (service.title, service.also_called, service.summary, service.department.title)
        words = words_of(str([dict(text) if isinstance(text, dict) else text for text in texts]))
        assert [word for word in words if word.startswith(words_of(letter)[0])] != []


@pytest.mark.parametrize(
    ("begun", "slug"),
    [
        ("lak", "lakshmir-bhandar"),
        ("lokkhir bh", "lakshmir-bhandar"),
        ("kany", "kanyashree"),
        ("swasth", "swasthya-sathi"),
        ("কৃষ", "krishak-bandhu"),
        ("trade li", "trade-licence"),
        ("ration car", "ration-card-new"),
        ("মিউ", "land-mutation"),
        ("stud", "student-credit-card"),
    ],
)
def test_citizen_finds_a_service_while_still_typing(begun: str, slug: str) -> None:
    assert slug in first_three(begun)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("jati certificate", "caste-certificate"),
        ("জাতি শংসাপত্র", "caste-certificate"),
        ("যাচাই জাতি শংসাপত্র", "caste-certificate-verification"),
        ("swasthya sathi", "swasthya-sathi"),
        ("swasthya sathi hospital", "swasthya-sathi-hospitals"),
        ("অবস্থা রেশন কার্ড", "ration-card-status"),
        ("ration card correction", "ration-card-correction"),
        ("notun ration card", "ration-card-new"),
        ("how do i apply for a trade licence", "trade-licence"),
        ("আমার বিধবা ভাতা কী করে পাব", "widow-pension"),
    ],
)
def test_citizen_finds_first_the_service_that_meets_all_words(typed: str, slug: str) -> None:
    assert find(typed, limit=1)[0].slug == slug
