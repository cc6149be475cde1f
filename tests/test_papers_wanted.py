"""Papers that are asked for later: shown to whom they are wanted of, given once, or at the desk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from services.models import Document, PapersAsked, ServiceRequest
from services.requests import moves
from tests.desk_fixtures import serve, signed_in
from tests.document_files import photograph
from tests.errand_fixtures import apply, caste_certificate

__all__ = ["caste_certificate"]

WANTED = "রেশন কার্ডের দুই পিঠ"


@pytest.fixture
def asked(client: Any, caste_certificate: Any, operator: Any) -> Any:
    return moves.ask_papers(apply(client), wanted=WANTED, revision=0, by=operator.actor)


def address_of(request: Any) -> str:
    return f"/acknowledgements/{request.acknowledgement}/papers/"


def picture(width: int = 40) -> SimpleUploadedFile:
    return SimpleUploadedFile("card.jpg", photograph(width, 40), "image/jpeg")


def form(request: Any, *files: Any) -> dict[str, Any]:
    return {"asked": PapersAsked.objects.get(request=request).pk, "files": list(files)}


def test_citizen_gives_what_is_wanted_and_the_clock_goes_on(client: Any, asked: Any) -> None:
    page = client.get(address_of(asked)).content.decode()
    assert WANTED in page
    sent = form(asked, picture(), picture(41))
    for _twice in range(2):  # the same form sent twice gives the papers once
        for each in sent["files"]:
            each.seek(0)
        answer = client.post(address_of(asked), sent)
        assert (answer.status_code, answer.url) == (
            302,
            f"/acknowledgements/{asked.acknowledgement}/",
        )
    asked.refresh_from_db()
    assert (asked.status, asked.revision) == ("taken", 2)
    papers = PapersAsked.objects.get()
    assert papers.answered_at is not None
    assert Document.objects.filter(request=asked, brought_for=papers).count() == 2
    assert "পরে" in client.get(answer.url).content.decode()


@pytest.mark.parametrize("content", [b"", b"MZ not a picture"])
def test_wrong_file_is_told_beside_its_field_and_nothing_is_stored(
    client: Any, asked: Any, content: bytes
) -> None:
    wrong = SimpleUploadedFile("card.exe", content, "image/jpeg")
    answer = client.post(address_of(asked), form(asked, wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["files"])
    assert Document.objects.count() == 0
    asked.refresh_from_db()
    assert asked.status == "papers"


@pytest.mark.parametrize("number", ["", "x", "-1", "0", str(2**63), "১"])
def test_form_that_names_other_papers_stores_nothing(client: Any, asked: Any, number: str) -> None:
    answer = client.post(address_of(asked), {"asked": number, "files": [picture()]})
    assert answer.status_code in (200, 409)
    assert Document.objects.count() == 0


def test_papers_after_the_decision_are_too_late_and_told_so(
    client: Any, asked: Any, operator: Any
) -> None:
    sent = form(asked, picture())
    moves.reject(asked, reason="কাগজ আসেনি", revision=1, by=operator.actor)
    answer = client.post(address_of(asked), sent)
    assert answer.status_code == 409
    assert "এইমাত্র যা পাঠালেন তা রাখা হয়নি" in answer.content.decode()
    assert Document.objects.count() == 0
    assert client.get(address_of(asked)).status_code == 200


def test_stranger_proves_her_number_first_and_tracking_tells_no_paper(asked: Any) -> None:
    stranger: Any = Client()
    answer = stranger.get(address_of(asked))
    assert (answer.status_code, answer.url) == (
        302,
        f"/my/sign-in/?next={address_of(asked).replace('/', '%2F')}",
    )
    tracked = stranger.post("/track/", {"number": asked.number, "digits": "2345"}).content.decode()
    assert "দপ্তর আপনার কাছে কাগজপত্র চেয়েছে।" in tracked
    assert WANTED not in tracked


def test_operator_asks_for_papers_and_scans_what_is_brought(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    request = serve(client)
    page = f"/desk/requests/{request.acknowledgement}/"
    typed = {"revision": "0", "wanted": "", "reason": "half typed"}
    empty = client.post(f"{page}asking-papers/", typed)
    assert list(empty.context["form"].errors) == ["wanted"]
    assert "half typed" in empty.content.decode()
    number = client.post(f"{page}asking-papers/", {**typed, "wanted": "Aadhaar 234123412346"})
    assert list(number.context["form"].errors) == ["wanted"]
    assert client.post(f"{page}asking-papers/", {**typed, "wanted": WANTED}).url == page
    assert WANTED in client.get(page).content.decode()
    stale = client.post(f"{page}asking-papers/", {**typed, "wanted": WANTED})
    assert stale.status_code == 409
    assert client.post(f"{page}papers-received/", form(request, picture())).url == page
    request.refresh_from_db()
    assert (request.status, Document.objects.get().brought_for_id) == (
        "taken",
        PapersAsked.objects.get().pk,
    )
    again = client.post(f"{page}papers-received/", form(request))
    assert again.status_code == 409


def test_another_centres_operator_neither_asks_nor_brings(
    caste_certificate: Any, operator: Any, outsider: Any
) -> None:
    request = serve(signed_in(operator))
    client = signed_in(outsider)
    for act in ("asking-papers", "papers-received"):
        address = f"/desk/requests/{request.acknowledgement}/{act}/"
        assert client.post(address, {"wanted": WANTED, "revision": "0"}).status_code == 404
    assert ServiceRequest.objects.get().status == "received"
