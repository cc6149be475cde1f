"""Posts that arrive at one moment: one request and one number, one move, and nobody sees an error."""

import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from services.models import ServiceRequest, StatusChange
from tests.desk_fixtures import begin, fill, seen, serve, signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 6


def at_once(client: Any, post: Callable[[Any], Any]) -> list[Any]:
    """The answers to the same post from as many windows of one browser."""
    barrier, answers = threading.Barrier(TIMES), []

    def window() -> None:
        browser: Any = Client()
        browser.cookies.update(client.cookies)
        barrier.wait()
        try:
            answers.append(post(browser))
        finally:
            connection.close()

    threads = [threading.Thread(target=window) for _each in range(TIMES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_pressing_send_many_times_gives_one_number(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    draft = begin(client)
    fill(client, draft)
    form = {"seen": seen(client, f"{draft}check/"), "consent": "on"}
    answers = at_once(client, lambda browser: browser.post(f"{draft}check/", form))
    request = ServiceRequest.objects.get()
    page = f"/desk/requests/{request.acknowledgement}/"
    assert [answer.url for answer in answers] == [page] * TIMES
    assert StatusChange.objects.count() == 1


def test_pressing_forward_many_times_forwards_once(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    request = serve(client)
    address = f"/desk/requests/{request.acknowledgement}/forwarding/"
    answers = at_once(client, lambda browser: browser.post(address, {"revision": "0"}))
    assert Counter(answer.status_code for answer in answers) == {302: 1, 409: TIMES - 1}
    assert StatusChange.objects.count() == 2


def test_saving_from_many_windows_keeps_every_answer(caste_certificate: Any, operator: Any) -> None:
    from services.models import Draft

    client = signed_in(operator)
    draft = begin(client)
    old = seen(client, draft)
    names = iter(["name", "guardian_name", "house", "village_or_ward", "q-caste", "q-relative"])
    lock = threading.Lock()

    def save(browser: Any) -> Any:
        with lock:
            name = next(names)
        return browser.post(draft, {"seen": old, name: "Rina", "save": "1"})

    assert {answer.status_code for answer in at_once(client, save)} == {200}
    row = Draft.objects.get()
    kept = {**row.person, **row.answers}
    told = ("name", "guardian_name", "house", "village_or_ward", "caste", "relative")
    assert {name: kept.get(name) for name in told} == dict.fromkeys(told, "Rina")
