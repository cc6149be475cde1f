"""The counter in tests: an operator who is signed in, and the errand as she walks it."""

from typing import Any

from django.test import Client
from django.utils import timezone

from tests.errand_fixtures import ANSWERS, PERSON

FIRST = {name: value for page in PERSON.values() for name, value in page.items()}
SECOND = {
    **FIRST,
    "name": "আব্দুল করিম শেখ",
    "guardian_name": "রহমত শেখ",
    "sex": "male",
    "birth_date": "11/12/1968",
    "mobile": "7001998877",
    "block": "320-M-KALYANI",
    "village_or_ward": "ওয়ার্ড ৭",
    "pin": "741235",
}
QUESTIONS = {f"q-{key}": value for page in ANSWERS.values() for key, value in page.items()}


def signed_in(operator: Any, language: str = "en") -> Any:
    """A browser in which she has just signed in; the door itself has tests of its own."""
    client = Client()
    client.cookies["bsk-language"] = language
    client.force_login(operator, backend="audit.centres.backend.RoleBackend")
    session, now = client.session, timezone.now().timestamp()
    session.update({"began": now, "seen": now})
    session.save()
    operator.session_key = session.session_key
    operator.save(update_fields=["session_key"])
    return client


def begin(client: Any, service: str = "caste-certificate", **more: str) -> str:
    """The address of a draft that is begun at the desk."""
    answer = client.post("/desk/drafts/", {"service": service, **more})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.url)


def seen(client: Any, draft: str) -> str:
    return str(client.get(draft).context["seen"])


def fill(client: Any, draft: str, **changes: Any) -> Any:
    """Posts the whole sheet as the page that is open would, and goes on."""
    form = {"seen": seen(client, draft), **FIRST, **QUESTIONS, "go_on": "1", **changes}
    return client.post(draft, {name: value for name, value in form.items() if value is not None})


def send(client: Any, draft: str, **changes: str) -> Any:
    form = {"seen": seen(client, f"{draft}check/"), "consent": "on", **changes}
    return client.post(f"{draft}check/", form)


def serve(client: Any, **changes: Any) -> Any:
    """One citizen from the begin to the number; the request that was made."""
    from services.models import ServiceRequest

    draft = begin(client)
    answer = fill(client, draft, **changes)
    assert answer.status_code == 302, answer.context["form"].errors
    answer = send(client, draft)
    assert answer.status_code == 302, answer.context["form"].errors
    return ServiceRequest.objects.get(acknowledgement=answer.url.strip("/").split("/")[-1])


def refusals() -> list[tuple[str, str]]:
    from audit.models import Refusal

    return list(Refusal.objects.order_by("id").values_list("rule", "login_name"))
