"""What a page says, run by run, each with the language that its markup gives it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "kbd", "label", "small", "span", "strong"}
)
UNSAID = frozenset({"script", "style", "template"})
SAID_BY_ATTRIBUTE = ("aria-label", "alt", "title", "placeholder")
# Machines' own words: addresses, e-mail, codes, names of files and fields, and what holds a digit.
CODE = re.compile(r"\S*[/@_0-9{}\[\]=]\S*|\b[A-Z0-9]+(?:-[A-Z0-9]+)+\b|\b\w+\.\w[\w.]*")
LATIN_SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’]*(?:[\s,;:–-]+[A-Za-z][A-Za-z'’]*){2,}")


@dataclass(frozen=True)
class Run:
    language: str
    direction: str
    text: str


class Listener(HTMLParser):
    """Gathers runs; inline elements of the same language belong to one run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, str]] = [("", "", "ltr")]
        self.runs: list[Run] = []
        self.heard: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        _tag, language, direction = self.open[-1]
        inner = (tag, told.get("lang") or language, told.get("dir") or direction)
        if tag not in INLINE or inner[1:] != (language, direction):
            self.end_run()
        for name in SAID_BY_ATTRIBUTE:
            if said := told.get(name):
                self.runs.append(Run(inner[1], inner[2], said))
        if tag not in VOID:
            self.open.append(inner)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or tag not in {name for name, *_rest in self.open}:
            return
        while True:
            name, language, direction = self.open[-1]
            if name not in INLINE or (language, direction) != self.open[-2][1:]:
                self.end_run()
            self.open.pop()
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        if self.open[-1][0] not in UNSAID:
            self.heard.append(data)

    def end_run(self) -> None:
        text = " ".join("".join(self.heard).split())
        self.heard.clear()
        if self.open[-1][0] == "title" and " / " in text:
            text = text.split(" / ")[0]  # a page in two languages names itself in both
        if text:
            _tag, language, direction = self.open[-1]
            self.runs.append(Run(language, direction, text))


def runs_of(html: str) -> list[Run]:
    listener = Listener()
    listener.feed(html)
    listener.close()
    return listener.runs


def latin_sentences(html: str) -> set[str]:
    """Three Latin words or more in a row where the page does not say that it speaks English."""
    return {
        found
        for run in runs_of(html)
        if run.language != "en"
        for found in LATIN_SENTENCE.findall(CODE.sub("|", run.text))
    }


def strays(html: str, letters: str, language: str) -> set[str]:
    """Runs that hold letters of this class although the page gives them another language."""
    found = re.compile(f"[{letters}]")
    return {
        run.text for run in runs_of(html) if run.language != language and found.search(run.text)
    }
