"""The living page of components, for staff: each as pages use it, in every full language and state."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import override
from django.views.decorators.http import require_safe

from services.requests.questions import question_fields

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
        "hint": dict(zip(("bn", "en"), hint, strict=True)) if hint[0] else None,
        "least": None,
        "most": None,
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
    "statement": True,
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
        empty, filled, disabled = form(code, "empty"), form(code, "filled"), form(code, "disabled")
        filled.initial = disabled.initial = FILLED
        for field in disabled.fields.values():
            field.disabled = True
        wrong = form(code, "wrong", data={"number": "0", "date": "31/02/2001", "mobile": "12"})
        wrong.full_clean()
    states = [("empty", empty), ("filled", filled), ("wrong", wrong), ("disabled", disabled)]
    return {"code": code, "states": states, "wrong": wrong}


def form(code: str, state: str, data: dict[str, str] | None = None) -> forms.Form:
    made = forms.Form(data, auto_id=f"{code}-{state}-%s")
    made.fields.update(question_fields({"questions": QUESTIONS}))
    return made
