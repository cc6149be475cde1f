"""An operator serves a citizen: the citizens' forms and submission, with operator and centre kept."""

from typing import Any

from django.test import Client

from services.models import Draft, ServiceRequest, StatusChange
from tests.desk_fixtures import FIRST, QUESTIONS, begin, fill, seen, send, serve, signed_in
from tests.errand_fixtures import apply, caste_certificate

__all__ = ["caste_certificate"]

OWN = {
    "id",
    "acknowledgement",
    "citizen_id",
    "form_token",
    "submitted_at",
    "consented_at",
    "browser",
    "_state",
}


def columns(row: Any) -> dict[str, Any]:
    return {name: value for name, value in vars(row).items() if name not in OWN}


def test_operator_and_citizen_store_the_same_columns_but_operator_and_centre(
    client: Client, caste_certificate: Any, operator: Any
) -> None:
    own = columns(apply(client))
    served = columns(serve(signed_in(operator)))
    assert {name for name in own if own[name] != served[name]} == {"operator_id", "centre_id"}
    assert (served["operator_id"], served["centre_id"]) == (operator.pk, "NAD-001")


def test_operator_and_citizen_meet_the_same_rules(
    client: Client, caste_certificate: Any, operator: Any
) -> None:
    from tests.errand_fixtures import PERSON, address

    wrong = {"name": "R2D2", "birth_date": "31/02/2001"}
    client.post(address())
    own = client.post(address("about-you"), {**PERSON["about-you"], **wrong}).context["form"].errors
    desk = signed_in(operator, "bn")
    served = fill(desk, begin(desk), **wrong).context["form"].errors
    assert served == own


def test_errand_stores_operator_centre_and_citizen_in_request_status_and_event(
    caste_certificate: Any, operator: Any
) -> None:
    from audit.models import Event

    request = serve(signed_in(operator))
    assert (request.operator, request.centre_id) == (operator, "NAD-001")
    assert request.citizen.name == FIRST["name"]
    change = StatusChange.objects.get()
    assert (change.to_status, change.by, change.centre) == ("received", "mitali", "NAD-001")
    event = Event.objects.get(subject=f"request:{request.acknowledgement}")
    assert (event.by, event.centre) == ("mitali", "NAD-001")
    person = Event.objects.get(subject=f"citizen:{request.citizen.reference}")
    assert (person.action, person.by, person.centre) == ("citizen.registered", "mitali", "NAD-001")


def test_request_page_shows_the_number_big_and_the_slip(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    request = serve(client)
    page = client.get(f"/desk/requests/{request.acknowledgement}/").content.decode()
    assert f'<p class="panel-number number">{request.number}</p>' in page
    slip = f"/acknowledgements/{request.acknowledgement}/"
    assert slip in page
    assert client.get(slip).status_code == 200


def test_information_form_leads_to_the_person_whose_service_is_begun_filled_in(
    caste_certificate: Any, operator: Any
) -> None:
    from citizens.models import Citizen

    client = signed_in(operator)
    page = client.get("/desk/information-form/")
    form = {**FIRST, "form_token": page.context["form_token"], "consent": "on"}
    answers = [client.post("/desk/information-form/", form) for _ in range(2)]
    citizen = Citizen.objects.get()
    assert [answer.url for answer in answers] == [f"/desk/people/{citizen.reference}/"] * 2
    assert citizen.centre_id == "NAD-001"
    draft = begin(client, person=citizen.reference)
    assert 'value="+919830012345"' in client.get(draft).content.decode()
    fill(client, draft)
    send(client, draft)
    assert ServiceRequest.objects.get().citizen == citizen


def test_information_form_begins_in_the_centres_district_and_keeps_what_is_typed(
    operator: Any,
) -> None:
    client = signed_in(operator)
    page = client.get("/desk/information-form/")
    assert page.context["form"]["district"].value() == "320"
    page = client.post("/desk/information-form/", {**FIRST, "mobile": "12"})
    html = page.content.decode()
    assert set(page.context["form"].errors) == {"mobile", "consent"}
    assert FIRST["village_or_ward"] in html
    assert 'value="12"' in html
    assert html.count('href="#id_mobile"') == 1


def test_errors_stand_beside_the_field_and_in_the_summary_with_all_that_was_typed(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    draft = begin(client)
    page = fill(client, draft, **{"mobile": "12", "q-income": "-5", "village_or_ward": ""})
    html = page.content.decode()
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"mobile", "q-income", "village_or_ward"}
    for name in ("mobile", "q-income", "village_or_ward"):
        assert f'href="#id_{name}"' in html
        assert f'id="id_{name}_error"' in html
    assert 'value="12"' in html
    assert 'value="-5"' in html
    assert html.count("<title>Error: ") == 1
    kept = Draft.objects.get()
    assert kept.person["name"] == FIRST["name"]
    assert "mobile" not in kept.person
    assert send(client, draft).status_code == 200
    assert ServiceRequest.objects.count() == 0


def test_save_keeps_what_is_right_and_complains_only_of_what_is_filled_in(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    draft = begin(client)
    form = {"seen": seen(client, draft), "name": "রীনা দাস", "pin": "12", "save": "1"}
    page = client.post(draft, form)
    assert set(page.context["form"].errors) == {"pin"}
    html = client.get(draft).content.decode()
    assert 'value="রীনা দাস"' in html
    home = client.get("/desk/")
    assert draft in home.content.decode()
    assert "রীনা" not in home.content.decode()


def test_blocks_of_another_district_are_shown_without_a_word_of_error(
    caste_certificate: Any, operator: Any, nadia: Any
) -> None:
    from audit.models import Block, District, Subdivision

    hooghly = District.objects.create(code="312", name={"bn": "হুগলি", "en": "Hooghly"})
    subdivision = Subdivision.objects.create(code="312-S", district=hooghly, name=hooghly.name)
    Block.objects.create(
        code="312-B-PANDUA",
        subdivision=subdivision,
        district=hooghly,
        kind="block",
        name={"bn": "পাণ্ডুয়া", "en": "Pandua"},
    )
    client = signed_in(operator)
    draft = begin(client)
    typed = {"name": "Rina Das", "district": "312", "q-proofs": ["voter", "bill"]}
    page = client.post(draft, {"seen": seen(client, draft), **typed, "show_blocks": "1"})
    html = page.content.decode()
    assert page.context["form"].errors == {}
    assert "Pandua" in html
    assert 'value="Rina Das"' in html
    assert html.count("checked") == 2


def test_other_tab_loses_nothing(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    draft = begin(client)
    old = seen(client, draft)
    client.post(draft, {"seen": old, "name": "Rina Das", "house": "12 Station Road", "save": "1"})
    page = client.post(draft, {"seen": old, "guardian_name": "Bimal Das", "save": "1"})
    html = page.content.decode()
    for value in ("Rina Das", "12 Station Road", "Bimal Das"):
        assert f'value="{value}"' in html
    assert "changed in another window" in html
    kept = Draft.objects.get().person
    assert (kept["name"], kept["house"], kept["guardian_name"]) == (
        "Rina Das",
        "12 Station Road",
        "Bimal Das",
    )


def test_sent_draft_leads_to_its_number_from_every_old_page(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    draft = begin(client)
    form = {"seen": seen(client, draft)}
    fill(client, draft)
    first = send(client, draft)
    consent = {"consent": "on", **form}
    answers = [
        client.get(draft),
        client.post(draft, {**form, "name": "Another Name"}),
        client.get(f"{draft}check/"),
        client.post(f"{draft}check/", consent),
    ]
    assert [answer.url for answer in answers] == [first.url] * 4
    assert ServiceRequest.objects.count() == 1
    assert "already sent" in client.get(first.url).content.decode()


def test_answers_changed_after_they_were_read_out_are_read_out_again(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    draft = begin(client)
    fill(client, draft)
    read = seen(client, f"{draft}check/")
    fill(client, draft, village_or_ward="মদনপুর")
    page = client.post(f"{draft}check/", {"seen": read, "consent": "on"})
    assert page.status_code == 200
    assert "Read them out once more" in page.content.decode()
    assert "মদনপুর" in page.content.decode()
    assert ServiceRequest.objects.count() == 0


def test_without_the_citizens_agreement_nothing_is_sent(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    draft = begin(client)
    fill(client, draft)
    page = send(client, draft, consent="")
    assert set(page.context["form"].errors) == {"consent"}
    assert "checked" not in page.content.decode()
    assert (ServiceRequest.objects.count(), Draft.objects.count()) == (0, 1)


def test_half_filled_form_is_thrown_away(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    draft = begin(client)
    assert client.post(f"{draft}discarding/").url == "/desk/"
    assert Draft.objects.count() == 0
    assert client.get(draft).status_code == 404


def test_pressing_begin_twice_begins_one_form(caste_certificate: Any, operator: Any) -> None:
    client = signed_in(operator)
    assert begin(client) == begin(client)
    assert Draft.objects.count() == 1


def test_request_is_in_the_citizens_language_not_the_operators(
    caste_certificate: Any, operator: Any
) -> None:
    assert serve(signed_in(operator, "en"), language="bn").language == "bn"


def test_page_that_comes_back_from_a_save_can_be_sent_on(
    caste_certificate: Any, operator: Any
) -> None:
    client = signed_in(operator)
    draft = begin(client)
    form = {**FIRST, **QUESTIONS, "seen": seen(client, draft)}
    page = client.post(draft, {**form, "pin": "12", "save": "1"})
    page = client.post(draft, {**form, "seen": page.context["seen"], "save": "1"})
    assert "Saved." in page.content.decode()
    answer = client.post(draft, {**form, "seen": page.context["seen"], "go_on": "1"})
    assert answer.url == f"{draft}check/"


def test_information_forms_errors_are_listed_in_the_order_of_the_page(operator: Any) -> None:
    page = signed_in(operator).post("/desk/information-form/", {})
    listed = [name for name in page.context["form"].fields if name in page.context["form"].errors]
    assert listed[:4] == ["name", "guardian_name", "sex", "birth_known_as"]
    assert listed[-2:] == ["pin", "consent"]
