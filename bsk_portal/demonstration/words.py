"""The invented words and the shares that the demonstration is drawn from, read once from its data."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bsk_portal.demonstration.chance import Chance, Weighted

DATA = Path(__file__).parent / "data"
LANGUAGES = ("bn", "en")


@dataclass(frozen=True)
class Word:
    bn: str
    en: str

    def __add__(self, other: "Word") -> "Word":
        return Word(f"{self.bn} {other.bn}", f"{self.en} {other.en}")

    def in_(self, language: str) -> str:
        return self.bn if language == "bn" else self.en

    @property
    def both(self) -> dict[str, str]:
        return {"bn": self.bn, "en": self.en}


def words(pairs: list[list[str]]) -> list[Word]:
    return [Word(bn, en) for bn, en in pairs]


@dataclass(frozen=True)
class Community:
    """Given names and surnames; some communities give women surnames of their own."""

    given: dict[str, list[Word]]
    surnames: dict[str, list[Word]]

    def surname(self, sex: str, chance: Chance) -> Word:
        return chance.choice(self.surnames["female" if sex == "female" else "male"])

    def name(self, sex: str, surname: Word, chance: Chance) -> Word:
        return chance.choice(self.given["female" if sex == "female" else "male"]) + surname

    @property
    def shares_surnames(self) -> bool:
        """Whether husband and wife, father and daughter carry one surname."""
        return self.surnames["female"] == self.surnames["male"]


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def communities() -> dict[str, Community]:
    return {
        name: Community(
            {"female": words(entry["female"]), "male": words(entry["male"])},
            {
                "female": words(entry.get("female_surname", entry["surname"])),
                "male": words(entry["surname"]),
            },
        )
        for name, entry in read("names").items()
    }


@cache
def communities_of(district: str) -> Weighted[Community]:
    """The communities of a district, by its code; of the whole state where it is not known."""
    shares = read("districts").get(district, {}).get("names", {"bengali": 70, "muslim": 30})
    return Weighted((communities()[name], share) for name, share in shares.items())


@cache
def list_of(name: str) -> list[Word]:
    return words(read("words")[name])


@cache
def ward() -> Word:
    return Word(*read("words")["ward"])
