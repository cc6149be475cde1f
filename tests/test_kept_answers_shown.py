"""A kept answer of each kind is read in the reader's words, and what is likely a slip is doubted."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django import forms
from django.utils import translation

from audit.languages.doubts import doubts
from audit.languages.parts_field import PartError
from audit.languages.shown import shown
from services.requests.question_form import form_class_of
from services.requests.questions import field_of
from tests.errand_fixtures import question
from tests.typed_answers import AADHAAR, ACCOUNT, CARD, HOME, ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "typed", "doubted"),
    [
        ("pin", "110001", ["This PIN code is not of West Bengal. Go on if it is right."]),
        ("pin", "741248", []),
        ("epic", "ABC1234567", []),
        (
            "epic",
            "WB/01/004/123456",
            [
                "A voter card number is mostly three letters and seven digits. Go on if yours differs."
            ],
        ),
        (
            "scheme_number",
            AADHAAR,
            ["This looks like an Aadhaar number, which is not asked for here. Go on if it is not."],
        ),
        ("ration_card", CARD, []),
        (
            "address",
            {**HOME, "pin": "110001"},
            ["This PIN code is not of West Bengal. Go on if it is right."],
        ),
    ],
)
def test_likely_slip_is_doubted_and_not_refused(nadia, kind, typed, doubted):
    with translation.override("en"):
        form = ask(kind, typed)
        assert form.is_valid()
        assert doubts(form, form.cleaned_data) == doubted


@pytest.mark.parametrize(
    ("kind", "stored", "bn", "en"),
    [
        ("aadhaar", "2346", "XXXX XXXX 2346", "XXXX XXXX 2346"),
        ("epic", "ABC1234567", "ABC1234567", "ABC1234567"),
        ("pin", "741248", "৭৪১২৪৮", "741248"),
        ("partial_date", {"known": "date", "date": "2001-04-03"}, "০৩/০৪/২০০১", "03/04/2001"),
        (
            "partial_date",
            {"known": "year", "year": 1975},
            "১৯৭৫ (শুধু বছর জানা)",
            "1975 (only the year is known)",
        ),
        (
            "partial_date",
            {"known": "age", "age": 40, "on": "2026-11-24"},
            "২৪/১১/২০২৬ তারিখে বয়স ৪০ বছর",
            "40 years of age on 24/11/2026",
        ),
        (
            "bank_account",
            ACCOUNT,
            "অ্যাকাউন্ট নম্বর: 00123456789\nশাখার আইএফএসসি: SBIN0001234",
            "Account number: 00123456789\nIFSC of the branch: SBIN0001234",
        ),
        (
            "ration_card",
            CARD,
            "কার্ডের ধরন: PHH\nকার্ডের নম্বর: 0012345678",
            "Kind of card: PHH\nNumber of the card: 0012345678",
        ),
        (
            "address",
            {**HOME, "line": ""},
            "জেলা: নদিয়া\nব্লক বা পৌরসভা: চাকদহ\nগ্রাম, বা শহরের ওয়ার্ড: ক\nপিন কোড: ৭৪১২৪৮",
            "District: Nadia\nBlock or municipality: Chakdaha\n"
            "Village, or ward of the town: ক\nPIN code: 741248",
        ),
    ],
)
def test_kept_answer_is_read_in_the_readers_words(nadia, kind, stored, bn, en):
    for language, text in (("bn", bn), ("en", en)):
        with translation.override(language):
            assert shown(ask(kind).fields["q"], stored) == text


def test_age_told_earlier_comes_back_as_it_is_today():
    form = forms.Form(initial={"q": {"known": "age", "age": 40, "on": "2024-11-25"}})
    form.fields["q"] = field_of(question("q", "partial_date"))
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Asia/Kolkata"))):
        assert 'name="q-age" value="42"' in form["q"].as_field_group()


def test_summary_of_errors_leads_to_the_part_that_is_wrong(nadia):
    with translation.override("en"):
        form = ask("address", {**HOME, "pin": "7"})
        address: Any = form["q"]
        told = [(line.target, line.label, line.text) for line in address.listed_errors]
    sentence = "A PIN code has 6 digits and does not begin with 0."
    assert told == [("id_q-pin", "q English, PIN code", sentence)]
    assert all(isinstance(error, PartError) for error in form.errors.as_data()["q"])


def test_questions_form_names_the_question_whose_answer_is_doubted():
    page = {"questions": [question("office", "pin"), question("home", "pin", required=False)]}
    with translation.override("en"):
        form = form_class_of(page)(of_kept=True, kept={"office": "110001", "home": "741248"})
        assert form.warnings() == [
            "office English: This PIN code is not of West Bengal. Go on if it is right."
        ]
