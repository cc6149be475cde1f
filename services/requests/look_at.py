"""What a draft says of changes the person did not make herself, as pages show it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from audit.languages.spoken import in_its_language
from audit.languages.texts import Translated
from services.requests.models import Draft
from services.requests.pages import Page


@dataclass
class Source:
    """Answers filled in from one earlier application: for which service, and when it was sent."""

    service: str
    on: date
    labels: list[str] = field(default_factory=list)


@dataclass
class Looks:
    """Labels of questions in the reader's language, by what became of them."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    reused: list[Source] = field(default_factory=list)

    @property
    def moved(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    def __bool__(self) -> bool:
        return self.moved or bool(self.reused)


def of(told: Iterable[Mapping[str, Any]]) -> Looks:
    """Of entries as `Draft.to_look_at` keeps them."""
    looks = Looks()
    sources: dict[tuple[str, str], Source] = {}
    for each in told:
        label = in_its_language(Translated(each["label"]))
        if each["what"] == "reused":
            service = in_its_language(Translated(each["from"]))
            source = sources.setdefault(
                (service, each["on"]), Source(service, date.fromisoformat(each["on"]))
            )
            source.labels.append(label)
        else:
            getattr(looks, each["what"]).append(label)
    looks.reused = [*sources.values()]
    return looks


def all_of(draft: Draft) -> Looks:
    return of(draft.to_look_at)


def on_page(draft: Draft, page: Page) -> Looks:
    """What concerns this page; what is gone concerns whichever page comes first."""
    return of(told for told in draft.to_look_at if told["what"] == "gone" or page.has(told["key"]))
