"""Every page that anybody gets in Bangla is in Bangla: no English sentence is left standing on it."""

from typing import Any

import pytest
from django.test import Client

from audit.centres.roles import Role
from tests.desk_fixtures import begin, fill, seen
from tests.errand_fixtures import address, caste_certificate
from tests.spoken_text import latin_sentences
from tests.test_access import WHO, address_of, table, world

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate", "world"]
# Texts of the catalogue, kept in both languages, which the admin shows whole to who only reads.
DATA = {"As on the", "block office checks", "To fix the", "Area of the"}


def english_on(pages: dict[str, Any]) -> dict[str, set[str]]:
    found = {
        name: latin_sentences(page.content.decode()) - DATA
        for name, page in pages.items()
        if page["Content-Type"].startswith("text/html")  # a paper sent in is in its own language
    }
    return {name: sentences for name, sentences in found.items() if sentences}


def in_bangla(browser: Client) -> Client:
    browser.cookies["bsk-language"] = "bn"
    return browser


def test_no_route_shows_an_english_sentence_to_who_reads_bangla(world):
    pages = {}
    for route, statuses in table().items():
        for who in WHO:
            if route == "design/" and who != Role.ADMINISTRATOR:
                continue  # long, and the same for all staff
            if statuses[who] == 200 and not route.endswith((".txt", "healthz", "jsi18n/")):
                answer = in_bangla(world["browsers"][who]).get(address_of(route, world))
                pages[f"{who} {route}"] = answer
    assert len(pages) > 150
    assert english_on(pages) == {}


def test_no_error_or_answer_is_an_english_sentence(world, caste_certificate):
    citizen, staff = (in_bangla(world["browsers"][who]) for who in ("citizen", "operator"))
    draft = begin(staff)
    half = begin(staff)
    fill(staff, draft)
    pages = {
        "empty form": citizen.post("/information-form/", {}),
        "empty page": citizen.post(address("about-you"), {"birth_known_as": "age"}),
        "empty questions": citizen.post(address("questions-1"), {"income": "x", "members": "99"}),
        "other questions": citizen.post(address("questions-2"), {"told_on": "31/02/2026"}),
        "no consent": citizen.post(address("check"), {"form_token": "x"}),
        "no such number": citizen.post("/track/", {"number": "BSK", "digits": "x"}),
        "nothing found": citizen.get("/services/?q=zzzz"),
        "refused": Client().post("/operator/sign-in/", {"username": "x", "password": "y"}),
        "own password": staff.post(
            "/operator/password/", {"old_password": "x", "new_password1": "a", "new_password2": "b"}
        ),
        "sheet": staff.post(half, {"seen": seen(staff, half), "pin": "1", "go_on": "1"}),
        "desk check": staff.post(f"{draft}check/", {"seen": seen(staff, f"{draft}check/")}),
        "nothing at the desk": staff.post("/desk/find/", {"wanted": "x"}),
        "no page": citizen.get("/nowhere/"),
        "not allowed": staff.get("/admin/"),
        "not a post": citizen.get("/language/"),
    }
    assert english_on({k: v for k, v in pages.items() if v.status_code != 302}) == {}
