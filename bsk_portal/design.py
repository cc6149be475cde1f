"""The living page of components, for staff: each as pages use it, in every full language and state."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from services.requests.question_form import form_class_of

COMPONENTS = (
    "text",
    "buttons",
    "fields",
    "error_summary",
    "notices",
    "tags",
    "panel",
    "summary_list",
    "table",
    "facts",
    "details",
    "slip",
)


def question(kind: str, bn: str, en: str, hint: tuple[str, str] = ("", ""), **more: Any) -> Any:
    return {
        "key": kind,
        "kind": kind,
        "required": kind != "long_text",
        "label": {"bn": bn, "en": en},
        "hint": dict(zip(("bn", "en"), hint, strict=True)) if hint[0] else {},
        **more,
    }


CASTES = [
    {"value": "sc", "bn": "তফসিলি জাতি", "en": "Scheduled Caste"},
    {"value": "st", "bn": "তফসিলি উপজাতি", "en": "Scheduled Tribe"},
]
YEARS = [
    {"value": str(year), "bn": f"{year}", "en": f"{year}"}  # more than are shown as radio buttons
    for year in range(2015, 2027)
]
MEMBER = [
    {**question("name", "নাম", "Name"), "key": "member"},
    {**question("number", "বয়স", "Age"), "key": "age"},
]
# One question of each kind that a service can ask.
QUESTIONS = (
    question("text", "গ্রাম", "Village", ("ভোটার কার্ডে যেমন", "As on the voter card")),
    question("name", "নাম", "Name"),
    question("number", "বাড়িতে ক'জন", "Members of the household", least=1, most=50),
    question("money", "বছরের আয়", "Income of a year"),
    question("date", "জন্মের তারিখ", "Date of birth"),
    question("mobile", "মোবাইল নম্বর", "Mobile number"),
    question("long_text", "আর কিছু বলার থাকলে", "Anything else"),
    question("yes_no", "রেশন কার্ড আছে?", "Is there a ration card?"),
    question("choice", "জাতি", "Caste", options=CASTES),
    {**question("choice", "কোন বছর", "Which year", options=YEARS), "key": "year"},
    question("choices", "কী কী কাগজ আছে", "Which papers are there", options=CASTES),
    question("partial_date", "স্বামীর মৃত্যু কবে", "When the husband died"),
    question("email", "ই-মেল", "E-mail"),
    question("pin", "কেন্দ্রের পিন কোড", "PIN code of the centre"),
    question("address", "জমি কোথায়", "Where the land is"),
    question("bank_account", "টাকা যে অ্যাকাউন্টে যাবে", "Account for the money"),
    question("aadhaar", "আধার নম্বর", "Aadhaar number"),
    question("epic", "ভোটার কার্ডের নম্বর", "Voter card number"),
    question("ration_card", "রেশন কার্ড", "Ration card"),
    question("scheme_number", "কৃষক বন্ধুর নম্বর", "Krishak Bandhu number"),
    question("document", "জমির পরচা", "Record of the land"),
    question("group", "পরিবারের সকলে", "Each of the family", least=1, questions=MEMBER),
    question("statement", "যা লিখেছি, সব সত্য।", "All that I have written is true."),
)
FILLED = {
    "text": "শিমুরালি",
    "name": "সুচিত্রা মণ্ডল",
    "number": "5",
    "money": "120000",
    "date": "03/04/2001",
    "mobile": "9830012345",
    "long_text": "পুরনো শংসাপত্র হারিয়ে গেছে।",
    "yes_no": "yes",
    "choice": "sc",
    "year": "2020",
    "choices": ["sc"],
    "partial_date": {"known": "year", "year": 1998},
    "email": "minati@example.in",
    "pin": "741235",
    "address": {
        "district": "320",
        "block": "",
        "village_or_ward": "শিমুরালি",
        "line": "",
        "pin": "741248",
    },
    "bank_account": {"account": "00123456789", "ifsc": "SBIN0001234"},
    "aadhaar": "2346",
    "epic": "ABC1234567",
    "ration_card": {"kind": "RKSY-I", "number": "0012345678"},
    "scheme_number": "KB/2025/118",
    "group": [{"member": "মিনতি মণ্ডল", "age": 34}],
    "statement": True,
}
WRONG = {
    "number": "0",
    "date": "31/02/2001",
    "mobile": "12",
    "partial_date-known": "date",
    "partial_date-date": "31/02/1998",
    "pin": "7412",
    "address-district": "320",
    "address-pin": "012",
    "bank_account-account": "12",
    "bank_account-ifsc": "SB1N0001234",
    "aadhaar": "234123412347",
    "epic": "ABC",
    "ration_card-kind": "PHH",
    "ration_card-number": "AAY 0012345678",
    "group-rows": "1",
    "group-0-age": "34",
}


@login_required
@require_safe
def design(request: HttpRequest) -> HttpResponse:
    specimens = [forms_in(code) for code, _name in settings.FULL_LANGUAGES]
    parts = [(name, f"design/{name}.html") for name in COMPONENTS]
    return render(request, "design/design.html", {"specimens": specimens, "parts": parts})


def forms_in(code: str) -> dict[str, Any]:
    """The same form empty, filled, refused and disabled, its words and errors in one language."""
    with override(code):
        made = form_class_of({"questions": QUESTIONS})
        empty, filled, disabled = made(), made(kept=FILLED), made(kept=FILLED)
        for field in disabled.fields.values():
            field.disabled = True
        wrong = made(WRONG)
        wrong.full_clean()
        states = {"empty": empty, "filled": filled, "wrong": wrong, "disabled": disabled}
        for state, form in states.items():
            form.auto_id = f"{code}-{state}-%s"
    return {"code": code, "states": list(states.items()), "wrong": wrong}
