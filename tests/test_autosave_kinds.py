"""Kinds of several inputs keep what is half typed: in another language, and after a crash."""

from typing import Any

import pytest

from tests.autosave_fixtures import autosave, shown, window
from tests.errand_fixtures import address, caste_certificate, options, question
from tests.filling_fixtures import publish

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db

HALF = {
    "home-district": "320",
    "home-block": "",
    "home-village_or_ward": "শিমুরালি",
    "home-pin": "74",
    "account-account": "12",
    "account-ifsc": "SBIN",
    "born-known": "year",
    "born-year": "19",
    "proofs": ["voter", "ration"],
    "voter": "AB",
}


@pytest.fixture
def parts(caste_certificate: Any, client: Any) -> str:
    """The address of a page with kinds of several inputs, begun by `client`."""
    kinds = {"home": "address", "account": "bank_account", "born": "partial_date", "voter": "epic"}
    questions = [question(key, kind) for key, kind in kinds.items()]
    questions.append(question("proofs", "choices", options=options("voter", "ration", "bill")))
    service = publish([questions], "parts")
    client.post(address(slug=service.slug))
    return address("questions-1", service.slug)


def inputs(form: Any) -> dict[str, Any]:
    """What each input of HALF is drawn with."""
    drawn: dict[str, Any] = {}
    for field in form:
        if hasattr(field, "parts"):
            drawn.update({part.html_name: part.value() for part in field.parts})
        else:
            drawn[field.name] = field.value()
    return {name: drawn[name] for name in HALF}


def test_kinds_of_several_inputs_come_back_half_typed(client: Any, parts: str) -> None:
    assert autosave(client, parts, window(client, parts), **HALF) == 204
    form = shown(client, parts)
    assert inputs(form) == HALF
    assert form.errors == {}


def test_kinds_of_several_inputs_stay_in_another_language(client: Any, parts: str) -> None:
    form = client.post(parts, {**HALF, "form_language": "en"}).context["form"]
    assert inputs(form) == HALF
    assert form.errors == {}


def test_kinds_of_several_inputs_come_back_with_their_errors(client: Any, parts: str) -> None:
    assert client.post(parts, HALF).status_code == 200
    form = shown(client, parts)
    assert inputs(form) == HALF
    assert {"home", "account", "born", "voter"} <= set(form.errors)
