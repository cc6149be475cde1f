"""Nothing that is typed into a field, a parameter or an address ever becomes a 5xx."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from citizens.models import Citizen
from services.models import Draft, ServiceRequest
from tests.eligibility_rows import make_women
from tests.errand_fixtures import (
    ANSWERS,
    PERSON,
    WHOLE,
    address,
    apply,
    caste_certificate,
    fill,
    question,
)
from tests.filling_fixtures import MEMBERS, SLUG, begin, publish
from tests.hostile import HOSTILE, Forms
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
__all__ = ["caste_certificate"]

FORM = "application/x-www-form-urlencoded"
PUBLIC_PAGES = [
    "/",
    "/services/",
    "/track/",
    "/information-form/",
    "/resume/",
    "/my/sign-in/",
    "/contact/",
    "/contact/mistake/",
    "/operator/sign-in/",
]
# Query parameters that the portal, Django's admin or its lists read.
PARAMETERS = [
    "q",
    "next",
    "why",
    "paper",
    "before",
    "status",
    "day",
    "page",
    "p",
    "o",
    "e",
    "_facets",
    "list",
    "topic",
    "after",
]
# Those that have hurt most where they stood alone; the whole table goes into all fields together.
SHARP = {
    name: HOSTILE[name] for name in ("nul", "lone surrogate", "superscript two", "twenty nines")
}
PARAMETERS += ["status__exact", "district__code__exact", "app_label", "model_name", "field_name"]


@pytest.fixture
def lenient(settings: Any) -> None:
    """A count of tries would answer 429 before a field is read."""
    settings.AXES_ENABLED = False


def valid_of(page: str) -> dict[str, str]:
    typed: dict[str, Any] = {**WHOLE, **ANSWERS["questions-1"], **ANSWERS["questions-2"]}
    return {
        name: str(value if not isinstance(value, list) else value[0])
        for name, value in typed.items()
    }


def tries(html: str, page: str) -> Iterator[tuple[str, str, str, str]]:
    """(method, address, data, what it is): each value in all fields, the sharp ones in each."""
    known = valid_of(page)
    for method, action, fields in Forms(html).found:
        sent = {
            name: value or known.get(name.removeprefix("q-"), "on")
            for name, value in fields.items()
            if name != "csrfmiddlewaretoken"
        }
        for name, value in HOSTILE.items():
            yield method, action or page, spoiled(sent, set(sent), value), f"all fields: {name}"
        for field in sent:
            for name, value in SHARP.items():
                yield method, action or page, spoiled(sent, {field}, value), f"{field}: {name}"


def spoiled(sent: dict[str, str], fields: set[str], value: str) -> str:
    return "&".join(
        f"{quote(name)}={value if name in fields else quote(text)}" for name, text in sent.items()
    )


def drive(client: Client, page: str) -> dict[str, int]:
    """Every form on the page with every hostile value: the answers over 499."""
    failures = {}
    html = client.get(page).content.decode()
    for method, action, data, what in tries(html, page):
        if method == "get":
            answer = client.get(f"{action}?{data}")
        else:
            answer = client.generic("POST", action, data.encode(), content_type=FORM)
        if answer.status_code >= 500:
            failures[f"{page} {what}"] = answer.status_code
    return failures


@pytest.fixture
def visitor() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("where", PUBLIC_PAGES)
def test_stranger_breaks_no_public_form(visitor, lenient, caste_certificate, where):
    assert drive(visitor, where) == {}


@pytest.mark.parametrize("where", ["/which-services/", "/services/women/eligibility/"])
def test_stranger_breaks_no_question_of_who_can_have_what(visitor, where, db):
    make_women()
    assert drive(visitor, where) == {}


@pytest.mark.parametrize("where", [*PERSON, *ANSWERS])
def test_citizen_breaks_no_page_of_an_application(visitor, caste_certificate, where):
    fill(visitor)
    assert drive(visitor, address(where)) == {}


def test_citizen_breaks_no_question_of_any_kind(visitor, lenient, caste_certificate):
    kinds = [
        "partial_date",
        "address",
        "bank_account",
        "aadhaar",
        "epic",
        "ration_card",
        "scheme_number",
        "document",
        "email",
        "pin",
    ]
    asked = [question(kind, kind, required=False) for kind in kinds]
    publish([[*asked, MEMBERS]])
    begin(visitor)
    where = address("questions-1", SLUG)
    every = Forms(visitor.get(where).content.decode()).found
    names = next(fields for _method, _action, fields in every if "family-rows" in fields)
    counters = ("family-rows", "asked", "remove", "version")
    tried = [(set(names) - {*counters}, value) for value in HOSTILE.values()]
    tried += [({counter}, value) for counter in counters for value in SHARP.values()]
    for spoils, value in tried:
        data = spoiled({**dict.fromkeys(names, "on"), "family-rows": "2"}, spoils, value)
        answer = visitor.generic("POST", where, data.encode(), content_type=FORM)
        assert answer.status_code < 500, (spoils, value)


def test_citizen_breaks_neither_beginning_nor_sending(visitor, caste_certificate):
    assert drive(visitor, address()) == {}
    visitor.post(address(), {"how": "anew"})
    fill(visitor)
    assert drive(visitor, address("check")) == {}


def test_operator_breaks_no_form_of_the_desk(visitor, caste_certificate, operator):
    sign_in(visitor)
    begun = visitor.post("/desk/drafts/", {"service": "caste-certificate"})
    request = apply(Client())
    ServiceRequest.objects.filter(pk=request.pk).update(centre=operator.centre, operator=operator)
    pages = [
        "/desk/",
        "/desk/information-form/",
        begun["Location"],
        f"/desk/requests/{request.acknowledgement}/",
        "/operator/password/",
    ]
    assert {page: drive(visitor, page) for page in pages} == {page: {} for page in pages}


def test_administrator_breaks_no_form_of_the_admin(visitor, caste_certificate, administrator):
    sign_in(visitor, "anindita")
    pages = [
        "/admin/audit/operator/add/",
        f"/admin/services/service/{caste_certificate.pk}/change/",
    ]
    assert {page: drive(visitor, page) for page in pages} == {page: {} for page in pages}


@pytest.mark.parametrize("who", ["stranger", "mitali", "anindita"])
def test_no_parameter_breaks_a_page(visitor, caste_certificate, operator, administrator, who):
    if who != "stranger":
        sign_in(visitor, who)
    own = {
        "stranger": ["/", "/services/", "/track/", "/operator/sign-in/", "/information-form/"],
        "mitali": ["/desk/", "/desk/requests/", "/operator/password/"],
        "anindita": [
            "/admin/services/servicerequest/",
            "/admin/services/service/",
            "/admin/audit/visit/",
            "/admin/audit/refusal/",
            "/admin/audit/operator/",
            "/admin/autocomplete/",
        ],
    }[who]
    tried = {
        f"{page}?{'&'.join(f'{parameter}={value}' for parameter in PARAMETERS)}"
        for page in own
        for value in HOSTILE.values()
    } | {
        f"{page}?{parameter}={value}"
        for page in own
        for parameter in PARAMETERS
        for value in SHARP.values()
    }
    assert {address for address in tried if visitor.get(address).status_code >= 500} == set()


@pytest.mark.parametrize(
    "before",
    [
        "services/",
        "track/",
        "acknowledgements/",
        "information-form/",
        "policies/",
        "information-form/blocks/",
        "services/caste-certificate/apply/",
        "desk/requests/",
        "desk/people/",
        "desk/drafts/",
        "admin/services/service/",
        "admin/audit/visit/",
        "",
    ],
)
def test_no_address_breaks_the_portal(visitor, caste_certificate, operator, administrator, before):
    for who in (None, "mitali", "anindita"):
        if who:
            sign_in(visitor, who)
        failures = {
            f"{who} {name}"
            for name, value in HOSTILE.items()
            if visitor.get(f"/{before}{value}/").status_code >= 500
        }
        assert failures == set()


def test_what_is_hostile_is_stored_nowhere(visitor, caste_certificate):
    fill(visitor)
    for page in [*PERSON, *ANSWERS]:
        drive(visitor, address(page))
    stored = str(list(Draft.objects.values_list("person", "answers"))) + str(
        list(Citizen.objects.values_list("name", "village_or_ward"))
    )
    assert not {"\ufffd", "\u202e", "\\x00"} & set(stored)
    assert "\\u202e" not in stored
