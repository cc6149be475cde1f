"""Contact us: what is taken in, what is told, who sees it afterwards."""

from uuid import uuid4

import pytest

from audit.models import Event, Refusal
from citizens.models import Enquiry, EnquirySending, Notice
from citizens.own_sign_in import sessions
from tests.enquiry_fixtures import BY_EMAIL, BY_MOBILE, NO_ANSWER, english, send, sent

pytestmark = pytest.mark.django_db
AADHAAR = "2341 2341 2346"


def test_person_gets_a_number_and_a_message_that_it_came():
    browser = english()
    enquiry = sent(browser, BY_EMAIL)
    page = browser.get(f"/contact/{enquiry.number}/").content.decode()
    assert str(enquiry) in page
    assert "The answer comes by e-mail." in page
    told = Notice.objects.values_list("channel", "recipient", "template", "values", "about")
    assert list(told) == [
        (
            "email",
            "rahima@example.in",
            "enquiry.received",
            {"number": str(enquiry)},
            f"enquiry:{enquiry.number}",
        )
    ]
    events = Event.objects.values_list("action", "by", "details")
    assert list(events) == [
        ("enquiry.received", "citizen", {"topic": "service", "answer_by": "email", "held": ""})
    ]
    assert enquiry.notice_version == "2026-11"


def test_form_sent_twice_is_one_enquiry():
    browser, token = english(), str(uuid4())
    places = {send(browser, BY_EMAIL, form_token=token)["Location"] for _time in range(2)}
    assert len(places) == 1
    assert (Enquiry.objects.count(), EnquirySending.objects.count()) == (1, 1)


def test_same_words_with_the_same_contact_are_one_row_that_counts():
    first, second = sent(english(), BY_EMAIL), sent(english(), BY_EMAIL)
    other = sent(english(), {**BY_EMAIL, "email": "rina@example.in"})
    assert (first == second, first == other) == (True, False)
    assert (first.sendings.count(), Notice.objects.count()) == (2, 2)


def test_warning_stands_before_the_box_and_the_notice_before_the_button():
    page = english().get("/contact/").content.decode()
    places = [
        page.index(part)
        for part in ("no Aadhaar number", "<textarea", "How your details are used", ">Send<")
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("number", [AADHAAR, "২৩৪১২৩৪১২৩৪৬", "234123412346", "2341-2341-2346"])
@pytest.mark.parametrize("field", ["text", "postal_address"])
def test_aadhaar_number_is_caught_before_anything_is_stored(number, field):
    told = {**BY_EMAIL, "answer_by": "post", "postal_address": "Chakdaha", "email": ""}
    answer = send(english(), {**told, field: f"My number is {number}."})
    assert "looks like an Aadhaar number" in answer.content.decode()
    assert Enquiry.objects.count() == 0


def test_overlong_text_is_refused_and_kept_as_it_was_typed():
    answer = send(english(), {**BY_EMAIL, "text": "ক" * 2_001})
    page = answer.content.decode()
    assert "Use at most 2000 characters. This has 2001." in page
    assert "ক" * 2_001 in page


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"answer_by": ""}, "Choose one."),
        ({"answer_by": "email", "email": ""}, "Fill this in: you chose it above."),
        ({"answer_by": "post", "postal_address": ""}, "Fill this in: you chose it above."),
        ({"answer_by": "mobile", "mobile": "123"}, "Write a mobile number of 10 digits"),
        ({"answer_by": "none"}, "You gave an address below."),
        ({"topic": "mistake"}, "Choose one from the list."),
        ({"text": ""}, "Fill this in."),
    ],
)
def test_what_is_missing_or_wrong_is_told(told, sentence):
    page = send(english(), {**BY_EMAIL, **told}).content.decode()
    assert sentence in page
    assert Enquiry.objects.count() == 0


def test_only_the_contact_that_was_chosen_is_kept():
    enquiry = sent(english(), {**BY_EMAIL, "mobile": "9800012345", "postal_address": "x"})
    assert (enquiry.email, enquiry.mobile, enquiry.postal_address) == ("rahima@example.in", "", "")


def test_person_without_any_address_sends_it_knowingly_and_is_told_so():
    browser = english()
    page = browser.get("/contact/").content.decode()
    assert "no answer can be sent." in page
    enquiry = sent(browser, NO_ANSWER)
    assert "No answer can be sent" in browser.get(f"/contact/{enquiry.number}/").content.decode()
    assert Notice.objects.count() == 0


def test_nobody_but_the_browser_that_sent_it_sees_an_enquiry(client):
    enquiry = sent(english(), BY_MOBILE)
    strange = client.get(f"/contact/{enquiry.number}/")
    assert strange["Location"] == f"/my/sign-in/?next=%2Fcontact%2F{enquiry.number}%2F"
    nothing = client.get("/contact/3467-89AC-DEFGH/")
    assert nothing.status_code == 404


def test_holder_of_the_mobile_reads_it_after_signing_in_and_no_other_number_does(rf):
    enquiry = sent(english(), BY_MOBILE)
    for mobile, status in (("+919800012345", 200), ("+919800099999", 404)):
        browser = english()
        browser.cookies[sessions.COOKIE] = sessions.begin(rf.get("/"), mobile=mobile)
        assert browser.get(f"/contact/{enquiry.number}/").status_code == status
    assert list(Refusal.objects.values_list("rule", flat=True)) == ["other_centre"]


def test_language_switch_keeps_what_was_typed():
    answer = english().post("/contact/", {**BY_EMAIL, "form_language": "bn"})
    page = answer.content.decode()
    assert BY_EMAIL["text"] in page
    assert "rahima@example.in" in page
    assert Enquiry.objects.count() == 0


def test_limit_of_a_contact_is_told_politely_and_keeps_what_was_typed():
    for number in range(5):
        sent(english(), {**BY_MOBILE, "text": f"Question {number}"})
    answer = send(english(), {**BY_MOBILE, "text": "Question 5"})
    page = answer.content.decode()
    assert answer.status_code == 429
    assert "Nothing is lost" in page
    assert "Question 5" in page
    assert int(answer["Retry-After"]) > 0
    assert Refusal.objects.get().rule == "rate_limit"
    assert Enquiry.objects.count() == 5


def test_machine_that_fills_the_hidden_field_is_held_apart_and_told_nothing():
    assert sent(english(), {**BY_EMAIL, "website": "http://x"}).held == "trap"
    assert Notice.objects.count() == 0
