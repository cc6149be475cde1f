"""Each role of the PMU sees in the admin what the table of roles gives it, and nothing else."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from audit.centres.roles import PERMISSIONS, Role
from audit.models import Refusal
from tests.conftest import make_staff
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db

READ, WRITE = "read", "write"
CATALOGUE = {"department": WRITE, "service": READ, "bankquestion": WRITE}
READ_CATALOGUE = dict.fromkeys(CATALOGUE, READ)
PLACES = dict.fromkeys(
    ("centre", "district", "subdivision", "block", "operator", "holidaycorrection"), READ
)
LOG = dict.fromkeys(("visit", "refusal", "event"), READ)
REQUESTS = {"servicerequest": READ}

SEES = {
    Role.CATALOGUE_AUTHOR: CATALOGUE,
    Role.CATALOGUE_APPROVER: READ_CATALOGUE,
    Role.PRIVACY_OFFICER: LOG | PLACES | REQUESTS,
    Role.AUDITOR: LOG | PLACES | READ_CATALOGUE | {"appeal": READ},
    Role.HELPDESK: {},
    Role.STATISTICS: READ_CATALOGUE | {"centre": READ, "district": READ},
    Role.ADMINISTRATOR: CATALOGUE
    | LOG
    | PLACES
    | REQUESTS
    | {"appeal": READ}
    | dict.fromkeys(
        ("centre", "operator", "holidaycorrection", "messagetext", "replytemplate"), WRITE
    ),
}


def lists() -> dict[str, str]:
    """The address of each list of the admin, by the model's name."""
    return {
        str(model._meta.model_name): f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        for model in admin.site._registry
        if model is not Group  # taken out where the routes are put together
    }


def seen_by(client: Any) -> dict[str, str]:
    seen = {}
    for name, address in lists().items():
        status = (client.get(address).status_code, client.get(f"{address}add/").status_code)
        if status != (403, 403):
            seen[name] = {(200, 403): READ, (200, 200): WRITE}[status]
    return seen


@pytest.mark.parametrize("role", SEES)
def test_role_sees_exactly_its_lists(client, role):
    make_staff("pmu.person", "Somebody", role=role)
    sign_in(client, "pmu.person")
    assert seen_by(client) == SEES[role]
    listed = {
        model["object_name"].lower()
        for app in client.get("/admin/").context["app_list"]
        for model in app["models"]
    }
    assert listed == set(SEES[role])


def test_every_role_and_every_list_is_in_the_table():
    assert {*SEES, Role.OPERATOR, Role.OFFICER} == set(Role) == set(PERMISSIONS)
    assert {name for seen in SEES.values() for name in seen} == set(lists())


def test_operator_is_refused_the_admin_and_the_refusal_is_told(client, operator):
    sign_in(client)
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    answers = [client.get(page) for page in ("/admin/login/", "/admin/audit/visit/")]
    assert [answer.status_code for answer in answers] == [403, 302]
    assert list(Refusal.objects.values_list("rule", "login_name")) == [("forbidden", "mitali")]


def test_stranger_is_sent_to_the_one_door(client):
    answer = client.get("/admin/audit/visit/", follow=True)
    door = "/operator/sign-in/?next=/admin/audit/visit/"
    assert answer.redirect_chain == [
        ("/admin/login/?next=/admin/audit/visit/", 302),
        (door, 302),
    ]


def test_admin_pages_are_not_kept_and_are_left_by_the_portals_sign_out(client, administrator):
    sign_in(client, "anindita")
    page = client.get("/admin/")
    assert "no-store" in page["Cache-Control"]
    text = page.content.decode()
    assert 'action="/operator/sign-out/"' in text
    assert "/admin/logout/" not in text
    assert client.post("/admin/logout/")["Location"] == "/operator/sign-in/"
    assert client.get("/admin/").status_code == 302
