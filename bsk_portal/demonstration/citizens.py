"""People of a centre's country: families who share a mobile, ages half known, names in two scripts."""

from collections import deque
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings

from audit.languages.name_sound import name_sound
from audit.languages.text import comparison_key, in_digits_of
from bsk_portal.demonstration.centres import Place
from bsk_portal.demonstration.chance import Chance
from bsk_portal.demonstration.words import Community, Word, communities_of, list_of, ward

RURAL = 0.92
SHARES_A_HOME = 0.3
COMES_AGAIN = 0.15
REMEMBERED = 40

key_of = lru_cache(maxsize=50_000)(comparison_key)
sound_of = lru_cache(maxsize=50_000)(name_sound)


@dataclass
class Home:
    """What a family has in common."""

    community: Community
    surname: Word
    block: str | None
    village: str
    house: str
    pin: str
    mobile: str
    language: str


@dataclass
class Person:
    """`row` holds the columns of a Citizen, without its key."""

    row: dict[str, Any]
    home: Home
    sex: str
    age: int


class People:
    """Invents who comes to a centre, and remembers the last of them and their homes."""

    def __init__(self, chance: Chance) -> None:
        self.chance = chance
        self.known: dict[str, deque[Person]] = {}

    def comes_again(self, place: Place, sex: str, ages: tuple[int, int]) -> Person | None:
        """Somebody served here lately who may ask for this too, sometimes."""
        if not self.chance.happens(COMES_AGAIN):
            return None
        fitting = [
            person
            for person in self.known.get(place.code, ())
            if person.sex == sex and ages[0] <= person.age <= ages[1]
        ]
        return self.chance.choice(fitting) if fitting else None

    def comes_first(
        self, place: Place, sex: str, ages: tuple[int, int], at: datetime, *, alone: bool
    ) -> Person:
        """Somebody new; `alone` without a centre, so with a mobile of their own."""
        chance = self.chance
        known = self.known.setdefault(place.code, deque(maxlen=REMEMBERED))
        if known and not alone and chance.happens(SHARES_A_HOME):
            home = chance.choice(known).home
        else:
            home = self._home(place, alone=alone)
        age = ages[0] + int((ages[1] - ages[0] + 1) * chance.betavariate(1.2, 1.8))
        person = Person(self._row(place, home, sex, age, at, alone=alone), home, sex, age)
        if not alone:
            known.append(person)
        return person

    def _home(self, place: Place, *, alone: bool) -> Home:
        chance = self.chance
        language = "bn" if chance.happens(0.93) else "en"
        rural = bool(place.rural_blocks) and chance.happens(RURAL)
        if rural:
            near = place.block in place.rural_blocks and chance.happens(0.8)
            block = place.block if near else chance.choice(place.rural_blocks)
            village = chance.choice(list_of("villages")).in_(language)
        else:
            block = chance.choice(place.urban_blocks or place.rural_blocks or [place.block])
            village = f"{ward().in_(language)} {in_digits_of(language, chance.randint(1, 24))}"
        community = communities_of(place.district).draw(chance)
        return Home(
            community=community,
            surname=community.surname("male", chance),
            block=block,
            village=village,
            house=chance.choice(list_of("paras")).in_(language) if chance.happens(0.6) else "",
            pin=chance.choice(place.pins),
            mobile="" if not alone and chance.happens(0.09) else self._mobile(),
            language=language,
        )

    def _mobile(self) -> str:
        return "+91" + self.chance.choice("6789") + self.chance.characters("0123456789", 9)

    def _row(
        self, place: Place, home: Home, sex: str, age: int, at: datetime, *, alone: bool
    ) -> dict[str, Any]:
        chance = self.chance
        community = home.community
        surname = home.surname
        if not community.shares_surnames and sex == "female":
            surname = community.surname(sex, chance)
        script = home.language if chance.happens(0.9) else "en"
        name = community.name(sex, surname, chance).in_(script)
        writes = chance.happens(0.03)
        return {
            "reference": chance.reference_number(),
            "name": name,
            "name_key": key_of(name),
            "name_sound": sound_of(name),
            "guardian_name": self._guardian(home, name, script),
            "sex": sex,
            **self._birth(age, at.date()),
            "mobile": home.mobile,
            "wants_written_answer": writes,
            "email": "",
            "postal_address": f"{home.house}\n{home.village}\n{home.pin}".strip() if writes else "",
            "district_id": place.district,
            "block_id": home.block,
            "village_or_ward": home.village,
            "house": home.house,
            "pin": home.pin,
            "language": home.language,
            "centre_id": None if alone else place.code,
            "notice_version": settings.PRIVACY_NOTICE_VERSION,
            "consented_at": at,
            "created_at": at,
        }

    def _guardian(self, home: Home, name: str, script: str) -> str:
        while True:
            guardian = home.community.name("male", home.surname, self.chance).in_(script)
            if guardian != name:
                return guardian

    def _birth(self, age: int, today: date) -> dict[str, Any]:
        chance = self.chance
        known_as = chance.choices(("date", "year", "age"), (55, 15, 30))[0]
        born = today - timedelta(days=int((age + chance.random()) * 365.25))
        return {
            "birth_known_as": known_as,
            "birth_date": born if known_as == "date" else None,
            "birth_year": born.year if known_as == "year" else None,
            "age": age if known_as == "age" else None,
            "age_told_on": today if known_as == "age" else None,
        }
