"""A service is public only after a second person; who wrote any of it may not approve it."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.journal.actors import SCHEDULE
from audit.models import Event
from bsk_portal.schedule.jobs import publish_due
from services.models import BankQuestion, Proposal, Service, ServiceVersion
from tests.authoring_fixtures import (
    ROOT,
    address,
    approver,
    author,
    pond_lease,
    post,
    proposal,
    publish_at_once,
    staff,
    texts,
    write_pond_lease,
)

pytestmark = pytest.mark.django_db
__all__ = ["approver", "author", "pond_lease"]


def actions() -> list[tuple[str, str]]:
    found = Event.objects.filter(action__startswith="proposal.").order_by("id")
    return list(found.values_list("action", "by"))


def test_author_writes_and_another_person_publishes(author, approver, pond_lease, client):
    client.cookies["bsk-language"] = "en"
    assert client.get("/services/pond-lease/").status_code == 404
    service = publish_at_once(author, approver)
    page = client.get("/services/pond-lease/").content.decode()
    assert "A pond of the government can be leased." in page
    written = proposal()
    assert (written.stage, written.service, written.version) == (
        "published",
        service,
        service.current_version,
    )
    assert (written.author, written.reviewer, written.editors) == ("ananya", "pradip", ["ananya"])
    assert actions()[-3:] == [
        ("proposal.sent", "ananya"),
        ("proposal.approved", "pradip"),
        ("proposal.published", "pradip"),
    ]


def test_author_may_not_approve_and_approver_may_not_write(author, approver, pond_lease):
    post(author, "sending/")
    assert post(author, "approval/", {"when": "now"}).status_code == 403
    assert post(author, "return/", {"reason": "no"}).status_code == 403
    for page in ("facts/", "pages/", "pages/1/", "questions/farms/", "sending/", "giving-up/"):
        assert post(approver, page, {}).status_code == 403
    assert proposal().stage == "review"


def test_administrator_may_do_either_but_never_both_on_one_proposal(author, approver, pond_lease):
    administrator = staff("anindita", "administrator")
    assert post(administrator, "pages/1/", texts("title", "পুকুর", "Your pond")).status_code == 302
    post(author, "sending/")
    assert "You wrote in this proposal" in administrator.get(address()).content.decode()
    assert post(administrator, "approval/", {"when": "now"}).status_code == 403
    assert post(administrator, "return/", {"reason": "x"}).status_code == 403
    assert post(approver, "approval/", {"when": "now"}).status_code == 302
    assert proposal().stage == "published"


def test_database_itself_refuses_an_author_as_her_own_reviewer(pond_lease):
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=pond_lease.pk).update(reviewer="ananya")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=pond_lease.pk).update(stage="published")


def test_reviewer_returns_it_with_a_reason_and_the_author_goes_on(author, approver, pond_lease):
    post(author, "sending/")
    refused = post(approver, "return/", {"reason": " "})
    assert "Say what the author is to put right." in refused.content.decode()
    assert post(approver, "return/", {"reason": "Name the rule."}).status_code == 302
    assert (proposal().stage, proposal().reviewer) == ("returned", "pradip")
    page = author.get(address()).content.decode()
    assert "pradip asks to put right:" in page
    assert "Name the rule." in page
    assert post(author, "pages/1/", texts("title", "পুকুর", "Pond")).status_code == 302
    publish_at_once(author, approver)


def test_nothing_is_changed_while_the_reviewer_reads(author, approver, pond_lease):
    post(author, "sending/")
    before = proposal().content
    for page, typed in (
        ("facts/", {}),
        ("pages/1/", texts("title", "ক", "A")),
        ("questions/farms/deletion/", {}),
        ("pages/1/deletion/", {}),
    ):
        assert post(author, page, typed).status_code == 302
    assert proposal().content == before


def test_approval_of_what_changed_meanwhile_is_refused(author, approver, pond_lease):
    post(author, "sending/")
    answer = approver.post(address("approval/"), {"when": "now", "revision": "0"})
    assert (answer.status_code, proposal().stage) == (302, "review")


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({}, "when", "Choose one."),
        ({"when": "later"}, "day", "Write the day."),
        ({"when": "later", "day": "31/02/2027"}, "day", "There is no such day."),
        ({"when": "later", "day": "01/01/2020"}, "day", "This time is past."),
        ({"when": "later", "day": "01/01/2099"}, "day", "Choose a time within a year."),
        ({"when": "later", "day": "01/01/2027", "clock": "25:00"}, "clock", "Write the time"),
    ],
)
def test_bad_time_of_publishing_is_refused_beside_its_field(
    author, approver, pond_lease, typed, field, says
):
    post(author, "sending/")
    answer = post(approver, "approval/", typed)
    assert answer.status_code == 200
    assert list(answer.context["approve_form"].errors) == [field]
    assert f"{says}" in answer.content.decode()
    assert proposal().stage == "review"


def test_schedule_publishes_at_the_time_and_not_before(author, approver, pond_lease, client):
    post(author, "sending/")
    tomorrow = timezone.localtime() + timedelta(days=1)
    day = f"{tomorrow:%d/%m/%Y}"
    assert (
        post(approver, "approval/", {"when": "later", "day": day, "clock": "৯.৩০"}).status_code
        == 302
    )
    waiting = proposal()
    assert (waiting.stage, waiting.publish_at) == (
        "approved",
        datetime.combine(tomorrow.date(), datetime.min.time(), tomorrow.tzinfo).replace(
            hour=9, minute=30
        ),
    )
    at = waiting.publish_at
    assert at is not None
    assert publish_due(at - timedelta(seconds=1), SCHEDULE) == "Nothing was to be published."
    assert client.get("/services/pond-lease/").status_code == 404
    assert publish_due(at, SCHEDULE) == "Published: pond-lease."
    assert client.get("/services/pond-lease/").status_code == 200
    assert (proposal().stage, actions()[-1]) == ("published", ("proposal.published", "schedule"))
    assert publish_due(at, SCHEDULE) == "Nothing was to be published."


def test_one_proposal_that_cannot_be_published_does_not_hold_up_the_others(
    author, approver, pond_lease
):
    from bsk_portal.schedule.jobs import JobFailedError

    post(author, "sending/")
    tomorrow = timezone.localtime() + timedelta(days=1)
    post(approver, "approval/", {"when": "later", "day": f"{tomorrow:%d/%m/%Y}"})
    broken = proposal()
    at = broken.publish_at
    assert at is not None
    Proposal.objects.create(
        slug="broken",
        content={**broken.content, "department": "gone"},
        stage="approved",
        author="ananya",
        reviewer="pradip",
        reviewed_at=timezone.now(),
        publish_at=at - timedelta(hours=1),
    )
    with pytest.raises(JobFailedError, match="broken"):
        publish_due(at, SCHEDULE)
    assert proposal().stage == "published"
    assert proposal("broken").stage == "approved"
    assert not Service.objects.filter(slug="broken").exists()


def test_author_gives_a_proposal_up_and_the_public_sees_no_change(
    author, approver, pond_lease, client
):
    publish_at_once(author, approver)
    author.post(address("change/"))
    post(author, "pages/1/", texts("title", "অন্য", "Other"))
    assert post(author, "giving-up/")["Location"] == ROOT
    assert proposal().stage == "withdrawn"
    version = Service.objects.get(slug="pond-lease").current_version
    assert version is not None
    assert version.definition["pages"][0]["title"] == {"bn": "পুকুর", "en": "The pond"}


def test_a_service_has_one_proposal_at_a_time(author, approver, pond_lease):
    publish_at_once(author, approver)
    for _ in range(2):
        assert author.post(address("change/")).status_code == 302
    assert Proposal.objects.filter(slug="pond-lease", stage="draft").count() == 1


def test_approver_withdraws_a_service_at_once_and_offers_it_again(
    author, approver, pond_lease, client
):
    publish_at_once(author, approver)
    assert post(author, "offer/", {"withdraw": "1"}).status_code == 403
    assert post(approver, "offer/", {"withdraw": "1"}).status_code == 302
    assert client.get("/services/pond-lease/").status_code == 404
    assert client.get("/services/pond-lease/apply/").status_code == 404
    assert post(approver, "offer/", {"offer": "1"}).status_code == 302
    assert client.get("/services/pond-lease/").status_code == 200
    events = Event.objects.filter(subject="service:pond-lease").order_by("id")
    assert list(events.values_list("action", "by")) == [
        ("service.withdrawn", "pradip"),
        ("service.offered", "pradip"),
    ]


def test_a_change_waits_while_the_public_goes_on_with_the_old_version(
    author, approver, pond_lease, client
):
    publish_at_once(author, approver)
    old = Service.objects.get(slug="pond-lease").current_version
    author.post(address("change/"))
    post(author, "pages/1/", texts("title", "নতুন", "New pond"))
    assert Service.objects.get(slug="pond-lease").current_version == old
    service = publish_at_once(author, approver)
    assert service.current_version != old
    assert service.versions.count() == 2


def test_author_changes_nothing_of_an_approved_service_by_way_of_the_bank(author, approver):
    shared = BankQuestion.objects.create(
        key="father",
        kind="name",
        label={"bn": "বাবা", "en": "Father"},
        purpose={"bn": "কে", "en": "Who"},
    )
    write_pond_lease(author)
    post(author, "pages/1/new-question/", {"bank": "father"})
    shared.label = {"bn": "বাবার নাম", "en": "Father's name"}
    shared.save()
    assert post(author, "sending/").status_code == 302
    shared.label = {"bn": "পিন", "en": "Your PIN"}
    shared.save()
    assert post(approver, "approval/", {"when": "now"}).status_code == 302
    version = ServiceVersion.objects.get(service__slug="pond-lease")
    assert version.definition["pages"][0]["questions"][-1]["label"] == {
        "bn": "বাবার নাম",
        "en": "Father's name",
    }
