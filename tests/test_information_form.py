"""The Citizen Information Form: errors beside fields, everything kept, a number, once for a token."""

import threading
import uuid
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from citizens.models import Citizen
from tests.conftest import PASSWORD
from tests.errand_fixtures import WHOLE

FORM = "/information-form/"
pytestmark = pytest.mark.django_db


def post(client: Any, **changes: Any) -> Any:
    return client.post(FORM, {**WHOLE, "consent": "on", **changes})


def errors(client: Any, **changes: Any) -> dict[str, list[str]]:
    return dict(post(client, **changes).context["form"].errors)


def test_citizen_saves_the_form_and_gets_a_number(client: Any, nadia: Any, settings: Any) -> None:
    answer = post(client)
    citizen = Citizen.objects.get()
    assert answer.url == f"/information-form/{citizen.reference}/"
    page = client.get(answer.url).content.decode()
    number = f"BSK-{citizen.reference[:4]}-{citizen.reference[4:8]}-{citizen.reference[8:]}"
    for shown in (number, "সুচিত্রা মণ্ডল", "৺হরিপদ মণ্ডল", "০৩/০৪/২০০১", "নদিয়া", "চাকদহ"):
        assert shown in page
    assert citizen.notice_version == settings.PRIVACY_NOTICE_VERSION
    assert (citizen.centre, citizen.birth_date) == (None, date(2001, 4, 3))


def test_form_and_errors_speak_english_too(client: Any, nadia: Any) -> None:
    client.post("/language/", {"language": "en"})
    html = post(client, mobile="12345").content.decode()
    message = "Write a mobile number of 10 digits that begins with 6, 7, 8 or 9."
    assert f'<a href="#id_mobile">Mobile number: {message}</a>' in html
    assert f'id="id_mobile_error"><span class="unseen">Error:</span> {message}' in html
    assert "<title>Error: Citizen Information Form" in html


def test_empty_form_says_what_is_missing_in_bangla(client: Any, nadia: Any) -> None:
    form = client.post(FORM, {}).context["form"]
    assert set(form.errors) == {
        "name",
        "guardian_name",
        "sex",
        "birth_known_as",
        "language",
        "district",
        "village_or_ward",
        "pin",
        "consent",
    }
    for messages in form.errors.values():
        assert all("\u0980" <= message[0] <= "\u09ff" for message in messages)


def test_everything_typed_is_kept_after_an_error(client: Any, nadia: Any) -> None:
    html = post(client, pin="12", house="ঘোষপাড়া রোড").content.decode()
    for typed in ("সুচিত্রা মণ্ডল", "৯৮৩০০ ১২৩৪৫", "০৩/০৪/২০০১", "শিমুরালি", "ঘোষপাড়া রোড"):
        assert f'value="{typed}"' in html
    assert '<option value="320" selected>' in html
    assert '<option value="320-B-CHAKDAHA" selected>' in html
    assert Citizen.objects.count() == 0


def test_consent_is_never_ticked_beforehand(client: Any, nadia: Any) -> None:
    html = client.get(FORM).content.decode()
    assert "আপনার তথ্য কীভাবে ব্যবহৃত হয়" in html
    assert "checked" not in html.split('name="consent"')[1][:200]
    assert list(errors(client, consent="")) == ["consent"]


@pytest.mark.parametrize(
    ("told", "stored"),
    [
        ({"birth_known_as": "year", "birth_year": "১৯৭৫"}, (None, 1975, None)),
        ({"birth_known_as": "age", "age": "৫১"}, (None, None, 51)),
        ({"birth_known_as": "date", "birth_date": "29-02-2004"}, (date(2004, 2, 29), None, None)),
        # What was typed under the other two ways counts for nothing, wrong or right.
        (
            {"birth_known_as": "age", "age": "7", "birth_year": "x", "birth_date": "99/99/9999"},
            (None, None, 7),
        ),
    ],
)
def test_birth_is_told_in_one_of_three_ways(
    client: Any, nadia: Any, told: dict[str, str], stored: tuple[Any, ...]
) -> None:
    post(client, **{"birth_date": "", **told})
    citizen = Citizen.objects.get()
    assert (citizen.birth_date, citizen.birth_year, citizen.age) == stored
    assert citizen.birth_known_as == told["birth_known_as"]
    assert (citizen.age_told_on is None) == (told["birth_known_as"] != "age")


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"birth_date": "29/02/2003"}, "birth_date"),
        ({"birth_date": "01/01/49"}, "birth_date"),
        ({"birth_date": "31/12/2099"}, "birth_date"),
        ({"birth_date": ""}, "birth_date"),
        ({"birth_known_as": "year", "birth_year": "49"}, "birth_year"),
        ({"birth_known_as": "year", "birth_year": "2099"}, "birth_year"),
        ({"birth_known_as": "year"}, "birth_year"),
        ({"birth_known_as": "age", "age": "131"}, "age"),
        ({"birth_known_as": "age", "age": "²"}, "age"),
        ({"mobile": "²²²²²²²²²²"}, "mobile"),
        ({"mobile": "Mrs Das 9830012345"}, "mobile"),
        ({"name": "Rina 9830012345"}, "name"),
        ({"name": "<b>Rina</b>"}, "name"),
        ({"house": "আধার ২৩৪১ ২৩৪১ ২৩৪৬"}, "house"),
        ({"district": "999"}, "district"),
        ({"district": "\0"}, "district"),
        ({"block": "nowhere"}, "block"),
        ({"block": ""}, "block"),
    ],
)
def test_wrong_answer_is_told_beside_its_field(
    client: Any, nadia: Any, told: dict[str, str], field: str
) -> None:
    assert field in errors(client, **told)


def test_undecodable_text_is_refused_and_not_stored_with_a_mark(client: Any, nadia: Any) -> None:
    from urllib.parse import urlencode

    body = urlencode({**WHOLE, "consent": "on", "name": ""}) + "%ED%A0%80"
    body = body.replace("name=&", "name=%ED%A0%80&", 1)
    answer = client.post(FORM, body, content_type="application/x-www-form-urlencoded")
    assert "name" in answer.context["form"].errors


def test_written_answer_needs_an_email_or_a_postal_address(client: Any, nadia: Any) -> None:
    assert list(errors(client, wants_written_answer="on")) == ["email"]
    assert list(errors(client, email="a@example.in")) == ["wants_written_answer"]
    post(client, wants_written_answer="on", postal_address="শিমুরালি, নদিয়া\nপিন ৭৪১২৪৮")
    citizen = Citizen.objects.get()
    assert (citizen.email, citizen.postal_address) == ("", "শিমুরালি, নদিয়া\nপিন ৭৪১২৪৮")
    assert "লিখিত উত্তর চাইলে ই-মেল বা ডাকের ঠিকানা লাগবে" in client.get(FORM).content.decode()


def test_person_without_a_mobile_is_welcome(client: Any, nadia: Any) -> None:
    post(client, mobile="")
    assert Citizen.objects.get().mobile == ""


def test_names_with_joiners_are_kept_and_shown_unchanged(client: Any, nadia: Any) -> None:
    post(client, name="র\u200d্যাব", guardian_name="শর্\u200cমা (বড়)")
    citizen = Citizen.objects.get()
    assert (citizen.name, citizen.guardian_name) == ("র\u200d্যাব", "শর্\u200cমা (বড়)")
    page = client.get(f"/information-form/{citizen.reference}/").content.decode()
    assert "র\u200d্যাব" in page


def test_letters_that_fold_to_three_are_stored(client: Any, nadia: Any) -> None:
    post(client, name="ﬃ" * 120, guardian_name="ﬃ" * 120)
    assert Citizen.objects.get().name == "ﬃ" * 120


def test_form_refused_for_its_token_keeps_what_was_typed(nadia: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.get(FORM)
    typed = {**WHOLE, "consent": "on", "csrfmiddlewaretoken": "an old one"}
    answer = browser.post(FORM, typed, headers={"origin": "http://testserver"})
    html = answer.content.decode()
    assert answer.status_code == 403
    for value in ("সুচিত্রা মণ্ডল", "৯৮৩০০ ১২৩৪৫", "শিমুরালি"):
        assert f'value="{value}"' in html
    again = {**WHOLE, "consent": "on", "csrfmiddlewaretoken": answer.context["token"]}
    saved = browser.post(FORM, again, headers={"origin": "http://testserver"})
    assert saved.status_code == 302


def test_operator_is_sent_to_the_desk(client: Any, operator: Any) -> None:
    client.post("/operator/sign-in/", {"username": "mitali", "password": PASSWORD})
    assert client.get(FORM).url == "/desk/"


def test_another_browser_is_not_shown_the_form_and_it_is_noted(client: Any, nadia: Any) -> None:
    from audit.models import Refusal

    url = post(client).url
    answer = Client().get(url)
    assert answer.status_code == 404
    assert "সুচিত্রা" not in answer.content.decode()
    assert Client().get("/information-form/AAAAAAAAAAAAA/").status_code == 404
    assert list(Refusal.objects.values_list("rule", flat=True)) == ["other_centre"]


def test_forgetting_the_browser_hides_the_form_from_the_next_person(
    client: Any, nadia: Any
) -> None:
    url = post(client).url
    client.post("/information-form/forget/")
    assert client.get(url).status_code == 404


def test_blocks_come_with_a_button_and_with_the_script(client: Any, nadia: Any) -> None:
    page = post(client, show_blocks="1", name="x9999999")
    assert not page.context["form"].errors
    assert "x9999999" in page.content.decode()
    groups = client.get("/information-form/blocks/320/").json()["groups"]
    assert groups == [
        ["ব্লক", [["320-B-CHAKDAHA", "চাকদহ"]]],
        ["পৌরসভা", [["320-M-KALYANI", "কল্যাণী"]]],
    ]
    assert client.get("/information-form/blocks/999/").status_code == 404


def test_the_same_token_gives_the_same_number(client: Any, nadia: Any) -> None:
    form_token = str(uuid.uuid4())
    assert post(client, form_token=form_token).url == post(client, form_token=form_token).url
    assert Citizen.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_posts_at_once_make_one_person(client: Any, nadia: Any) -> None:
    client.post(FORM, {**WHOLE, "consent": "on"})
    Citizen.objects.all().delete()
    form_token, barrier, urls = str(uuid.uuid4()), threading.Barrier(8), []

    def send() -> None:
        browser = Client()
        browser.cookies.update(client.cookies)
        barrier.wait()
        try:
            urls.append(post(browser, form_token=form_token).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert urls == [f"/information-form/{Citizen.objects.get().reference}/"] * 8


@pytest.mark.parametrize(
    ("day", "age"), [((2026, 2, 28), 21), ((2026, 3, 1), 22), ((2028, 2, 29), 24)]
)
def test_age_is_right_for_somebody_born_on_29_february(day: tuple[int, int, int], age: int) -> None:
    citizen = Citizen(birth_known_as="date", birth_date=date(2004, 2, 29))
    assert citizen.age_on(date(*day)) == age


def test_the_empty_form_costs_one_query(
    client: Any, nadia: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        client.get(FORM)


def test_no_identity_number_is_asked_for_and_no_input_cuts(client: Any, nadia: Any) -> None:
    html = client.get(FORM).content.decode()
    assert "maxlength" not in html.split("<main")[1]
    assert 'name="aadhaar"' not in html
