"""The portal speaks Bangla in full: every message has its Bangla, with the same placeholders.

Django's own messages count, where a page of ours can show them and its Bangla lacks them.
"""

import json
import re
from pathlib import Path

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.django_messages import Key, in_djangos_bangla, key, shown_by_django, texts
from tests.messages import ROOT, marked
from tests.test_sign_in import sign_in

PLACEHOLDER = re.compile(r"%\(\w+\)[srd]|%[srd]|\{\w*\}")
LETTERS = {"bn": r"[\u0980-\u09ff]", "hi": r"[\u0900-\u097f]", "ur": r"[\u0600-\u06ff]"}
CATALOGUES = sorted(ROOT.glob("locale/*/LC_MESSAGES/*.po"))
BANGLA = ROOT / "locale/bn/LC_MESSAGES"


def translations(domain: str = "django") -> dict[Key, polib.POEntry]:
    return {key(entry): entry for entry in polib.pofile(str(BANGLA / f"{domain}.po"))}


def test_every_message_has_its_bangla():
    known = translations()
    missing = {
        f"{place}: {message!r}"
        for message, context, place in marked()
        if message and ((message, context) not in known or not all(texts(known[message, context])))
    }
    assert missing == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_message_of_django_that_a_page_can_show_has_its_bangla(domain):
    known = translations(domain).keys() | in_djangos_bangla(domain)
    assert {key(entry) for entry in shown_by_django(domain)} - known == set()


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_catalogue_holds_no_message_that_nothing_uses(domain):
    ours = {(message, context) for message, context, _place in marked()}
    djangos = {key(entry) for entry in shown_by_django(domain)}
    assert translations(domain).keys() - ours - djangos == set()


def test_further_languages_hold_only_messages_of_ours():
    ours = {(message, context) for message, context, _place in marked()}
    djangos = {key(entry) for entry in shown_by_django()}
    for language in ("hi", "ur"):
        file = polib.pofile(str(ROOT / f"locale/{language}/LC_MESSAGES/django.po"))
        assert {key(entry) for entry in file} - ours - djangos == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_translations_are_in_their_letters_with_the_same_placeholders(path):
    letters = re.compile(LETTERS[path.parts[-3]])
    for entry in polib.pofile(str(path)):
        assert not entry.fuzzy, entry.msgid
        for text in texts(entry):
            assert letters.search(text) or not re.search("[A-Za-z]{2}", entry.msgid), entry.msgid
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        assert sorted(set(PLACEHOLDER.findall(texts(entry)[-1]))) == sorted(set(wanted)), (
            entry.msgid
        )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_compiled_catalogue_is_the_one_in_the_source(path):
    compiled = polib.mofile(str(Path(path).with_suffix(".mo")))
    source = {key(entry): texts(entry) for entry in polib.pofile(str(path))}
    assert {key(entry): texts(entry) for entry in compiled} == source


def test_django_itself_speaks_our_bangla():
    with translation.override("bn"):
        assert gettext("That page contains no results") == "ওই পৃষ্ঠায় কিছু নেই"
        assert gettext("%(model_name)s with this %(field_labels)s already exists.") != (
            "%(model_name)s with this %(field_labels)s already exists."
        )


@pytest.mark.django_db
def test_scripts_of_the_admin_speak_bangla(client, administrator):
    sign_in(client, "anindita")
    said = client.get("/admin/jsi18n/").content.decode()
    assert json.loads(re.findall(r'"Choose a Date": ("[^"]+")', said)[0]) == "তারিখ বাছুন"
