"""Each refused request leaves exactly one Refusal, whatever rolled back and whatever was away."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from audit.journal.models import JobRun, Refusal
from audit.visits.shipping import ship
from bsk_portal import urls
from tests.conftest import PASSWORD

PROXY = "10.9.0.1"
handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler500 = urls.handler500


@transaction.atomic
def change_and_refuse(request: HttpRequest) -> HttpResponse:
    JobRun.objects.create(name="changed")
    raise PermissionDenied


def refuse_in_a_broken_transaction(request: HttpRequest) -> HttpResponse:
    with transaction.atomic(), connection.cursor() as cursor:
        try:
            cursor.execute("SELECT no_such_column")
        except Exception:
            raise PermissionDenied from None
    return HttpResponse()


urlpatterns = [
    path("refused", change_and_refuse),
    path("broken", refuse_in_a_broken_transaction),
    *urls.urlpatterns,
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/refused", "/broken"])
def test_refused_change_is_rolled_back_and_its_refusal_stays(client: Client, address: str) -> None:
    response = client.get(address, REMOTE_ADDR="203.0.113.7")
    assert (response.status_code, JobRun.objects.filter(name="changed").count()) == (403, 0)
    (row,) = Refusal.objects.values("rule", "ip", "path", "method", "login_name")
    assert row == {
        "rule": "forbidden",
        "ip": "203.0.113.7",
        "path": address,
        "method": "GET",
        "login_name": "",
    }


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_refusal_names_who_is_signed_in(client: Client, operator: Any) -> None:
    client.post("/operator/sign-in/", {"username": "mitali", "password": PASSWORD})
    client.get("/refused")
    (row,) = Refusal.objects.values_list("login_name", "centre")
    assert row == ("mitali", "NAD-001")


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_refusal_waits_in_the_spool_while_its_table_is_away(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_refusal RENAME TO audit_refusal_away")
        assert client.get("/refused", REMOTE_ADDR="203.0.113.7").status_code == 403
        cursor.execute("ALTER TABLE audit_refusal_away RENAME TO audit_refusal")
    assert Refusal.objects.count() == 0
    assert ship() == 2  # the refusal and the visit
    (row,) = Refusal.objects.values_list("rule", "ip", "path")
    assert row == ("forbidden", "203.0.113.7", "/refused")


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_refusal_that_is_shipped_twice_is_stored_once(client: Client, own_spool: Path) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_refusal RENAME TO audit_refusal_away")
        client.get("/refused")
        cursor.execute("ALTER TABLE audit_refusal_away RENAME TO audit_refusal")
    text = (own_spool / "current.jsonl").read_bytes()
    ship()
    (own_spool / "current.jsonl").write_bytes(text + text)
    ship()
    assert Refusal.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_stranger_changing_the_header_is_refused_under_the_true_address(
    client: Client, settings: Any
) -> None:
    for number in range(3):
        client.get(
            "/refused",
            REMOTE_ADDR="203.0.113.7",
            headers={"X-Forwarded-For": f"198.51.100.{number}"},
        )
    settings.TRUSTED_PROXIES = [PROXY]
    client.get("/refused", REMOTE_ADDR=PROXY, headers={"X-Forwarded-For": "6.6.6.6, 10.1.2.3:80"})
    assert list(Refusal.objects.order_by("id").values_list("ip", flat=True)) == [
        "203.0.113.7",
        "203.0.113.7",
        "203.0.113.7",
        "10.1.2.3",
    ]


@pytest.mark.django_db
def test_line_break_in_a_path_is_none_in_a_report(client: Client, own_spool: Path) -> None:
    client.get("/x%0d%0aINFO%20admin%20logged%20in%00", headers={"host": "elsewhere.example"})
    (row,) = Refusal.objects.values_list("rule", "path")
    assert row == ("host", "/x%0D%0AINFO%20admin%20logged%20in%00")
    assert "INFO" not in (own_spool / "current.jsonl").read_text()
