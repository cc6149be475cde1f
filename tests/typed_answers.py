"""What is typed into each kind of question: what is kept of it, or by which code it is refused."""

from typing import Any

from django import forms
from django.http import QueryDict

from audit.languages.kept import kept
from services.requests.questions import field_of
from tests.errand_fixtures import options, question

AADHAAR = "234123412346"  # passes the check of an Aadhaar number; nobody's

Codes = dict[str, str]  # by the part of the answer; "" is the answer itself


def ask(kind: str, typed: Any = None, **settings_of_it: Any) -> forms.Form:
    """A form of one question "q"; `typed` is what its inputs hold, by the part where it has parts."""
    choices: Any = {"options": options("sc", "st")} if kind in {"choice", "choices"} else {}
    data = None
    if typed is not None:
        data = QueryDict(mutable=True)
        for part, value in (typed if isinstance(typed, dict) else {"": typed}).items():
            data.appendlist(f"q-{part}" if part else "q", value)
    form = forms.Form(data)
    form.fields["q"] = field_of(question("q", kind, **choices, **settings_of_it))
    return form


def codes(form: forms.Form) -> Codes:
    """The codes of what is wrong, by part; "" is the field itself."""
    return {
        getattr(error, "part", ""): str(error.code) for error in form.errors.as_data().get("q", ())
    }


def answer(kind: str, typed: Any, **settings_of_it: Any) -> Any:
    form = ask(kind, typed, **settings_of_it)
    assert codes(form) == {}
    return kept(form.cleaned_data["q"])


TAKEN: list[tuple[str, Any, Any]] = [
    ("text", "  ক \u202e খ ", "ক খ"),
    ("text", "234123 এবং 412346", "234123 এবং 412346"),
    ("text", "-0", "-0"),
    ("number", "-0", 0),
    ("number", "١٢", 12),
    ("money", "-0", "0"),
    ("money", "₹ ১,২০,০০০.৫০", "120000.50"),
    ("date", "২৯/০২/২০২৪", "2024-02-29"),
    ("mobile", "٩٨٣٠٠١٢٣٤٥", "+919830012345"),
    ("email", " a@b.in\u200f ", "a@b.in"),
    ("pin", "৭৪১ ২৪৮", "741248"),
    ("pin", "110001", "110001"),
    ("aadhaar", AADHAAR, "2346"),
    ("aadhaar", "২৩৪১ ২৩৪১ ২৩৪৬", "2346"),
    ("aadhaar", "2341-2341\u20132346", "2346"),
    ("aadhaar", "XXXX XXXX 2346", "2346"),
    ("aadhaar", "2346", "2346"),
    ("aadhaar", "", ""),
    ("epic", "abc 1234567", "ABC1234567"),
    ("epic", "ABC১২৩৪৫৬৭", "ABC1234567"),
    ("epic", "wb / 01 / 004 / 123456", "WB/01/004/123456"),
    ("epic", AADHAAR, AADHAAR),
    ("scheme_number", "2341 2341 2346", "2341 2341 2346"),
    ("scheme_number", "কে-১২/৩", "কে-১২/৩"),
    (
        "ration_card",
        {"kind": "RKSY-II", "number": "RKSY II-০০১২৩৪৫৬৭৮"},
        {"kind": "RKSY-II", "number": "0012345678"},
    ),
    (
        "ration_card",
        {"kind": "RKSY-I", "number": "RKSY-I 0012345678"},
        {"kind": "RKSY-I", "number": "0012345678"},
    ),
    ("ration_card", {"kind": "AAY", "number": AADHAAR}, {"kind": "AAY", "number": AADHAAR}),
    (
        "bank_account",
        {"account": "০০১২ ৩৪৫৬ ৭৮৯", "ifsc": "sbin o00123a"},
        {"account": "00123456789", "ifsc": "SBIN000123A"},
    ),
    (
        "bank_account",
        {"account": AADHAAR, "ifsc": "SBIN0001234", "holder": "মিনতি দাস"},
        {"account": AADHAAR, "ifsc": "SBIN0001234", "holder": "মিনতি দাস"},
    ),
    (
        "partial_date",
        {"known": "date", "date": "২৯/২/২০২৪", "year": "x", "age": "-1"},
        {"known": "date", "date": "2024-02-29"},
    ),
    ("partial_date", {"known": "year", "year": "১৯৭৫"}, {"known": "year", "year": 1975}),
    (
        "partial_date",
        {"known": "age", "age": "-0", "on": "1900-01-01"},
        {"known": "age", "age": 0, "on": "2026-11-25"},
    ),
    (
        "address",
        {
            "district": "320",
            "block": "320-B-CHAKDAHA",
            "village_or_ward": "শিমুরালি",
            "pin": "৭৪১২৪৮",
        },
        {
            "district": "320",
            "block": "320-B-CHAKDAHA",
            "village_or_ward": "শিমুরালি",
            "line": "",
            "pin": "741248",
        },
    ),
]

HOME = {"district": "320", "block": "320-B-CHAKDAHA", "village_or_ward": "ক", "pin": "741248"}
ACCOUNT = {"account": "00123456789", "ifsc": "SBIN0001234"}
CARD = {"kind": "PHH", "number": "0012345678"}
REFUSED: list[tuple[str, Any, Codes]] = [
    ("text", "ক" * 201, {"": "too_long"}),
    ("text", f"আমার আধার {AADHAAR}", {"": "identity_number"}),
    ("long_text", "২৩৪১ ২৩৪১ ২৩৪৬", {"": "identity_number"}),
    ("number", "1e5", {"": "invalid"}),
    ("number", "৭½", {"": "invalid"}),
    ("number", "9" * 20, {"": "most"}),
    ("money", "-1", {"": "least"}),
    ("money", "1e5", {"": "invalid"}),
    ("money", "12.345", {"": "paise"}),
    ("date", "29/02/2023", {"": "no_such_day"}),
    ("date", "1e5", {"": "invalid"}),
    ("date", "0/0/0", {"": "year"}),
    ("yes_no", "maybe", {"": "invalid_choice"}),
    ("choice", "obc", {"": "invalid_choice"}),
    ("choices", "obc", {"": "invalid_choice"}),
    ("statement", "", {"": "required"}),
    ("mobile", "1e5", {"": "invalid"}),
    ("email", "a@b", {"": "invalid"}),
    ("email", "ক@খ", {"": "invalid"}),
    ("pin", "012345", {"": "invalid"}),
    ("pin", "-0", {"": "invalid"}),
    ("pin", "১২", {"": "invalid"}),
    ("pin", "9830012345", {"": "invalid"}),
    ("aadhaar", "234123412347", {"": "wrong"}),
    ("aadhaar", "034123412346", {"": "wrong"}),
    ("aadhaar", "9" * 16, {"": "virtual"}),
    ("aadhaar", "9" * 14, {"": "invalid"}),
    ("aadhaar", "234", {"": "invalid"}),
    ("aadhaar", "1e5", {"": "invalid"}),
    ("aadhaar", "²³⁴¹", {"": "invalid"}),
    ("aadhaar", "নেই", {"": "invalid"}),
    ("epic", "মিনতি", {"": "invalid"}),
    ("epic", "ABC", {"": "invalid"}),
    ("epic", "1e5", {"": "invalid"}),
    ("epic", "9" * 21, {"": "invalid"}),
    ("scheme_number", "9" * 41, {"": "too_long"}),
    ("ration_card", {"kind": "PHH"}, {"number": "required"}),
    ("ration_card", {"number": "0012345678"}, {"kind": "required"}),
    ("ration_card", {"kind": "0012345678", "number": "PHH"},
     {"kind": "invalid_choice", "number": "invalid"}),
    ("ration_card", {"kind": "PHH", "number": "AAY 0012345678"}, {"number": "kind"}),
    ("ration_card", {**CARD, "number": "-0"}, {"number": "invalid"}),
    ("bank_account", {"account": "00123456789"}, {"ifsc": "required"}),
    ("bank_account", {"account": "SBIN0001234", "ifsc": "00123456789"},
     {"account": "invalid", "ifsc": "bank"}),
    ("bank_account", {**ACCOUNT, "account": "1" * 8}, {"account": "length"}),
    ("bank_account", {**ACCOUNT, "account": "1" * 19}, {"account": "length"}),
    ("bank_account", {**ACCOUNT, "account": "1e5"}, {"account": "invalid"}),
    ("bank_account", {**ACCOUNT, "ifsc": "SBIN001234"}, {"ifsc": "length"}),
    ("bank_account", {**ACCOUNT, "ifsc": "SB1N0001234"}, {"ifsc": "bank"}),
    ("bank_account", {**ACCOUNT, "ifsc": "SBIN1001234"}, {"ifsc": "nought"}),
    ("bank_account", {**ACCOUNT, "ifsc": "এসবিআই০০০১২৩"}, {"ifsc": "invalid"}),
    ("bank_account", {**ACCOUNT, "holder": "9830012345"}, {"holder": "number"}),
    ("partial_date", {"date": "03/04/2001"}, {"known": "required"}),
    ("partial_date", {"known": "century"}, {"known": "invalid_choice"}),
    ("partial_date", {"known": "date", "year": "2001"}, {"date": "required"}),
    ("partial_date", {"known": "date", "date": "29/02/2023"}, {"date": "no_such_day"}),
    ("partial_date", {"known": "date", "date": "26/11/2026"}, {"date": "future"}),
    ("partial_date", {"known": "date", "date": "03/04/1888"}, {"date": "year"}),
    ("partial_date", {"known": "year", "year": "2027"}, {"year": "year"}),
    ("partial_date", {"known": "year", "year": "75"}, {"year": "year"}),
    ("partial_date", {"known": "year", "year": "03/04/2001"}, {"year": "invalid"}),
    ("partial_date", {"known": "age", "age": "131"}, {"age": "most"}),
    ("partial_date", {"known": "age", "age": "-1"}, {"age": "least"}),
    ("partial_date", {"known": "age", "age": "1e1"}, {"age": "invalid"}),
    ("address", {**HOME, "district": ""}, {"district": "required", "block": "invalid_choice"}),
    ("address", {**HOME, "district": "999"},
     {"district": "invalid_choice", "block": "invalid_choice"}),
    ("address", {**HOME, "block": ""}, {"block": "required"}),
    ("address", {**HOME, "block": "320-B-ELSEWHERE"}, {"block": "invalid_choice"}),
    ("address", {**HOME, "village_or_ward": AADHAAR}, {"village_or_ward": "identity_number"}),
    ("address", {**HOME, "pin": "7412"}, {"pin": "invalid"}),
    ("address", {**HOME, "line": "ক" * 201}, {"line": "too_long"}),
    ("address", {**HOME, "village_or_ward": "741248", "pin": "শিমুরালি"}, {"pin": "invalid"}),
]  # fmt: skip
