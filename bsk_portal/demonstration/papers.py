"""Invented numbers of cards and accounts, places and days, as the forms keep them."""

from datetime import date, timedelta
from typing import Any

from bsk_portal.demonstration.chance import Chance
from bsk_portal.demonstration.citizens import Person

Question = dict[str, Any]
CAPITALS = "ABCDEFGHKLMNPRSTW"
DIGITS = "0123456789"
CARDS = ("AAY", "PHH", "SPHH", "RKSY-I", "RKSY-II")
BANKS = ("SBIN", "UBIN", "PUNB", "UCBA", "IDIB")


def email(question: Question, person: Person, day: date, chance: Chance) -> str:
    return f"{chance.characters(CAPITALS.lower(), 8)}@example.org"


def pin(question: Question, person: Person, day: date, chance: Chance) -> str:
    return person.home.pin


def partial_date(question: Question, person: Person, day: date, chance: Chance) -> dict[str, Any]:
    """Half of them know the day, the others the year or the age alone."""
    years = int(chance.triangular(1, 75, 30))
    known = chance.choices(("date", "year", "age"), (50, 25, 25))[0]
    if known == "date":
        then = day - timedelta(days=int(365.25 * years) + chance.randrange(300))
        return {"known": known, "date": then.isoformat()}
    if known == "year":
        return {"known": known, "year": day.year - years}
    return {"known": known, "age": years, "on": day.isoformat()}


def address(question: Question, person: Person, day: date, chance: Chance) -> dict[str, Any]:
    home = person.home
    return {
        "district": person.row["district_id"],
        "block": home.block,
        "village_or_ward": home.village,
        "line": home.house,
        "pin": home.pin,
    }


def bank_account(question: Question, person: Person, day: date, chance: Chance) -> dict[str, Any]:
    return {
        "account": chance.choice("12345") + chance.characters(DIGITS, 10),
        "ifsc": f"{chance.choice(BANKS)}0{chance.characters(DIGITS, 6)}",
    }


def aadhaar(question: Question, person: Person, day: date, chance: Chance) -> str:
    return chance.characters(DIGITS, 4)


def epic(question: Question, person: Person, day: date, chance: Chance) -> str:
    return chance.characters(CAPITALS, 3) + chance.characters(DIGITS, 7)


def ration_card(question: Question, person: Person, day: date, chance: Chance) -> dict[str, Any]:
    return {"kind": chance.choice(CARDS), "number": chance.characters("123456789", 10)}


def scheme_number(question: Question, person: Person, day: date, chance: Chance) -> str:
    return chance.characters(CAPITALS, 2) + chance.characters("123456789", 8)


def no_documents(question: Question, person: Person, day: date, chance: Chance) -> list[str]:
    """Of invented people there are no papers."""
    return []
