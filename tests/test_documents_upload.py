"""Sending documents with an application: what is right is kept at once, whatever else is wrong."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from audit.models import Refusal
from services.catalogue.versions import publish
from services.models import Document, Draft, ServiceRequest
from services.requests.documents import store
from tests import document_files as files
from tests.desk_fixtures import begin as begin_at_desk
from tests.desk_fixtures import fill as fill_sheet
from tests.desk_fixtures import refusals, seen, signed_in
from tests.document_rows import files_there, make_document, with_documents
from tests.errand_fixtures import ANSWERS, PERSON, address, caste_certificate, question, send
from tests.hostile import Forms

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
PAGE = "questions-2"


@pytest.fixture
def service(caste_certificate: Any) -> Any:
    return with_documents(caste_certificate)


@pytest.fixture
def citizen(service: Any) -> Client:
    """Who has filled in all but the page with documents."""
    client = Client()
    client.cookies["bsk-language"] = "en"
    client.post(address())
    for page, typed in {**PERSON, "questions-1": ANSWERS["questions-1"]}.items():
        assert client.post(address(page), typed).status_code == 302
    return client


def post(client: Client, *proofs: Any, **typed: Any) -> Any:
    return client.post(address(PAGE), {**ANSWERS[PAGE], "proof": list(proofs), **typed})


def errors(answer: Any) -> dict[str, list[str]]:
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def kept(key: str = "proof") -> list[Document]:
    return list(Document.objects.filter(question=key))


def html(answer: Any) -> str:
    return str(answer.content.decode())


def test_page_says_what_may_be_sent_before_anything_is_chosen(citizen: Client):
    page = html(citizen.get(address(PAGE)))
    assert "JPEG or PDF, at most 3 files of 2 MB each." in page
    assert "JPEG, one file of at most 5 MB." in page
    assert "At most 25 MB can be sent at once." in page
    assert "punishable under the Information Technology Act, 2000" in page
    assert 'accept="image/jpeg,application/pdf" multiple' in page
    assert len(re.findall(r"<form[^>]* enctype=\"multipart/form-data\"", page)) == 1


def test_page_without_documents_is_sent_as_any_form(citizen: Client):
    assert "multipart" not in html(citizen.get(address("questions-1")))


def test_documents_are_kept_with_the_draft_and_named_in_its_answers(citizen: Client):
    answer = post(citizen, files.sent(files.photograph()), files.sent(files.paper(2)))
    assert (answer.status_code, answer.url) == (302, address("check"))
    photograph, paper = kept()
    assert (photograph.kind, photograph.width, photograph.pages) == ("jpeg", 640, None)
    assert (paper.kind, paper.width, paper.pages, paper.state) == ("pdf", None, 2, "clean")
    draft = Draft.objects.get()
    assert draft.answers["proof"] == [str(photograph.pk), str(paper.pk)]
    assert sorted(files_there()) == sorted([photograph.file, paper.file])
    assert store.read(paper.file, paper.digest).startswith(b"%PDF-")


def test_name_of_the_file_is_stored_nowhere(citizen: Client):
    name = "রহিমার আধার কার্ড" * 17 + ".jpg"
    post(citizen, files.sent(files.photograph(), name), files.sent(b"x", "../../../etc/x.pdf"))
    rows = [*Document.objects.values_list(), *Draft.objects.values_list()]
    assert "রহিমার আধার" not in str(rows)
    assert "etc" not in str(rows)
    assert all(re.fullmatch("[0-9a-f]{32}", each) for each in files_there())


def test_refused_file_leaves_the_others_and_every_other_answer(citizen: Client):
    answer = post(
        citizen,
        files.sent(files.photograph()),
        files.sent(b"<svg onload=alert(1)>", "a<b>evil.png", "image/png"),
        files.sent(files.paper()),
        told_on="",
        more="I know nothing more.",
    )
    assert answer.status_code == 200
    assert set(errors(answer)) == {"proof", "told_on"}
    assert errors(answer)["proof"] == [
        "a<b>evil.png: A file of this kind cannot be sent here, only JPEG or PDF."
        " Photograph the paper, or save it as a PDF where that is allowed."
    ]
    page = html(answer)
    assert "a&lt;b&gt;evil.png" in page
    assert "<b>evil" not in page
    assert [each.kind for each in kept()] == ["jpeg", "pdf"]
    assert "I know nothing more." in page
    assert len(re.findall(r'<a href="/documents/[^"]+">File \d', page)) == 2
    draft = Draft.objects.get()
    assert (draft.answers["more"], len(draft.answers["proof"])) == ("I know nothing more.", 2)
    assert post(citizen).status_code == 302


def test_refused_file_is_in_the_log_of_refusals_once_and_without_its_name(
    citizen: Client, service: Any, operator: Any
):
    post(citizen, files.sent(b"<svg>", "evil.svg"), files.sent(b"GIF89a", "evil.gif"))
    post(citizen, files.sent(files.photograph()))
    desk = signed_in(operator)
    fill_sheet(desk, begin_at_desk(desk), **{"q-proof": files.sent(b"MZ", "evil.exe")})
    assert refusals() == [("file", ""), ("file", "mitali")]
    assert "evil" not in str(list(Refusal.objects.values_list()))


def test_required_document_that_is_missing_is_asked_for(citizen: Client):
    assert set(errors(post(citizen))) == {"proof"}


def test_more_files_than_allowed_are_named_and_the_rest_is_kept(citizen: Client):
    sent = [
        files.sent(files.photograph(colour=colour), f"{colour}.jpg")
        for colour in ("red", "green", "blue", "white", "black")
    ]
    answer = post(citizen, *sent)
    sentence = "At most 3 files can be sent here; this one was not kept. Remove another first."
    assert errors(answer)["proof"] == [f"white.jpg: {sentence}", f"black.jpg: {sentence}"]
    assert len(kept()) == 3


def test_form_sent_twice_keeps_each_file_once(citizen: Client):
    for _time in range(2):
        post(citizen, files.sent(files.photograph()), files.sent(files.paper()))
    assert [each.kind for each in kept()] == ["jpeg", "pdf"]


def test_send_and_stay_keeps_files_and_says_nothing_of_what_is_still_empty(citizen: Client):
    answer = citizen.post(
        address(PAGE),
        {"proof": [files.sent(files.photograph())], "more": "So far", "send_documents": "1"},
    )
    assert (answer.status_code, errors(answer), len(kept())) == (200, {}, 1)
    assert "File 1 (JPEG, 2 KB)" in html(answer)
    assert "So far" in html(answer)


def test_remove_takes_one_away_and_keeps_all_that_is_typed(citizen: Client):
    post(citizen, files.sent(files.photograph()), files.sent(files.paper()))
    first, second = kept()
    answer = citizen.post(
        address(PAGE), {**ANSWERS[PAGE], "more": "Typed", "remove_document": str(first.pk)}
    )
    assert (answer.status_code, errors(answer), kept()) == (200, {}, [second])
    assert "Typed" in html(answer)
    assert Draft.objects.get().answers["proof"] == [str(second.pk)]


def test_remove_does_not_reach_anybody_elses_document(citizen: Client, service: Any):
    other = Draft.objects.create(service=service, version=service.current_version, browser="c" * 64)
    theirs = make_document(other)
    for number in (str(theirs.pk), "x", "", "../etc"):
        citizen.post(address(PAGE), {**ANSWERS[PAGE], "remove_document": number})
    assert kept() == [theirs]


def test_files_chosen_before_the_language_is_changed_are_kept(citizen: Client):
    answer = post(citizen, files.sent(files.photograph()), form_language="bn", more="Half a sen")
    assert (answer.status_code, len(kept())) == (200, 1)
    assert "Half a sen" in html(answer)
    assert "file" in html(answer)


def test_documents_go_with_the_request_and_those_asked_no_longer_do_not(
    citizen: Client, django_capture_on_commit_callbacks: Any
):
    post(citizen, files.sent(files.photograph()), picture=files.sent(files.photograph(100, 100)))
    stray = make_document(Draft.objects.get(), question="no_longer_asked")
    with django_capture_on_commit_callbacks(execute=True):
        assert send(citizen).status_code == 302
    request = ServiceRequest.objects.get()
    assert {each.question for each in request.documents.all()} == {"proof", "picture"}
    assert request.answers["proof"] == [str(each.pk) for each in kept()]
    assert stray.file not in files_there()
    assert len(files_there()) == 2


def test_check_page_links_each_document(citizen: Client):
    post(citizen, files.sent(files.photograph()))
    (document,) = kept()
    page = html(citizen.get(address("check")))
    assert f'<a href="/documents/{document.pk}/">File 1 (JPEG, 2 KB)</a>' in page
    assert str(document.pk) not in re.sub(r'href="[^"]*"', "", page)


def test_document_that_waits_for_the_scanner_can_be_sent_and_not_opened(
    citizen: Client, settings: Any
):
    settings.CLAMD = "/nowhere/clamd.ctl"
    post(citizen, files.sent(files.photograph()))
    (document,) = kept()
    assert document.state == "waiting"
    page = html(citizen.get(address("check")))
    assert "Kept. It is being checked for viruses and can be opened after that." in page
    assert citizen.get(f"/documents/{document.pk}/").status_code == 409
    assert send(citizen).status_code == 302
    assert ServiceRequest.objects.get().documents.get() == document


def test_virus_found_in_a_draft_is_told_on_its_page_and_the_rest_goes_on(citizen: Client):
    post(citizen, files.sent(files.photograph()), files.sent(files.paper()))
    Document.objects.filter(kind="pdf").update(state="refused")
    assert citizen.get(address("check"))["Location"] == address(PAGE)
    answer = post(citizen)
    sentence = "A file held a virus and was not kept. Remove it here, and send a clean one."
    assert errors(answer) == {"proof": [sentence]}
    bad = Document.objects.get(kind="pdf")
    post(citizen, remove_document=str(bad.pk))
    assert post(citizen).status_code == 302
    assert [each.kind for each in kept()] == ["jpeg"]


def test_form_that_is_too_large_is_refused_as_a_whole(citizen: Client):
    answer = post(citizen, files.sent(bytes(13_000_000)), files.sent(bytes(13_000_000)))
    assert (answer.status_code, kept()) == (413, [])


def test_operator_sends_documents_on_her_sheet(service: Any, operator: Any):
    desk = signed_in(operator)
    draft = begin_at_desk(desk)
    assert 'enctype="multipart/form-data"' in html(desk.get(draft))
    proofs = {"q-proof": [files.sent(files.photograph()), files.sent(b"x", "x.exe")]}
    answer = fill_sheet(desk, draft, **proofs)
    assert (answer.status_code, len(kept())) == (200, 1)
    answer = desk.post(
        draft,
        {"seen": seen(desk, draft), "q-proof": files.sent(files.paper()), "send_documents": "1"},
    )
    assert (answer.status_code, len(kept())) == (200, 2)
    assert fill_sheet(desk, draft).status_code == 302


def test_page_asks_the_database_as_often_for_three_documents_as_for_one(
    citizen: Client, django_assert_num_queries: Any
):
    draft = Draft.objects.get()
    make_document(draft)
    with CaptureQueriesContext(connection) as one:
        citizen.get(address(PAGE))
    make_document(draft)
    make_document(draft)
    with django_assert_num_queries(len(one)):
        citizen.get(address(PAGE))


@pytest.mark.parametrize("place", ["same page", "later page"])
def test_file_sent_from_a_page_of_an_earlier_version_is_kept(
    citizen: Client, service: Any, place: str
):
    drawn = Forms(html(citizen.get(address(PAGE)))).found
    version = next(fields["version"] for _m, _action, fields in drawn if "version" in fields)
    first, second = service.current_version.definition["pages"]
    extra = question("extra", "text", required=False)
    more = {**second, "questions": [*second["questions"], extra]}
    between = {**first, "questions": [extra]}
    publish(service, [first, more] if place == "same page" else [first, between, second])
    answer = post(citizen, files.sent(files.photograph()), version=version)
    assert answer.status_code == 302
    (document,) = kept()
    assert Draft.objects.get().answers["proof"] == [str(document.pk)]
