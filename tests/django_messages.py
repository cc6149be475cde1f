"""Every message of Django's own that a page of ours can show, read from the catalogues it ships."""

import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib

SHIPPED = Path(django.__file__).parent
PARTS = ("conf", "contrib/admin", "contrib/auth")
# Where a message stands that no page of ours shows: names of languages, Django's own error pages
# (ours replace them) and contributions that are not installed.
NEVER_SHOWN = re.compile(r"conf/|views/|template/|core/handlers|contrib/(?!admin|auth)")

Key = tuple[str, str | None]


def entries(part: str, language: str, domain: str) -> list[polib.POEntry]:
    path = SHIPPED / part / "locale" / language / "LC_MESSAGES" / f"{domain}.po"
    return list(polib.pofile(str(path))) if path.exists() else []


def key(entry: polib.POEntry) -> Key:
    return entry.msgid, entry.msgctxt


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def shown_by_django(domain: str = "django") -> Iterator[polib.POEntry]:
    """Those with words in them; marks of punctuation are alike in both languages."""
    for part in PARTS:
        for entry in entries(part, "en", domain):
            places = [place for place, _line in entry.occurrences]
            words = re.sub(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", "", entry.msgid)
            if re.search("[A-Za-z]", words) and not all(map(NEVER_SHOWN.match, places)):
                yield entry


def in_djangos_bangla(domain: str = "django") -> set[Key]:
    return {
        key(entry)
        for part in PARTS
        for entry in entries(part, "bn", domain)
        if not entry.fuzzy and all(texts(entry))
    }
