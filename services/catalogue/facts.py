"""What rules of eligibility may ask of a person beside the bank's questions; in the bank's shape."""

from typing import Any

OLDEST = 130

FACTS: dict[str, dict[str, Any]] = {
    "age": {
        "key": "age",
        # A day of birth, a year or an age: whichever is known.
        "kind": "partial_date",
        "required": False,
        "label": {
            "bn": "জন্মতারিখ বা বয়স",
            "en": "Date of birth or age",
            "hi": "जन्म तिथि या उम्र",
            "ur": "تاریخِ پیدائش یا عمر",
        },
    },
    "sex": {
        "key": "sex",
        "kind": "choice",
        "required": False,
        "label": {"bn": "লিঙ্গ", "en": "Sex", "hi": "लिंग", "ur": "جنس"},
        "options": [
            {"value": "female", "bn": "মহিলা", "en": "Female", "hi": "महिला", "ur": "خاتون"},
            {"value": "male", "bn": "পুরুষ", "en": "Male", "hi": "पुरुष", "ur": "مرد"},
            {
                "value": "other",
                "bn": "তৃতীয় লিঙ্গ",
                "en": "Third gender",
                "hi": "तृतीय लिंग",
                "ur": "تیسری جنس",
            },
        ],
    },
    # Its answers are the codes of the districts, which are rows and not known here.
    "district": {
        "key": "district",
        "kind": "choice",
        "required": False,
        "label": {"bn": "জেলা", "en": "District", "hi": "ज़िला", "ur": "ضلع"},
    },
}
