"""What the guidelines for Indian government websites (GIGW 3.0) want of each page that people read."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from bsk_portal.pages import POLICIES
from services.catalogue.loading import load_catalogue
from services.models import Service
from tests.errand_fixtures import caste_certificate
from tests.test_access import ACCESS, address_of, world

__all__ = ["caste_certificate", "world"]
pytestmark = pytest.mark.django_db

WORDS = {
    "bn": (
        "উপান্ন ভবন, একতলা",  # the contact block
        "সোমবার থেকে শনিবার, ০৮:০০ থেকে ২২:০০",  # with hours
        "আইনের ভাষ্য নয়",
        "শেষ হালনাগাদ",
        "দায়বদ্ধ এই বিভাগ",  # ownership
    ),
    "en": (
        "Upanna Building, Ground Floor",
        "Monday to Saturday, 08:00 to 22:00",
        "not a statement of law",
        "Last updated",
        "which owns this site and answers for what it says",
    ),
}
WITHOUT_TRAIL = {""}  # where the trail begins
# The page for when the line is gone stands alone: it cannot lead anywhere. Thanks follow an answer.
NOT_PAGES = {
    "healthz",
    "robots.txt",
    "sw.js",
    "offline/",
    "information-form/blocks/<slug:district>/",
    "feedback/sorry/",
    "feedback/thanks/",
}


def pages_people_read() -> list[str]:
    """Routes of the table that show a page to a citizen."""
    return [
        route
        for route, statuses in ACCESS.items()
        if statuses["citizen"] == 200 and route not in NOT_PAGES
    ]


@pytest.mark.parametrize("language", ["bn", "en"])
def test_every_page_says_whose_it_is_how_to_reach_them_and_what_it_is_not(
    world: Any, language: str
) -> None:
    citizen = world["browsers"]["citizen"]
    citizen.cookies["bsk-language"] = language
    missing: dict[str, list[str]] = {}
    seen = 0
    for route in pages_people_read():
        answer = citizen.get(address_of(route, world))
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        seen += 1
        html = re.sub(r"\s+", " ", unescape(answer.content.decode()))
        wanted = [*WORDS[language], 'class="display"', 'href="/sitemap/"', "<h1>"]
        wanted += [f'href="/policies/{name}/"' for name in POLICIES]
        if route not in WITHOUT_TRAIL and 'class="breadcrumbs"' not in html:
            wanted.append('class="back-link"')
        if lacking := [part for part in wanted if part not in html]:
            missing[route] = lacking
    assert missing == {}
    assert seen >= 14


@pytest.mark.parametrize("language", ["bn", "en"])
@pytest.mark.parametrize("name", POLICIES)
def test_every_policy_has_its_own_text_owner_and_day(
    client: Client, name: str, language: str
) -> None:
    client.cookies["bsk-language"] = language
    html = client.get(f"/policies/{name}/").content.decode()
    answers = {
        "bn": "প্রজেক্ট ম্যানেজমেন্ট ইউনিটের; শেষ বার পাতাটি মেলানো হয়েছে ২৫ নভেম্বর ২০২৬।",
        "en": "answers for this page, and last read through it on 25 November 2026.",
    }
    assert answers[language] in html
    main = re.search(r"<main.*</main>", html, re.DOTALL)
    assert main is not None
    text = re.sub(r"<[^>]+>|\s+", " ", main[0])
    bangla, latin = len(re.findall(r"[\u0980-\u09ff]", text)), len(re.findall(r"[A-Za-z]", text))
    if language == "bn":
        assert bangla > 300
        assert latin < 60  # an address, the names of a version
    else:
        assert bangla == 0
        assert latin > 300


def test_site_map_leads_to_every_page_that_needs_nothing_first(client: Client) -> None:
    load_catalogue()
    html = client.get("/sitemap/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    links = set(re.findall(r'href="([^"]+)"', main))
    wanted = {f"/{route}" for route in pages_people_read() if "<" not in route}
    wanted |= {f"/policies/{name}/" for name in POLICIES}
    wanted |= {f"/services/{slug}/" for slug in Service.objects.values_list("slug", flat=True)}
    assert wanted - links == {"/sitemap/"}
