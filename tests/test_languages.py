"""A further language is a folder and rows of data: Hindi, and Urdu from right to left."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal_settings
from django.test import Client
from django.utils import translation

from audit.languages.fields import MobileField
from audit.languages.shown import shown
from audit.languages.spoken import in_its_language
from audit.languages.text import in_digits_of, to_ascii_digits
from audit.languages.texts import Translated
from audit.templatetags.languages import indian_date, rupees
from bsk_portal.languages import languages_here, offered
from services.models import Service
from tests.errand_fixtures import ANSWERS, PERSON, WHOLE, address, apply, caste_certificate, fill
from tests.messages import ROOT
from tests.operation_fixtures import PRODUCTION, manage
from tests.spoken_text import latin_sentences, runs_of, strays
from tests.test_access import address_of, table, world

__all__ = ["caste_certificate", "world"]
FURTHER = ("hi", "ur")
BENGALI, DEVANAGARI, ARABIC = "\u0985-\u09fe", "\u0904-\u0963", "\u0621-\u064a\u0671-\u06d3"


def test_languages_are_the_folders_that_are_there():
    assert {
        code: (language.name, language.right_to_left, language.complete)
        for code, language in languages_here(ROOT / "locale").items()
    } == {
        "bn": ("বাংলা", False, True),
        "en": ("English", False, True),
        "hi": ("हिन्दी", False, False),
        "ur": ("اردو", True, False),
    }


def test_a_new_folder_is_a_new_language(tmp_path):
    for code, name in (("bn", "বাংলা"), ("sat", "ᱥᱟᱱᱛᱟᱲᱤ")):
        (tmp_path / code).mkdir()
        (tmp_path / code / "language.toml").write_text(
            f'name = "{name}"\ndigits = "᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙"', "utf-8"
        )
    found = offered(tmp_path, ["bn", "sat"], first="bn")
    assert [(each.code, each.name) for each in found] == [("bn", "বাংলা"), ("sat", "ᱥᱟᱱᱛᱟᱲᱤ")]


@pytest.mark.parametrize(
    ("told", "shown"),
    [("", "bn en"), ("bn,en,ur", "bn en ur"), ("bn", "bn")],
)
def test_production_offers_what_the_setting_lists(told, shown):
    code = "from django.conf import settings; print(*dict(settings.LANGUAGES))"
    done = manage("shell", "--no-imports", "-c", code, **{**PRODUCTION, "BSK_LANGUAGES": told})
    assert done.stdout.strip() == shown


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("bn,fr", "BSK_LANGUAGES names 'fr', which is none of bn, en, hi, ur."),
        ("en,bn", "BSK_LANGUAGES must begin with bn."),
    ],
)
def test_language_that_is_not_there_stops_the_portal(told, sentence):
    done = manage("check", **{**PRODUCTION, "BSK_LANGUAGES": told})
    assert (done.returncode, done.stdout.strip()) == (1, sentence)


def citizens_pages(client: Client, language: str) -> dict[str, Any]:
    """The whole errand and what stands beside it, with errors, as somebody gets it who reads this."""
    client.cookies["bsk-language"] = language
    pages: dict[str, Any] = {
        path: client.get(path)
        for path in (
            "/", "/services/", "/services/?q=caste", "/services/?q=zzzz", "/sitemap/", "/track/",
            "/services/caste-certificate/", address(), "/information-form/",
        )
    }  # fmt: skip
    pages["empty form"] = client.post("/information-form/", {})
    pages["wrong form"] = client.post(
        "/information-form/",
        {**WHOLE, "mobile": "1", "pin": "7", "birth_date": "31/02/2026", "email": "x", "name": "7"},
    )
    client.post(address())
    for page in (*PERSON, *ANSWERS):
        pages[page] = client.get(address(page))
        pages[f"empty {page}"] = client.post(address(page), {})
    fill(client)
    pages["begun"] = client.get(address())
    pages["check"] = client.get(address("check"))
    pages["no consent"] = client.post(
        address("check"), {"form_token": str(pages["check"].context["draft"].token)}
    )
    request = apply(client)
    pages["acknowledgement"] = client.get(f"/acknowledgements/{request.acknowledgement}/")
    pages["not tracked"] = client.post("/track/", {"number": "BSK", "digits": "1"})
    pages["tracked"] = client.post("/track/", {"number": request.number, "digits": "2345"})
    made = client.post("/information-form/", {**WHOLE, "consent": "on"})
    pages["form saved"] = client.get(made["Location"])
    return pages


@pytest.mark.django_db
@pytest.mark.parametrize("language", FURTHER)
def test_citizens_pages_speak_the_language_and_mark_what_does_not(
    client, caste_certificate, language
):
    letters, other = {"hi": (ARABIC, "ur"), "ur": (DEVANAGARI, "hi")}[language]
    left: dict[str, set[str]] = {}
    for name, answer in citizens_pages(client, language).items():
        assert answer.status_code == 200, name
        html = answer.content.decode()
        own = {run.text for run in runs_of(html) if run.language == language}
        assert len(own) > 20, name
        _title, _end, body = html.partition("</title>")
        if (
            found := (
                strays(body, BENGALI, "bn") | strays(body, letters, other) | latin_sentences(body)
            )
            - TYPED
        ):
            left[name] = found
    assert left == {}


@pytest.mark.django_db
@pytest.mark.parametrize("language", FURTHER)
def test_every_public_route_marks_what_is_not_in_the_language(world, language):
    left = {}
    for route, statuses in table().items():
        of_staff = route.startswith(("operator/", "desk/", "admin/"))
        # The page without a line is kept in the browser once, in Bangla and English.
        if of_staff or statuses["citizen"] != 200 or route.endswith((".txt", "z", "offline/")):
            continue
        browser = world["browsers"]["citizen"]
        browser.cookies["bsk-language"] = language
        answer = browser.get(address_of(route, world))
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        _title, _end, body = answer.content.decode().partition("</title>")
        if found := (strays(body, BENGALI, "bn") | latin_sentences(body)) - TYPED:
            left[route] = found
    assert left == {}


# What the person wrote herself is in no language that the page could know.
TYPED = {
    *(str(value) for page in (*PERSON.values(), *ANSWERS.values()) for value in page.values()),
    "নমঃশূদ্র",
    "মানচিত্র কোথায় আছে?",
}


@pytest.mark.django_db
def test_urdu_page_runs_from_right_to_left_and_its_bangla_from_left_to_right(
    client, caste_certificate
):
    client.cookies["bsk-language"] = "ur"
    html = client.get("/services/caste-certificate/").content.decode()
    assert '<html lang="ur" dir="rtl"' in html
    assert '<span lang="bn" dir="ltr">জাতি শংসাপত্র</span>' in html
    client.cookies["bsk-language"] = "hi"
    html = client.get("/services/caste-certificate/").content.decode()
    assert re.search('<html lang="hi"(?! dir)', html)
    assert '<h1><span lang="bn">জাতি শংসাপত্র</span></h1>' in html
    assert '<ul lang="bn"><li>সবাই</li></ul>' in html


@pytest.mark.django_db
def test_text_given_in_hindi_is_shown_in_hindi_without_a_mark(client, caste_certificate):
    Service.objects.update(title={"bn": "জাতি শংসাপত্র", "en": "Caste", "hi": "जाति प्रमाण पत्र"})
    client.cookies["bsk-language"] = "hi"
    html = client.get("/services/caste-certificate/").content.decode()
    assert "<h1>जाति प्रमाण पत्र</h1>" in html


def test_text_without_the_language_falls_back_to_bangla_with_its_mark():
    text = Translated({"bn": "<জমি>", "en": "Land"})
    with translation.override("hi"):
        assert in_its_language(text) == '<span lang="bn">&lt;জমি&gt;</span>'
    with translation.override("ur"):
        assert in_its_language(text) == '<span lang="bn" dir="ltr">&lt;জমি&gt;</span>'
    with translation.override("en"):
        assert in_its_language(text) == "Land"
    with translation.override("hi"):
        assert in_its_language(Translated({})) == ""


@pytest.mark.django_db
def test_policy_that_is_not_written_in_the_language_is_marked_as_bangla(client):
    client.cookies["bsk-language"] = "ur"
    html = client.get("/policies/terms/").content.decode()
    assert '<main id="content" tabindex="-1" lang="bn" dir="ltr">' in html


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/desk/", "/operator/sign-in/", "/admin/"])
def test_staff_pages_stay_in_a_complete_language(client, path):
    client.cookies["bsk-language"] = "ur"
    assert client.get(path).headers["Content-Language"] == "bn"


@pytest.mark.django_db
def test_messages_are_promised_only_in_a_language_they_are_written_in(client, nadia):
    client.cookies["bsk-language"] = "hi"
    form = client.get("/information-form/").context["form"]
    field = form["language"]
    assert ([*dict(field.field.choices)], field.value()) == (["bn", "en"], "bn")


@pytest.mark.parametrize(
    ("language", "digits", "money", "day"),
    [
        ("bn", "১২৩", "১,০০,০০০ টাকা", "২৫ নভেম্বর ২০২৬"),
        ("en", "123", "Rs 1,00,000", "25 November 2026"),
        ("hi", "123", "1,00,000 रुपये", "25 नवंबर 2026"),
        ("ur", "123", "1,00,000 روپے", "25 نومبر 2026"),
    ],
)
def test_numbers_are_written_as_the_languages_readers_write_them(language, digits, money, day):
    with translation.override(language):
        assert (in_digits_of(language, 123), rupees(100000), indian_date(date(2026, 11, 25))) == (
            digits,
            money,
            day,
        )


@pytest.mark.parametrize(
    ("language", "shown_mobile"),
    [
        ("bn", "+৯১ ৯৮৩০০ ১২৩৪৫"),
        ("hi", "+91 98300 12345"),
        ("ur", '<bdi dir="ltr">+91 98300 12345</bdi>'),
    ],
)
def test_mobile_number_is_read_in_groups_in_the_readers_digits(language, shown_mobile):
    with translation.override(language):
        assert shown(MobileField(), "+919830012345") == shown_mobile


@pytest.mark.parametrize("typed", ["০১২৩৪৫৬৭৮৯", "०१२३४५६७८९", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹"])
def test_digits_of_every_script_are_taken(typed):
    assert to_ascii_digits(typed) == "0123456789"


MACHINE = re.compile(r'(?:\bvalue|href|action|src|id|for|name)="([^"]*)"')
FOREIGN_DIGIT = re.compile("[০-৯०-९٠-٩۰-۹]")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["bn", *FURTHER])
def test_machines_get_the_digits_0_to_9(client, caste_certificate, language):
    client.cookies["bsk-language"] = language
    request = apply(client)
    for path in (
        "/", "/services/", "/services/caste-certificate/", address(), "/track/",
        f"/acknowledgements/{request.acknowledgement}/", f"/track/{request.acknowledgement}/",
    ):  # fmt: skip
        html = client.get(path).content.decode()
        assert [v for v in MACHINE.findall(html) if FOREIGN_DIGIT.search(v)] == [], path


def test_style_sheets_name_no_left_or_right():
    """The layout mirrors by itself only where it is told in terms of start and end."""
    physical = re.compile(
        r"\b(?:margin|padding|border)-(?:left|right)\b|(?<![-\w])(?:left|right)\s*:"
        r"|(?:margin|padding|inset):\s*(?P<top>\S+) (?P<right>\S+) \S+ (?!(?P=right);)\S+;"
        r"|border-radius:\s*\S+ \S+"
        r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)|border-(?:top|bottom)-(?:left|right)"
    )
    found = {
        f"{path.name}: {line.strip()}"
        for path in Path(ROOT / "static/css").glob("*.css")
        if path.name != "older.css"  # for browsers that do not know start and end
        for line in path.read_text("utf-8").splitlines()
        if physical.search(line)
    }
    assert found == set()


def test_further_languages_have_their_formats():
    for code, _name in portal_settings.LANGUAGES:
        assert (ROOT / f"bsk_portal/formats/{code}/formats.py").exists(), code
