"""The portal speaks Bangla in full: every message has its Bangla, with the same placeholders."""

import re
from pathlib import Path

import polib

from tests.messages import ROOT, marked

CATALOGUE = ROOT / "locale/bn/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
BENGALI = re.compile(r"[\u0980-\u09ff]")


def translations() -> dict[tuple[str, str | None], polib.POEntry]:
    return {(entry.msgid, entry.msgctxt): entry for entry in polib.pofile(str(CATALOGUE))}


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_message_has_its_bangla():
    known = translations()
    missing = {
        f"{place}: {message!r}"
        for message, context, place in marked()
        if message and ((message, context) not in known or not all(texts(known[message, context])))
    }
    assert missing == set()


def test_catalogue_holds_no_message_that_nothing_uses():
    used = {(message, context) for message, context, _place in marked()}
    assert set(translations()) - used == set()


def test_bangla_is_in_bengali_letters_with_the_same_placeholders():
    for entry in polib.pofile(str(CATALOGUE)):
        assert not entry.fuzzy, entry.msgid
        for text in texts(entry):
            assert BENGALI.search(text), entry.msgid
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        assert set(PLACEHOLDER.findall(texts(entry)[-1])) == wanted, entry.msgid


def test_compiled_catalogue_is_the_one_in_the_source():
    compiled = polib.mofile(str(Path(CATALOGUE).with_suffix(".mo")))
    source = {entry.msgid: texts(entry) for entry in polib.pofile(str(CATALOGUE))}
    assert {entry.msgid: texts(entry) for entry in compiled} == source
