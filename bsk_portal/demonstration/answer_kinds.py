"""An answer to a question of each kind, and what an empty field of the kind keeps."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from bsk_portal.demonstration import papers
from bsk_portal.demonstration.chance import Chance
from bsk_portal.demonstration.citizens import Person
from bsk_portal.demonstration.words import Word, list_of

MOTHERS = ("mother", "wife", "woman", "female")
# Which words answer a question, by a part of its key; the first that fits.
BY_KEY = (
    (("number", "_id", "roll", "plot", "khatian", "epic"), ""),
    (("place", "address", "mouza", "office", "station", "body", "municipality"), "villages"),
    (("school", "institution", "college"), "schools"),
    (("caste", "community"), "castes"),
    (("work", "trade", "occupation", "course", "training", "skill", "business", "source"), "work"),
)


def _text(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    language = person.home.language
    for parts, words in BY_KEY:
        if any(part in question["key"] for part in parts):
            text = (
                chance.choice(list_of(words)).in_(language)
                if words
                else chance.characters("ABCDEFGHKLMNPRSTW", 2) + chance.characters("123456789", 8)
            )
            break
    else:
        text = chance.choice(list_of("villages")).in_(language)
    return text[: question.get("most") or 100].strip()


def _long_text(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    language = person.home.language
    if "address" in question["key"]:
        place = (chance.choice(list_of(words)).in_(language) for words in ("paras", "villages"))
        text = ", ".join(place)
    else:
        text = chance.choice(list_of("remarks")).in_(language)
    return text[: question.get("most") or 300].strip()


def _name(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    sex = "female" if any(part in question["key"] for part in MOTHERS) else "male"
    community = person.home.community
    surname: Word = person.home.surname
    if sex == "female" and not community.shares_surnames:
        surname = community.surname(sex, chance)
    return community.name(sex, surname, chance).in_(person.home.language)


def _number(question: dict[str, Any], person: Person, day: date, chance: Chance) -> int:
    least = question.get("least") or 0
    bound = question.get("most")
    most = least + 100 if bound is None else bound
    if least >= 1800 and most >= day.year:  # a year
        return day.year - int(chance.triangular(0, 40, 3))
    if "age" in question["key"]:
        return int(chance.triangular(least, min(most, 85), 45))
    if "percent" in question["key"]:
        return int(chance.triangular(least, most, (least + most) / 2))
    return int(chance.triangular(least, min(most, least + 12), least + 3))


def _money(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    least, most = question.get("least") or 0, question.get("most") or 500_000
    amount = int(chance.triangular(least, min(most, least + 250_000), least + 60_000))
    return str(max(least, amount - amount % 500))


def _date(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    years = 45 if "birth" in question["key"] else 2
    return (day - timedelta(days=1 + int(chance.random() * 365 * years))).isoformat()


def _choice(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    options = question["options"]
    return str(options[int(len(options) * chance.random() ** 1.5)]["value"])


def _choices(question: dict[str, Any], person: Person, day: date, chance: Chance) -> list[str]:
    values = [option["value"] for option in question["options"]]
    ticked = set(chance.sample(values, chance.randint(1, min(3, len(values)))))
    return [value for value in values if value in ticked]


def _yes_no(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    return "yes" if chance.happens(0.4) else "no"


def _mobile(question: dict[str, Any], person: Person, day: date, chance: Chance) -> str:
    return person.home.mobile or "+919" + chance.characters("0123456789", 9)


def _statement(question: dict[str, Any], person: Person, day: date, chance: Chance) -> bool:
    return True


KINDS: dict[str, tuple[Callable[..., Any], Any]] = {
    "text": (_text, ""),
    "long_text": (_long_text, ""),
    "name": (_name, ""),
    "number": (_number, None),
    "money": (_money, None),
    "date": (_date, None),
    "yes_no": (_yes_no, ""),
    "choice": (_choice, ""),
    "choices": (_choices, []),
    "mobile": (_mobile, ""),
    "statement": (_statement, False),
    "email": (papers.email, ""),
    "pin": (papers.pin, ""),
    "partial_date": (papers.partial_date, None),
    "address": (papers.address, None),
    "bank_account": (papers.bank_account, None),
    "aadhaar": (papers.aadhaar, ""),
    "epic": (papers.epic, ""),
    "ration_card": (papers.ration_card, None),
    "scheme_number": (papers.scheme_number, ""),
    "document": (papers.no_documents, []),
}
