"""The help desk's queue: who sees what, answers, closings, two helpers at once."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from audit.journal.retention import INDIA
from audit.models import Event, Refusal
from citizens.models import Enquiry, EnquiryStep, Notice, ReplyTemplate
from services.authoring.mistakes import author_of
from services.models import Proposal
from tests.catalogue_rows import make_pond_lease
from tests.conftest import make_staff
from tests.desk_fixtures import signed_in
from tests.enquiry_fixtures import (
    BY_EMAIL,
    BY_MOBILE,
    NO_ANSWER,
    act,
    english,
    helper,
    send,
    sent,
)

pytestmark = pytest.mark.django_db


def listed(client, query=""):
    page = client.get(f"/pmu/enquiries/{query}").context["page"]
    return [row.enquiry.number for row in page.rows]


def test_helper_answers_and_the_answer_goes_by_the_way_given():
    by_email, by_mobile = sent(english(), BY_EMAIL), sent(english(), BY_MOBILE)
    desk = helper()
    for enquiry in (by_email, by_mobile):
        assert (
            act(desk, enquiry, "reply", reply="At any centre.\nBring the papers.").status_code
            == 302
        )
    told = Notice.objects.exclude(template="enquiry.received").order_by("pk")
    assert list(told.values_list("channel", "recipient", "template")) == [
        ("email", "rahima@example.in", "enquiry.reply"),
        ("sms", "+919800012345", "enquiry.answered"),
    ]
    assert told[0].values == {"number": str(by_email), "reply": "At any centre.\nBring the papers."}
    assert told[1].values["link"].endswith(f"/contact/{by_mobile.number}/")
    by_email.refresh_from_db()
    assert (by_email.state, by_email.taken_by, by_email.revision) == ("answered", "tapas", 1)
    assert list(EnquiryStep.objects.values_list("kind", "by")) == [("reply", "tapas")] * 2


def test_answer_by_post_is_a_letter_with_name_and_address():
    told = {**BY_EMAIL, "answer_by": "post", "email": "", "postal_address": "Chakdaha\n741222"}
    enquiry = sent(english(), told)
    act(helper(), enquiry, "reply", reply="Yes.")
    notice = Notice.objects.get()
    assert (notice.channel, notice.recipient) == ("letter", "রহিমা খাতুন\nChakdaha\n741222")


def test_answer_is_read_in_the_browser_that_asked():
    browser = english()
    enquiry = sent(browser, NO_ANSWER)
    act(helper(), enquiry, "reply", reply="<b>Thank you</b>")
    page = browser.get(f"/contact/{enquiry.number}/").content.decode()
    assert "&lt;b&gt;Thank you&lt;/b&gt;" in page
    assert Notice.objects.count() == 0


def test_kept_words_come_in_the_language_of_the_enquiry_and_are_sent_only_as_changed():
    text = {"bn": "যে কোনও কেন্দ্রে যান।", "en": "Go to any centre."}
    words = ReplyTemplate.objects.create(title={"bn": "কেন্দ্র", "en": "Centre"}, text=text)
    enquiry, desk = sent(english(), BY_EMAIL), helper()
    page = act(desk, enquiry, "reply", words=str(words.pk), use_words="1", reply="")
    assert page.context["reply_form"]["reply"].value() == "Go to any centre."
    assert EnquiryStep.objects.count() == 0
    for key in ("", "x", "99999", "²"):
        page = act(desk, enquiry, "reply", words=key, use_words="1", reply="Typed")
        assert page.context["reply_form"]["reply"].value() == "Typed"


def test_aadhaar_number_is_caught_in_an_answer():
    enquiry = sent(english(), BY_EMAIL)
    page = act(helper(), enquiry, "reply", reply="Yours is 2341 2341 2346.")
    assert "looks like an Aadhaar number" in page.content.decode()
    assert EnquiryStep.objects.count() == 0


def test_closing_without_an_answer_wants_a_reason_and_tells_nobody():
    enquiry, desk = sent(english(), BY_EMAIL), helper()
    assert act(desk, enquiry, "closing", reason=" ").status_code == 200
    assert act(desk, enquiry, "closing", reason="An advertisement").status_code == 302
    enquiry.refresh_from_db()
    assert enquiry.state == "closed"
    assert Notice.objects.exclude(template="enquiry.received").count() == 0


def test_enquiry_is_opened_again_as_long_as_its_contact_is_known():
    enquiry, desk = sent(english(), BY_EMAIL), helper()
    act(desk, enquiry, "closing", reason="x")
    assert act(desk, enquiry, "reopening", revision=1).status_code == 302
    act(desk, enquiry, "closing", revision=2, reason="y")
    Enquiry.objects.update(email="", name="")
    assert act(desk, enquiry, "reopening", revision=3).status_code == 409
    assert [step.kind for step in enquiry.steps.all()] == ["closing", "reopening", "closing"]


def test_second_of_two_helpers_sees_what_the_first_did_and_keeps_what_she_wrote():
    enquiry = sent(english(), BY_EMAIL)
    first, second = helper(), helper("rina")
    act(first, enquiry, "reply", reply="First answer")
    answer = act(second, enquiry, "reply", reply="Second answer")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else did something" in page
    assert "First answer" in page
    assert "Second answer" in page
    assert enquiry.steps.count() == 1
    assert Notice.objects.filter(template="enquiry.reply").count() == 1


def test_taken_enquiry_says_by_whom_and_another_may_take_it_over():
    enquiry = sent(english(), BY_EMAIL)
    first, second = helper(), helper("rina")
    act(first, enquiry, "taking")
    assert act(second, enquiry, "taking").status_code == 409
    assert listed(first, "?list=mine") == [enquiry.number]
    act(second, enquiry, "taking", revision=1)
    assert (listed(first, "?list=mine"), listed(second, "?list=mine")) == ([], [enquiry.number])


def test_held_enquiry_is_put_among_the_others():
    enquiry, desk = sent(english(), {**BY_EMAIL, "website": "x"}), helper()
    assert (listed(desk), listed(desk, "?list=held")) == ([], [enquiry.number])
    act(desk, enquiry, "listing")
    assert (listed(desk), listed(desk, "?list=held")) == ([enquiry.number], [])


def test_queue_is_oldest_first_in_pages_with_the_age_in_working_days():
    enquiries = [sent(english(), {**BY_EMAIL, "email": f"a{n}@example.in"}) for n in range(3)]
    monday = datetime(2026, 11, 16, 10, tzinfo=INDIA)
    for days, enquiry in enumerate(reversed(enquiries)):
        Enquiry.objects.filter(pk=enquiry.pk).update(
            received_at=monday + timedelta(days=days),
            state="closed",
            closed_at=monday + timedelta(days=8),
        )
    page = helper().get("/pmu/enquiries/?list=done").context["page"]
    assert [row.enquiry for row in page.rows] == enquiries[::-1]
    assert [row.age for row in page.rows] == [
        6,
        5,
        4,
    ]  # a Sunday and Guru Nanak's birthday lie between


def test_filters_of_any_kind_of_nonsense_show_the_queue():
    enquiry, desk = sent(english(), BY_EMAIL), helper()
    assert listed(desk, "?list=x&topic=%00&after=%00") == [enquiry.number]
    assert listed(desk, "?topic=centre") == []


def test_author_sees_mistakes_in_her_own_texts_and_nothing_else():
    make_pond_lease()
    page = "/services/pond-lease/"
    sent(english(), BY_EMAIL)
    answer = send(
        english(),
        {"text": "The fee is wrong.", "answer_by": "none"},
        "/contact/mistake/",
        page=page,
    )
    mistake = Enquiry.objects.get(topic="mistake")
    assert answer["Location"] == f"/contact/{mistake.number}/"
    assert (mistake.page, mistake.service, mistake.responsible) == (page, "pond-lease", "")
    Enquiry.objects.filter(pk=mistake.pk).update(responsible="ananya")
    for login, seen in (("ananya", [mistake.number]), ("other", [])):
        author = signed_in(make_staff(login, "Author", role="author"))
        assert listed(author) == seen
        status = author.get(f"/pmu/enquiries/{mistake.number}/").status_code
        assert status == (200 if seen else 404)
    assert list(Refusal.objects.values_list("rule", "login_name")) == [("other_centre", "other")]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/services/pond-lease/", "/services/pond-lease/"),
        ("/acknowledgements/346789ACDEFGH/", "/acknowledgements/"),
        ("/acknowledgements/", "/acknowledgements/"),
        ("//evil.example/", ""),
        ("https://evil.example/", ""),
        ("/nowhere/", ""),
        ("/services/x/?q=1", ""),
        ("/admin/audit/visit/", ""),
        ("/services/\r\nSet-Cookie: x/", ""),
        ("javascript:alert(1)", ""),
        ("/" + "x" * 300, ""),
    ],
)
def test_page_of_a_mistake_is_one_of_ours_without_numbers(typed, kept):
    context = english().get("/contact/mistake/", {"page": typed}).context
    assert context["place"].page == kept


def test_every_page_leads_to_the_report_of_its_mistakes():
    make_pond_lease()
    page = english().get("/services/pond-lease/").content.decode()
    assert 'href="/contact/mistake/?page=/services/pond-lease/"' in page


def test_mistake_leads_to_the_author_of_what_was_published_last():
    service = make_pond_lease()
    make_staff("ananya", "Ananya", role="author")
    proposal = Proposal.objects.create(
        service=service,
        slug="pond-lease",
        content={},
        stage="published",
        author="ananya",
        reviewer="pradip",
        reviewed_at=timezone.now(),
        published_at=timezone.now(),
    )
    assert author_of("/services/pond-lease/apply/about-you/") == ("pond-lease", "ananya")
    proposal.author = "somebody-who-left"
    proposal.save()
    assert author_of("/services/pond-lease/") == ("pond-lease", "")
    assert author_of("/services/unknown/") == ("", "")
    assert author_of("/policies/privacy/") == ("", "")


def test_staff_report_a_mistake_and_no_browser_of_theirs_is_kept():
    author = helper("ananya", "author")
    answer = send(author, {"text": "Wrong", "answer_by": "none"}, "/contact/mistake/")
    assert answer["Location"] == "/contact/mistake/"
    enquiry = Enquiry.objects.get()
    assert enquiry.sendings.get().browser == ""
    assert Event.objects.get(action="enquiry.received").by == "ananya"


def test_each_opening_by_staff_is_an_event():
    enquiry, desk = sent(english(), BY_EMAIL), helper()
    desk.get(f"/pmu/enquiries/{enquiry.number}/")
    event = Event.objects.get(action="enquiry.opened")
    assert (event.by, event.subject, event.details) == ("tapas", f"enquiry:{enquiry.number}", {})
