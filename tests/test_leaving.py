"""A reader who leaves for another site is told; no link made elsewhere leads on from here."""

import re
from typing import Any

import pytest
from django.test import Client

from bsk_portal.leaving import POLICY_HOSTS
from services.catalogue.addresses import linked
from services.catalogue.loading import load_catalogue
from tests.catalogue_rows import make_pond_lease


@pytest.mark.parametrize(
    ("text", "host", "before", "after"),
    [
        ("ds.wb.gov.in সাইটে দেখুন।", "ds.wb.gov.in", "", " সাইটে দেখুন।"),
        ("Look at DS.wb.gov.in.", "ds.wb.gov.in", "Look at ", "."),
        ("(https://wbpds.wb.gov.in/card/)", "wbpds.wb.gov.in/card/", "(", ")"),
        ("wb.gov.in/a/b.", "wb.gov.in/a/b", "", "."),
    ],
)
def test_address_in_a_text_becomes_a_link(text: str, host: str, before: str, after: str) -> None:
    to = f"https%3A%2F%2F{host.replace('/', '%2F')}"
    shown = text[len(before) : len(text) - len(after)]
    assert linked(text) == (
        f'{before}<a class="leaving" href="/leaving/?to={to}" rel="noopener noreferrer">'
        f"{shown}</a>{after}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "evil.example",
        "somebody@ds.wb.gov.in",
        "ds.wb.gov.in.evil.example",
        "xgov.in",
        "ds.wb.gov.industries",
        "https://user@ds.wb.gov.in",
        "ordinary words. In the office",
    ],
)
def test_what_is_no_governments_address_stays_text(text: str) -> None:
    assert linked(text) == text


def test_text_is_escaped_around_and_inside_its_address() -> None:
    shown = linked('<b>"ds.wb.gov.in/<i>"</b>')
    assert re.sub(r"<a class[^>]*>|</a>", "", shown) == (
        "&lt;b&gt;&quot;ds.wb.gov.in/&lt;i&gt;&quot;&lt;/b&gt;"
    )


@pytest.fixture
def reader(client: Client) -> Client:
    client.cookies["bsk-language"] = "en"
    return client


@pytest.mark.django_db
def test_reader_is_told_before_leaving_and_goes_by_herself(reader: Client) -> None:
    service = make_pond_lease()
    service.summary = {"bn": "ds.wb.gov.in/ponds দেখুন", "en": "See ds.wb.gov.in/ponds"}
    service.save()
    page = reader.get("/services/pond-lease/").content.decode()
    link = re.search(r'href="(/leaving/[^"]*)" rel="noopener noreferrer"', page)
    assert link is not None
    answer = reader.get(link[1])
    html = answer.content.decode()
    assert "The next site is not ours:" in html
    assert 'href="https://ds.wb.gov.in/ponds" rel="noopener noreferrer external"' in html
    assert (answer.status_code, "Refresh" in answer, "Location" in answer) == (200, False, False)
    service.is_offered = False
    service.save()
    assert reader.get(link[1]).status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://evil.example/",
        "https://evil.wb.gov.in/",
        "http://www.cert-in.org.in",
        "//www.cert-in.org.in",
        "www.cert-in.org.in",
        "https://www.cert-in.org.in@evil.example/",
        "https://www.cert-in.org.in:8443/",
        "https://www.cert-in.org.in/?next=https://evil.example",
        "https://www.cert-in.org.in/#a",
        "https://www.cert-in.org.in.evil.example/",
        "https://evil.example/https://www.cert-in.org.in",
        "https://www.cert-in.org.in\\@evil.example",
        "https://www.cert-in.org.in\n",
        "javascript:alert(1)//https://www.cert-in.org.in",
        "হ্যালো",
    ],
)
def test_no_other_address_is_led_to(client: Client, address: str) -> None:
    answer: Any = client.get("/leaving/", {"to": address})
    assert (answer.status_code, "evil" in answer.content.decode()) == (404, False)


@pytest.mark.django_db
def test_every_address_of_catalogue_and_policies_can_be_left_for(client: Client) -> None:
    load_catalogue()
    found: set[str] = set()
    links = set(re.findall(r"/services/[a-z0-9-]+/", client.get("/sitemap/").content.decode()))
    for path in [*links, "/policies/security/"]:
        html = client.get(path).content.decode()
        assert re.findall(r'href="https?:', html) == []
        found |= set(re.findall(r'href="(/leaving/[^"]*)"', html))
    assert len(found) >= 5 + len(POLICY_HOSTS)
    assert {client.get(link).status_code for link in found} == {200}
