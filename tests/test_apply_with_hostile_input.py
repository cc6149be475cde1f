"""No value in any field or address of the errand gives an answer of the 500s, or is stored as it is."""

from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

from services.models import Draft, ServiceRequest
from tests.errand_fixtures import ANSWERS, PERSON, WHOLE, address, caste_certificate, fill
from tests.hostile import HOSTILE

__all__ = ["caste_certificate"]
NEVER_STORED = set("\0\r\n\ufffd\u202e\ud800")
FORM = "application/x-www-form-urlencoded"
ASKED = {
    **PERSON,
    "questions-1": {**ANSWERS["questions-1"], "relative": "রিনা"},
    "questions-2": {**ANSWERS["questions-2"], "more": "কিছু", "other_mobile": "9830012345"},
}


# Saved alone beside right answers, so that what gets past a field is what is stored.
TEXTS = ("name", "guardian_name", "village_or_ward", "house", "caste", "relative", "more")


def with_hostile(typed: dict[str, Any], fields: Iterable[str], value: str) -> str:
    others = {name: given for name, given in typed.items() if name not in fields}
    return "&".join([urlencode(others, doseq=True), *(f"{field}={value}" for field in fields)])


def cases(typed: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(what it is, body): each value in all fields at once, then in each free text alone."""
    for name, value in HOSTILE.items():
        yield f"all: {name}", with_hostile(typed, list(typed), value)
        for field in set(TEXTS) & set(typed):
            yield f"{field}: {name}", with_hostile(typed, [field], value)


@pytest.mark.parametrize("part", list(ASKED))
def test_every_field_of_every_page_survives(client: Any, caste_certificate: Any, part: str) -> None:
    client.post(address())
    for name, body in cases(ASKED[part]):
        answer = client.post(address(part), body, content_type=FORM)
        assert answer.status_code in {200, 302}, name
    for button in ("later", "show_blocks"):
        for name, value in HOSTILE.items():
            body = with_hostile(ASKED[part], [*ASKED[part], button], value)
            answer = client.post(address(part), body, content_type=FORM)
            assert answer.status_code in {200, 302}, name
    draft = Draft.objects.get()
    told = "".join(str(value) for value in [*draft.person.values(), *draft.answers.values()])
    assert not set(told) & NEVER_STORED


def test_information_form_survives_every_value_in_every_field(client: Any, nadia: Any) -> None:
    from citizens.models import Citizen

    extra = dict.fromkeys(("house", "birth_year", "age", "email", "postal_address"), "")
    typed = {**WHOLE, **extra, "wants_written_answer": "", "consent": "on", "form_token": ""}
    for name, body in cases(typed):
        answer = client.post("/information-form/", body, content_type=FORM)
        assert answer.status_code in {200, 302, 413}, name  # sixteen long ones pass a megabyte
    for citizen in Citizen.objects.all():
        told = f"{citizen.name}{citizen.guardian_name}{citizen.house}{citizen.village_or_ward}"
        assert not set(told) & NEVER_STORED


def test_check_and_tracking_survive_every_value(client: Any, caste_certificate: Any) -> None:
    fill(client)
    for field in ("form_token", "consent"):
        for name, value in HOSTILE.items():
            body = with_hostile({"form_token": "x", "consent": ""}, [field], value)
            answer = client.post(address("check"), body, content_type=FORM)
            assert answer.status_code in {200, 302}, (field, name)
    assert ServiceRequest.objects.count() == 0
    for field in ("number", "digits"):
        for name, value in HOSTILE.items():
            body = with_hostile({"number": "BSK", "digits": "1234"}, [field], value)
            answer = client.post("/track/", body, content_type=FORM)
            assert answer.status_code in {200, 429}, (field, name)


@pytest.mark.parametrize("cookie", ["bsk-browser", "bsk-language"])
def test_spoilt_cookies_are_nobodys(client: Any, caste_certificate: Any, cookie: str) -> None:
    for value in ("", "x", "0" * 64, "%00", "\xe0\xa6\x95", '"', "9" * 4000):
        client.cookies[cookie] = value
        assert client.get(address()).status_code == 200
        assert client.get("/information-form/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/acknowledgements/{}/",
        "/track/{}/",
        "/information-form/{}/",
        "/information-form/blocks/{}/",
        "/services/{}/apply/",
        "/services/caste-certificate/apply/{}/",
    ],
)
def test_every_address_survives(client: Any, caste_certificate: Any, path: str) -> None:
    fill(client)
    for name, value in HOSTILE.items():
        if value:
            answer = client.get(path.format(value.replace("/", "%2F")))
            assert answer.status_code in {200, 302, 400, 404}, name


def test_other_methods_are_refused(client: Any, caste_certificate: Any) -> None:
    for path in ("/information-form/", "/track/", address(), address("check")):
        for method in (client.put, client.delete, client.patch):
            assert method(path).status_code == 405
