"""Two citizens in turn: not one string of the first is in any page of the second."""

from typing import Any

from tests.desk_fixtures import (
    FIRST,
    QUESTIONS,
    SECOND,
    begin,
    fill,
    send,
    serve,
    signed_in,
)
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]

ANSWERS = {"q-caste": "পৌণ্ড্র", "q-income": "77777", "q-relative": "সনাতন মণ্ডল"}
# What both happen to share, or what any page may hold.
TOO_COMMON = {"320", "320-B-CHAKDAHA", "female", "date", "bn", "on", "yes", "sc", "5", "১,২০,০০০"}


def secrets_of(request: Any) -> set[str]:
    told = {value for value in {**FIRST, **QUESTIONS, **ANSWERS}.values() if isinstance(value, str)}
    of_second = {value for value in {**SECOND, **QUESTIONS}.values() if isinstance(value, str)}
    person = request.citizen
    stored = {person.mobile, person.mobile[3:], person.mobile[-4:], person.pin, "০৩/০৪/২০০১"}
    return (
        (told - of_second - TOO_COMMON)
        | stored
        | {person.reference, request.acknowledgement, request.number}
    )


def test_second_citizens_pages_hold_nothing_of_the_first(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    first = serve(client, **ANSWERS)
    number = f"/desk/requests/{first.acknowledgement}/"
    assert FIRST["name"] in client.get(number).content.decode()
    token = client.cookies["bsk-csrf"].value
    ended = client.post("/desk/ending/", follow=True)
    assert client.cookies["bsk-csrf"].value != token

    draft = begin(client)
    pages = [client.get(draft)]
    wrong = client.post(draft, {**SECOND, "mobile": "12", "seen": pages[0].context["seen"]})
    fill(client, draft, **SECOND)
    pages += [wrong, client.get(f"{draft}check/"), send(client, draft, consent="")]
    sent = send(client, draft)
    pages += [
        client.get(sent.url),
        client.post("/desk/find/", {"wanted": SECOND["mobile"]}),
        client.get("/desk/information-form/"),
        client.post("/desk/find/", {"wanted": "9830099999"}),
        client.post("/desk/drafts/", {"service": "caste"}),
    ]
    assert SECOND["name"] in pages[-5].content.decode()
    secrets = secrets_of(first)
    assert len(secrets) > 12
    for page in pages:
        html = page.content.decode().replace('data-digits="0123456789"', "")
        assert page.status_code == 200
        assert page.headers["Cache-Control"] == "no-store"
        assert [secret for secret in secrets if secret in html] == []
    # The desk itself lists the centre's numbers, and nothing else of anybody.
    html = ended.content.decode().replace(first.number, "").replace(first.acknowledgement, "")
    assert [secret for secret in secrets if secret in html] == []
    assert ended.headers["Cache-Control"] == "no-store"
