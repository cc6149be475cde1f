"""What an officer does with a request, and what is refused: stale, empty, forged, not a document."""

from typing import Any

import pytest

from audit.models import Event, Refusal
from services.models import Document, StatusChange
from services.requests import moves
from services.requests.documents import store
from tests import document_files as files
from tests.desk_fixtures import signed_in
from tests.office_rows import asked, caste_certificate, officers, revision_of

__all__ = ["asked", "caste_certificate", "officers"]
pytestmark = pytest.mark.django_db
AADHAAR = "2341 2341 2346"  # its check digit is right; nobody's


def send(client: Any, request: Any, act: str, **form: Any) -> Any:
    address = f"/office/requests/{request.acknowledgement}/{act}/"
    return client.post(address, {"revision": revision_of(request), **form})


def state_of(request: Any) -> tuple[str, int, str]:
    request.refresh_from_db()
    return request.status, request.revision, getattr(request.officer, "login_name", "")


def test_officer_takes_asks_gets_papers_and_delivers(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])
    own = f"/office/requests/{asked.acknowledgement}/"
    for act, form, state in (
        ("taking", {}, ("taken", 1, "saheb")),
        ("papers", {"wanted": "রেশন কার্ডের ছবি"}, ("papers", 2, "saheb")),
        ("papers-received", {}, ("taken", 3, "saheb")),
        ("forwarding", {"to": "nilima", "note": "নদিয়ার"}, ("forwarded", 4, "nilima")),
        ("delivery", {"given": "otherwise"}, ("delivered", 5, "nilima")),
    ):
        answer = send(client, asked, act, **form)
        assert (answer.status_code, answer.get("Location")) == (302, own), act
        assert state_of(asked) == state
    assert list(Event.objects.order_by("id").values_list("action", "by")) == [
        (f"request.{to}", "saheb") for to in ("taken", "papers", "taken", "forwarded", "delivered")
    ]
    assert StatusChange.objects.get(to_status="forwarded").reason == "নদিয়ার"
    page = client.get(own)
    assert page.status_code == 200
    assert "It is decided; nothing is left to do." in page.content.decode()


def test_document_given_is_encrypted_and_opened_by_officer_and_centre_alone(
    officers: Any, asked: Any, operator: Any, outsider: Any
):
    client = signed_in(officers["saheb"])
    sent = files.sent(files.paper(), "certificate.pdf")
    assert send(client, asked, "delivery", given="document", document=sent).status_code == 302
    assert state_of(asked)[:2] == ("delivered", 1)
    document = Document.objects.get()
    assert (document.request_id, document.is_result, document.kind) == (asked.pk, True, "pdf")
    assert b"%PDF" not in store.path_of(document.file).read_bytes()
    address = f"/documents/{document.pk}/"
    got = {
        person.login_name: signed_in(person).get(address).status_code
        for person in (officers["saheb"], operator, outsider, officers["other"])
    }
    assert got == {"saheb": 200, "mitali": 200, "sanjoy": 404, "other": 404}
    client = signed_in(officers["saheb"])
    page = client.get(f"/office/requests/{asked.acknowledgement}/").content.decode()
    assert f'href="{address}"' in page


@pytest.mark.parametrize(
    ("act", "form", "wrong"),
    [
        ("papers", {}, {"wanted"}),
        ("papers", {"wanted": "x" * 601}, {"wanted"}),
        ("papers", {"wanted": f"আধার {AADHAAR}"}, {"wanted"}),
        ("forwarding", {}, {"to", "note"}),
        ("forwarding", {"to": "saheb", "note": "x"}, {"to"}),
        ("forwarding", {"to": "elsewhere", "note": "x"}, {"to"}),
        ("forwarding", {"to": "appeals", "note": "x"}, {"to"}),
        ("delivery", {}, {"given"}),
        ("delivery", {"given": "document"}, {"document"}),
        ("delivery", {"given": "\0"}, {"given"}),
        ("rejection", {}, {"reason"}),
        ("rejection", {"reason": " \u200b\n"}, {"reason"}),
        ("rejection", {"reason": f"No. {AADHAAR}"}, {"reason"}),
    ],
)
def test_what_is_lacking_or_wrong_is_told_beside_its_field_and_stays_typed(
    officers: Any, asked: Any, act: str, form: dict[str, str], wrong: set[str]
):
    answer = send(signed_in(officers["saheb"]), asked, act, **form)
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == wrong
    assert {name: answer.context["form"][name].value() for name in form} == form
    assert state_of(asked) == ("received", 0, "")


def test_file_that_is_no_document_is_refused_and_nothing_is_delivered(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])
    sent = files.sent(b"MZ not a paper", "letter.pdf")
    answer = send(client, asked, "delivery", given="document", document=sent)
    assert list(answer.context["form"].errors) == ["document"]
    again = files.sent(files.paper(), "letter.pdf")
    answer = send(client, asked, "delivery", given="otherwise", document=again)
    assert list(answer.context["form"].errors) == ["given"]
    assert state_of(asked) == ("received", 0, "")
    assert Document.objects.count() == 0
    assert list(Refusal.objects.values_list("rule", flat=True)) == ["file"]


def test_second_of_two_officers_is_told_what_the_first_did_and_keeps_her_words(
    officers: Any, asked: Any
):
    first, second = signed_in(officers["saheb"]), signed_in(officers["nilima"])
    assert send(first, asked, "taking").status_code == 302
    late = {"revision": "0", "reason": "জমির দলিল নেই"}
    answer = send(second, asked, "rejection", **late)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "saheb changed this request" in text
    assert "জমির দলিল নেই" in text
    assert state_of(asked) == ("taken", 1, "saheb")
    assert send(first, asked, "rejection", reason="নিয়ম ৫").status_code == 302
    answer = send(second, asked, "papers", revision="1", wanted="দলিল")
    assert (answer.status_code, "What you wrote, not stored:" in answer.content.decode()) == (
        409,
        True,
    )
    assert StatusChange.objects.filter(to_status="papers").count() == 0


@pytest.mark.parametrize("revision", ["", "x", "-1", "৯৯", "9" * 40, "0\0"])
def test_forged_revision_moves_nothing(officers: Any, asked: Any, revision: str):
    answer = send(signed_in(officers["saheb"]), asked, "taking", revision=revision)
    assert answer.status_code == 409
    assert state_of(asked) == ("received", 0, "")


def test_forged_fields_are_ignored(officers: Any, asked: Any):
    forged = {"status": "delivered", "officer": "nilima", "due_on": "2030-01-01", "by": "nilima"}
    send(signed_in(officers["saheb"]), asked, "taking", **forged)
    assert state_of(asked) == ("taken", 1, "saheb")
    assert Event.objects.get().by == "saheb"


def test_act_that_is_not_possible_is_refused_and_its_page_leads_back(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])
    assert send(client, asked, "papers-received").status_code == 409
    send(client, asked, "rejection", reason="নিয়ম ৫")
    for act in ("taking", "papers-received"):
        assert send(client, asked, act).status_code == 409
    assert send(client, asked, "delivery", given="otherwise").status_code == 409
    own = f"/office/requests/{asked.acknowledgement}/"
    assert client.get(f"{own}delivery/")["Location"] == own
    assert state_of(asked)[:2] == ("rejected", 1)


def test_what_came_back_to_nobody_is_taken_by_an_officer(officers: Any, asked: Any, operator: Any):
    moves.ask_papers(asked, wanted="দলিল", revision=0, by=operator.actor)
    moves.papers_came(asked, revision=1, by=operator.actor)
    client = signed_in(officers["saheb"])
    assert state_of(asked) == ("taken", 2, "")
    assert send(client, asked, "taking").status_code == 302
    assert state_of(asked) == ("taken", 3, "saheb")
    assert send(client, asked, "taking").status_code == 409


def test_language_button_keeps_what_was_typed_and_stores_nothing(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])
    answer = send(client, asked, "rejection", reason="নিয়ম ৫", form_language="bn")
    assert "নিয়ম ৫" in answer.content.decode()
    assert 'lang="bn"' in answer.content.decode()[:200]
    assert state_of(asked) == ("received", 0, "")


def test_lists_hold_each_request_where_it_belongs(officers: Any, asked: Any):
    client = signed_in(officers["saheb"])

    def held() -> set[str]:
        return {name for name, _title, count in client.get("/office/").context["lists"] if count}

    assert held() == {"new", "open"}
    send(client, asked, "taking")
    assert held() == {"mine", "open"}
    send(client, asked, "papers", wanted="দলিল")
    assert held() == {"mine", "papers", "open"}
    send(client, asked, "rejection", reason="নিয়ম ৫")
    assert held() == {"decided"}
    assert asked.number in client.get("/office/?list=decided").content.decode()
