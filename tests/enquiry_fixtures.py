"""An enquiry as people send it, and the help desk that answers it."""

from typing import Any
from uuid import uuid4

from django.test import Client

from citizens.models import Enquiry
from tests.conftest import make_staff
from tests.desk_fixtures import signed_in

BY_EMAIL = {
    "topic": "service",
    "text": "কৃষক বন্ধুর আবেদন কোথায় করব?",
    "answer_by": "email",
    "email": "rahima@example.in",
    "name": "রহিমা খাতুন",
}
BY_MOBILE = {
    "topic": "centre",
    "text": "Is it open?",
    "answer_by": "mobile",
    "mobile": "9800012345",
}
NO_ANSWER = {"topic": "site", "text": "The letters are small.", "answer_by": "none"}


def english() -> Client:
    client = Client()
    client.cookies["bsk-language"] = "en"
    return client


def send(client: Client, told: dict[str, str], path: str = "/contact/", **more: str) -> Any:
    return client.post(path, {"form_token": str(uuid4()), **told, **more})


def sent(client: Client, told: dict[str, str], **more: str) -> Enquiry:
    answer = send(client, told, **more)
    assert answer.status_code == 302, answer.content.decode()
    return Enquiry.objects.get(number=answer["Location"].strip("/").split("/")[-1])


def helper(login: str = "tapas", role: str = "helpdesk") -> Any:
    return signed_in(make_staff(login, "Tapas Roy", role=role))


def act(client: Any, enquiry: Enquiry, what: str, revision: int = 0, **told: str) -> Any:
    address = f"/pmu/enquiries/{enquiry.number}/{what}/"
    return client.post(address, {"revision": str(revision), **told})
