"""Each refused request leaves exactly one Refusal, whatever was rolled back; its page shows which."""

import re
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from audit.models import Event, Refusal
from tests.conftest import PASSWORD
from tests.hostile import Forms
from tests.test_sign_in import SIGN_IN, sign_in

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(autouse=True)
def refusing_routes(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.refusing_urls"


def the_refusal(response: Any) -> Refusal:
    """The only row there is; the page shows its reference, once in each language."""
    row = Refusal.objects.get()
    shown = re.findall(r'class="reference">(\w+)<', response.content.decode())
    assert shown == [row.reference, row.reference]
    return row


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("how", "status"), [("forbidden", 403), ("other_centre", 404)])
def test_refusal_survives_the_rollback_of_the_view(client, operator, how, status):
    sign_in(client)
    response = client.get(f"/test/{how}/")
    assert response.status_code == status
    row = the_refusal(response)
    assert (row.rule, row.login_name, row.centre) == (how, "mitali", "NAD-001")
    assert (row.ip, row.method, row.path) == ("127.0.0.1", "GET", f"/test/{how}/")
    assert Event.objects.count() == 0


def test_another_centres_record_looks_like_one_that_is_not_there(client):
    pages = []
    for how in ("other_centre", "missing"):
        response = client.get(f"/test/{how}/")
        text = response.content.decode()
        pages.append((response.status_code, re.sub(r'class="reference">\w+<', "", text)))
    assert pages[0] == pages[1]


def test_unknown_host_is_one_refusal(client):
    response = client.get("/sitemap/", HTTP_HOST="evil.example")
    assert (response.status_code, the_refusal(response).rule) == (400, "host")


def test_unknown_host_is_one_refusal_where_plain_http_is_sent_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/sitemap/", HTTP_HOST="evil.example")
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert (response.status_code, the_refusal(response).rule) == (400, "host")


def test_oversize_body_is_one_refusal(client):
    response = client.post("/test/save/", f"name={'a' * 1_000_001}", content_type=FORM)
    assert (response.status_code, the_refusal(response).rule) == (413, "oversize")


def test_too_many_fields_are_one_refusal(client):
    fields = "&".join(f"f{number}=1" for number in range(501))
    response = client.post("/test/save/", fields, content_type=FORM)
    assert (response.status_code, the_refusal(response).rule) == (413, "oversize")


def test_rate_limit_is_one_refusal_that_says_when_to_come_back(client):
    assert [client.get("/test/limited/").status_code for _ in range(2)] == [200, 200]
    response = client.get("/test/limited/")
    assert (response.status_code, the_refusal(response).rule) == (429, "rate_limit")
    assert 1 <= int(response["Retry-After"]) <= 3600


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=\u00e9", b"x"),
        (f"{FORM}; charset=utf-16", b"name=a"),
    ],
)
def test_request_that_cannot_be_read_is_one_refusal(client, content_type, body):
    response = client.generic("POST", "/test/save/", body, content_type=content_type)
    assert (response.status_code, the_refusal(response).rule) == (400, "malformed")


def test_ordinary_404_405_and_500_are_no_refusals(client):
    client.raise_request_exception = False
    answers = [
        client.get("/no-such-page/"),
        client.get("/test/missing/"),
        client.get("/operator/sign-out/"),
        client.delete("/"),
        client.generic("TRACE", "/"),
        client.get("/test/broken/"),
    ]
    assert [answer.status_code for answer in answers] == [404, 404, 405, 405, 405, 500]
    assert Refusal.objects.count() == 0


@pytest.mark.parametrize("path", ["/x%0d%0aINFO admin logged in", "/%00%00", "/" + "অ" * 300])
def test_odd_path_is_stored_in_one_readable_line(client, path, monkeypatch):
    response = client.get(path, HTTP_HOST="evil.example")
    stored = the_refusal(response).path
    assert len(stored) <= 200
    assert stored.isascii()
    assert stored.isprintable()


@pytest.fixture
def checked() -> Client:
    """A browser whose form token is checked."""
    return Client(enforce_csrf_checks=True)


TYPED = {"name": 'মিতালি "বিশ্বাস"\n<b>', "note": "", "password": "not to be shown"}


def test_form_without_its_token_is_kept_and_can_be_sent_again(checked):
    response = checked.post("/test/save/", TYPED, HTTP_ORIGIN="http://testserver")
    assert (response.status_code, the_refusal(response).rule) == (403, "csrf")
    [(method, action, fields)] = Forms(response.content.decode()).found
    assert (method, action) == ("post", "/test/save/")
    token = fields.pop("csrfmiddlewaretoken")
    assert fields == {"name": TYPED["name"], "note": ""}
    assert "not to be shown" not in response.content.decode()
    again = checked.post(
        action,
        {**fields, "csrfmiddlewaretoken": token},
        HTTP_ORIGIN="http://testserver",
    )
    assert (again.status_code, again.content.decode()) == (200, f"saved {TYPED['name']}")


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {},
        {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_form_from_another_site_is_not_shown_back(checked, headers):
    response = checked.post("/test/save/", TYPED, **headers)
    assert (response.status_code, the_refusal(response).rule) == (403, "csrf")
    page = response.content.decode()
    assert Forms(page).found == []
    assert "মিতালি" not in page


def refuse_every_query(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
    raise OperationalError("server closed the connection unexpectedly")


def test_database_down_keeps_what_was_typed_and_says_when_to_come_back(client):
    client.raise_request_exception = False
    with connection.execute_wrapper(refuse_every_query):
        response = client.post("/test/save/", TYPED, HTTP_ORIGIN="http://testserver")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    page = response.content.decode()
    assert "not to be shown" not in page
    assert "পরিষেবা কিছুক্ষণের জন্য বন্ধ" in page
    [(method, action, fields)] = Forms(page).found
    assert (method, action, fields["name"]) == ("post", "/test/save/", TYPED["name"])


def test_database_down_at_sign_in_keeps_the_name_and_not_the_password(client, operator):
    client.raise_request_exception = False
    with connection.execute_wrapper(refuse_every_query):
        response = client.post(
            SIGN_IN,
            {"username": "mitali", "password": PASSWORD},
            HTTP_ORIGIN="http://testserver",
        )
    page = response.content.decode()
    assert response.status_code == 503
    assert Forms(page).found[0][2]["username"] == "mitali"
    assert PASSWORD not in page


def test_database_down_for_somebody_signed_in_is_503_on_every_page(client, operator):
    sign_in(client)
    client.raise_request_exception = False
    with connection.execute_wrapper(refuse_every_query):
        answers = [client.get(page) for page in ("/desk/", "/operator/password/", "/admin/")]
    assert [(answer.status_code, answer["Retry-After"]) for answer in answers] == [(503, "5")] * 3
