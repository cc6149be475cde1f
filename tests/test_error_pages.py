"""Errors answer in both languages at once, with a reference and what was typed; need no database."""

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory

from audit.journal.refusals import TooManyTries, reference_of
from bsk_portal import errors

NAMES = (
    "bad_request",
    "forbidden",
    "not_found",
    "csrf",
    "oversize",
    "too_many_tries",
    "server_error",
    "unavailable",
    "session_ended",
)
REPLAYED = {"csrf", "server_error", "unavailable"}
BANGLA, LATIN = "[\u0980-\u09ff]", "[A-Za-z]"


def page(name: str, **context: Any) -> str:
    return render_to_string(f"errors/{name}.html", {"reference": "3WRRM7CX", **context})


def typed_in(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', html)


@pytest.fixture
def posted() -> HttpRequest:
    return RequestFactory().post(
        "/information-form/?step=2",
        {"name": "রহিমা <বিবি>", "csrfmiddlewaretoken": "x", "password": "secret"},
        headers={"origin": "http://testserver", "sec-fetch-site": "same-origin"},
    )


@pytest.mark.parametrize("name", NAMES)
def test_error_page_speaks_both_languages_bangla_first(name: str) -> None:
    html = page(name)
    bangla = re.search(rf"<h1>[^<]*{BANGLA}", html)
    english = re.search(rf'<section class="second-language" lang="en">\s*<h2>[^<]*{LATIN}', html)
    assert bangla is not None
    assert english is not None
    assert bangla.start() < english.start()
    assert re.search(BANGLA, html[english.start() :]) is None
    assert html.count("3WRRM7CX") == 2
    assert html.count("+913322140078") == 2


@pytest.mark.parametrize("name", NAMES)
def test_error_page_needs_only_the_stylesheets_of_this_host(name: str) -> None:
    html = page(name, fields=[("name", "রহিমা")], token="t", path="/x/")
    assert re.findall(r'(?:src|href|action)="(?!/|tel:|#)', html) == []
    assert re.findall(r"<style|<script|\sstyle=|\son\w+=", html) == []


@pytest.mark.parametrize("name", NAMES)
def test_error_page_offers_what_was_typed_again_where_it_may_be_sent(name: str) -> None:
    html = page(name, fields=[("name", "রহিমা"), ("village", "চর\nসরাটি")], token="tok", path="/x/")
    expected = [("csrfmiddlewaretoken", "tok"), ("name", "রহিমা"), ("village", "চর\nসরাটি")]
    assert typed_in(html) == (expected if name in REPLAYED else [])


def test_typed_text_is_escaped_in_the_page_that_offers_it_again(posted: HttpRequest) -> None:
    html = errors.csrf_failure(posted).content.decode()
    assert [pair for pair in typed_in(html) if pair[0] != "csrfmiddlewaretoken"] == [
        ("name", "রহিমা &lt;বিবি&gt;")
    ]
    assert "secret" not in html
    assert 'action="/information-form/"' in html


def test_form_from_another_site_is_not_offered_again(posted: HttpRequest) -> None:
    posted.META["HTTP_ORIGIN"] = "https://elsewhere.example"
    posted.META["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert "রহিমা" not in errors.csrf_failure(posted).content.decode()


@pytest.mark.parametrize(
    ("error", "status", "heading"),
    [
        (SuspiciousOperation(), 400, "অনুরোধটি বোঝা গেল না"),
        (PermissionDenied(), 403, "এই পাতা আপনার জন্য খোলা নেই"),
        (TooManyTries(90), 429, "অল্প সময়ে অনেক বার চেষ্টা হয়েছে"),
    ],
)
def test_refused_request_is_told_why(rf: Any, error: Exception, status: int, heading: str) -> None:
    request = rf.get("/desk/")
    answer = errors.bad_request if status == 400 else errors.forbidden
    response = answer(request, error)
    assert response.status_code == status
    assert heading in response.content.decode()
    assert reference_of(request) in response.content.decode()
    assert response.headers.get("Retry-After") == ("90" if status == 429 else None)


def test_lost_database_is_told_as_a_short_stop(posted: HttpRequest) -> None:
    try:
        raise OperationalError
    except OperationalError:
        response = errors.server_error(posted)
    html = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "পরিষেবা কিছুক্ষণের জন্য বন্ধ" in html
    assert ("name", "রহিমা &lt;বিবি&gt;") in typed_in(html)


@pytest.mark.django_db
def test_reader_of_a_missing_page_gets_a_reference_and_no_cookie(client: Client) -> None:
    response = client.get("/nowhere/")
    html = response.content.decode()
    assert response.status_code == 404
    assert re.search(r'class="reference">[346789ACDEFGHJKMNPQRTWXY]{8}<', html) is not None
    assert "bsk-session" not in response.cookies
    assert response["Cache-Control"] == "no-store"
