"""What each message says, in each language, as the file beside this module has it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from django.conf import settings

FILE = Path(__file__).parent / "data" / "templates.toml"

Kind = Literal["number", "date", "link", "code", "text"]
# Characters of the longest value; a link is BSK_PUBLIC_URL of 28 and a path of 27.
LONGEST: Mapping[str, int] = {"number": 20, "date": 10, "link": 55, "code": 6, "text": 4_000}

Part = Literal["sms", "title", "body"]
PARTS: tuple[Part, ...] = ("sms", "title", "body")


@dataclass(frozen=True)
class Template:
    """One message. `sms`, `title` and `body` are texts by language with {variables} in them.

    `variables` gives each variable's kind. `daytime`: made by the clock, so it waits for 08:00 to
    21:00 Indian time. `declinable`: the choice ("status", "feedback") by which a person may do
    without it, or "" where the law has it told. Without `sms` it goes by e-mail or letter only;
    without `title` and `body` by SMS only; without `letter` no letter is printed.
    """

    key: str
    variables: Mapping[str, Kind]
    daytime: bool
    declinable: str
    letter: bool
    sms: Mapping[str, str]
    title: Mapping[str, str]
    body: Mapping[str, str]

    def texts(self, part: Part) -> Mapping[str, str]:
        texts: Mapping[str, str] = getattr(self, part)
        return texts


class UnknownTemplate(ValueError):
    """No message is called so; `str()` is its name."""


@cache
def templates() -> Mapping[str, Template]:
    """All of them by key, in the order of the file."""
    with FILE.open("rb") as file:
        return {key: _template(key, told) for key, told in tomllib.load(file).items()}


def template_of(key: str) -> Template:
    """Raises UnknownTemplate."""
    try:
        return templates()[key]
    except KeyError:
        raise UnknownTemplate(key) from None


def in_language(texts: Mapping[str, str], language: str) -> tuple[str, str]:
    """The text and the language it is in: the reader's, else Bangla."""
    language = language if texts.get(language) else settings.LANGUAGE_CODE
    return texts[language], language


def _template(key: str, told: dict[str, Any]) -> Template:
    return Template(
        key=key,
        variables=told["variables"],
        daytime=told.get("daytime", False),
        declinable=told.get("declinable", ""),
        letter=told.get("letter", False),
        sms=told.get("sms", {}),
        title=told.get("title", {}),
        body=told.get("body", {}),
    )
