"""What people type: every digit, joiner and spelling they use, and nothing that is not text."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from audit.languages import reference_numbers
from audit.languages.contact_fields import is_west_bengal_pin
from audit.languages.fields import (
    DateField,
    EmailField,
    LongTextField,
    MobileField,
    MoneyField,
    NameField,
    PinField,
    TextField,
    WholeNumberField,
)
from audit.languages.identity_numbers import holds_identity_number
from audit.languages.kept import kept
from audit.languages.text import clean_text, comparison_key


def refused(field: Any, typed: str) -> str:
    """The code of the one error."""
    with pytest.raises(ValidationError) as error:
        field.clean(typed)
    return str(error.value.error_list[0].code)


@pytest.mark.parametrize(
    "typed",
    [
        "9830012345",
        "09830012345",
        "+91 98300 12345",
        "91-98300-12345",
        "৯৮৩০০১২৩৪৫",
        "९८३००१२३४५",
        "(+91) 98300–12345",
        "+৯১ ৯৮৩০০ ১২৩৪৫",
    ],
)
def test_mobile_in_every_way_it_is_written_is_one_number(typed: str) -> None:
    assert MobileField().clean(typed) == "+919830012345"


@pytest.mark.parametrize(
    "typed",
    ["5830012345", "983001234", "98300123456", "²", "98300abcde", "+44 7911 123456", "9" * 10_000],
)
def test_what_is_no_indian_mobile_is_refused(typed: str) -> None:
    assert refused(MobileField(), typed) == "invalid"


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize(
    "typed", ["03/04/2001", "3-4-2001", "৩/৪/২০০১", "03.04.2001", "3 4 2001", "2001-04-03"]
)
def test_date_is_day_first_in_every_language(typed: str, language: str) -> None:
    with translation.override(language):
        assert DateField().clean(typed) == date(2001, 4, 3)
        assert DateField().prepare_value("2001-04-03") == "03/04/2001"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("29/02/2003", "no_such_day"),
        ("04/13/2001", "no_such_day"),
        ("99/99/9999", "year"),
        ("01/01/49", "year"),
        ("01/01/0000", "year"),
        ("yesterday", "invalid"),
        ("1/2", "invalid"),
        ("৩১/১২/২০৯৯", "future"),
    ],
)
def test_impossible_date_says_what_is_wrong(typed: str, code: str) -> None:
    assert refused(DateField(past=True), typed) == code


@pytest.mark.parametrize(
    ("typed", "number"), [("৭", 7), ("1,00,000", 100_000), ("১ ০০ ০০০", 100_000), ("-3", -3)]
)
def test_whole_number_takes_any_digits_and_lakh_commas(typed: str, number: int) -> None:
    assert WholeNumberField().clean(typed) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("²", "invalid"),
        ("৭½", "invalid"),
        ("1e5", "invalid"),
        ("NaN", "invalid"),
        ("1_000", "invalid"),
        ("1.5", "whole"),
        ("9" * 20, "most"),
        ("9" * 100_000, "invalid"),
    ],
)
def test_what_is_no_whole_number_is_refused(typed: str, code: str) -> None:
    assert refused(WholeNumberField(), typed) == code


def test_limits_are_told_in_the_readers_digits() -> None:
    field = WholeNumberField(least=1, most=100_000)
    for language, told in (("bn", "১,০০,০০০"), ("en", "1,00,000")):
        with translation.override(language), pytest.raises(ValidationError) as error:
            field.clean("100001")
        with translation.override(language):
            assert told in error.value.messages[0]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("১,২০,০০০", "120000"),
        ("Rs 1,20,000/-", "120000"),
        ("₹ 99.50", "99.50"),
        ("৫০০ টাকা", "500"),
    ],
)
def test_money_is_read_as_people_write_it(typed: str, amount: str) -> None:
    assert MoneyField().clean(typed) == Decimal(amount)
    assert kept(MoneyField().clean(typed)) == amount


@pytest.mark.parametrize(
    "name",
    ["লক্ষ্মী", "র\u200d্যাব", "শর্\u200cমা", "Md. Rafiq", "O’Brien-Das", "ᱥᱟᱱᱛᱟᱲ", "محمد", "সেন (বড়)"],
)
def test_name_in_any_script_is_kept_as_it_is(name: str) -> None:
    assert NameField().clean(name) == name


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Rina 98300", "number"),
        ("রিনা ৯৮৩০০১২৩৪৫", "number"),
        ("=HYPERLINK()", "sign"),
        ("<script>", "sign"),
        ("...", "no_letter"),
        ("১২", "no_letter"),
        ("", "required"),
        ("a\0b", "unreadable"),
        ("\ufffd", "unreadable"),
        ("ক" * 121, "too_long"),
    ],
)
def test_what_is_no_name_is_refused(typed: str, code: str) -> None:
    assert refused(NameField(), typed) == code


def test_long_text_keeps_its_lines_and_is_counted_not_cut() -> None:
    field = LongTextField(limit=10)
    assert field.clean("এক\r\nদুই  তিন\u202e") == "এক\nদুই তিন"
    with translation.override("bn"), pytest.raises(ValidationError) as error:
        field.clean("ক" * 11)
    with translation.override("bn"):
        assert error.value.messages == ["সর্বাধিক ১০টি অক্ষর লেখা যায়। এখানে আছে ১১টি।"]
    assert "maxlength" not in str(
        forms.Textarea().render("x", "", field.widget_attrs(forms.Textarea()))
    )


@pytest.mark.parametrize(
    "typed",
    [
        "234123412346",
        "my number is 2341 2341 2346.",
        "২৩৪১-২৩৪১-২৩৪৬",
        "२३४१२३४१२३४६",
        "2 3 4 1 2 3 4 1 2 3 4 6",
        "2341.2341.2346, 9830012345",
        "۲۳۴۱۲۳۴۱۲۳۴۶",
        "2341\n2341\n2346",
        "2341 / 2341 / 2346",
    ],
)
def test_aadhaar_number_in_free_text_is_caught(typed: str) -> None:
    assert refused(LongTextField(), typed) == "identity_number"


@pytest.mark.parametrize(
    "typed",
    [
        "234123412345",
        "9830012345 and 9830012346",
        "ward 12, plot 2341 of 2019",
        "1234123412341234567",
    ],
)
def test_other_numbers_are_let_be(typed: str) -> None:
    assert TextField().clean(typed) == typed


@given(st.text(alphabet="0123456789 -.,/_ক০২৩", max_size=60))
def test_looking_for_identity_numbers_never_fails(text: str) -> None:
    holds_identity_number(text)


@pytest.mark.parametrize(
    ("pin", "inside"),
    [("700001", True), ("741222", True), ("737101", False), ("744101", False), ("854301", False)],
)
def test_pin_tells_whether_it_is_of_the_state(pin: str, inside: bool) -> None:
    assert PinField().clean(pin) == pin
    assert is_west_bengal_pin(pin) is inside


@pytest.mark.parametrize("typed", ["041222", "74122", "৭৪১২২²", "abcdef"])
def test_what_is_no_pin_is_refused(typed: str) -> None:
    assert refused(PinField(), typed) == "invalid"


@pytest.mark.parametrize(
    "typed", ["a@b", "a b@c.in", "a@b.in\r\nBcc: x@y.in", "ক@খ.in", "x" * 300 + "@a.in"]
)
def test_what_is_no_email_is_refused(typed: str) -> None:
    assert refused(EmailField(), typed) == "invalid"


@given(st.text(max_size=80))
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    try:
        once = clean_text(text, lines=True)
    except ValidationError:
        return
    assert clean_text(once, lines=True) == once


def test_letters_composed_in_two_ways_are_one_name() -> None:
    assert comparison_key("ড়াধা রায়") == comparison_key("\u09a1\u09bcাধা  রা\u09af\u09bc")


number = st.builds(reference_numbers.new_number)


@given(number, st.booleans(), st.sampled_from(["", " ", "-", " - "]))
def test_number_is_read_in_any_case_and_spacing(number: str, small: bool, between: str) -> None:
    typed = between.join(["BSK", number[:4], number[4:8], number[8:]])
    assert reference_numbers.parse(typed.lower() if small else typed) == number
    bangla = number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert reference_numbers.parse(bangla) == number
    assert reference_numbers.parse(reference_numbers.shown(number)) == number


@given(number, st.integers(0, 12), st.sampled_from(reference_numbers.ALPHABET))
def test_every_single_wrong_character_is_found(number: str, place: int, other: str) -> None:
    wrong = number[:place] + other + number[place + 1 :]
    if wrong == number:
        return
    with pytest.raises(ValidationError) as error:
        reference_numbers.parse(wrong)
    assert error.value.code == "check"


@given(number, st.integers(0, 11))
def test_every_swap_of_neighbours_is_found(number: str, place: int) -> None:
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    if wrong == number:
        return
    with pytest.raises(ValidationError):
        reference_numbers.parse(wrong)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_a_number(text: str) -> None:
    try:
        read = reference_numbers.parse(text)
    except ValidationError:
        return
    assert len(read) == reference_numbers.LENGTH


def test_numbers_hold_fifty_bits_of_chance_and_no_look_alikes() -> None:
    from math import log2

    bits = reference_numbers.RANDOM_LENGTH * log2(len(reference_numbers.ALPHABET))
    assert bits > 50
    assert not set("0OQ1IL2Z5SUVB") & set(reference_numbers.ALPHABET)
