"""A session of staff has an end: idle, old, signed out, signed in elsewhere, or ended by the PMU."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from audit.centres import staff
from audit.centres.replaying import Typed, unseal
from audit.journal.actors import COMMAND
from audit.models import Event, Operator, Refusal, Visit
from tests.conftest import PASSWORD
from tests.hostile import Forms
from tests.test_sign_in import SIGN_IN, sign_in

OWN_PAGE = "/operator/password/"  # a page of staff that shows nobody else's
NEW_PASSWORD = "চারটি নতুন শব্দ 77 lanterns"


@pytest.fixture
def signed_in(client: Any, operator: Any) -> Any:
    """Mitali's browser."""
    assert sign_in(client).status_code == 302
    return client


def ending() -> str:
    return Visit.objects.get(login_name="mitali").ended


def why(response: Any) -> str:
    """The reason the sign-in page gives to who is sent there."""
    assert response.status_code == 302
    assert response["Location"].startswith(f"{SIGN_IN}?why=")
    return str(response["Location"]).removeprefix(f"{SIGN_IN}?why=").partition("&")[0]


def test_session_goes_on_while_it_is_used(signed_in):
    start = timezone.now()
    for minutes in (29, 58, 87):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert signed_in.get(OWN_PAGE).status_code == 200


def test_session_ends_after_half_an_hour_of_nothing(signed_in):
    start = timezone.now()
    with time_machine.travel(start + timedelta(minutes=30), tick=False):
        assert why(signed_in.get(OWN_PAGE)) == "idle"
    visit = Visit.objects.get(login_name="mitali")
    assert visit.ended == "idle"
    assert visit.out_time == visit.last_seen
    assert visit.out_time - start < timedelta(seconds=2)


def test_session_ends_after_fourteen_hours_of_work(signed_in):
    start = timezone.now()
    for minutes in range(20, 14 * 60, 20):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            assert signed_in.get(OWN_PAGE).status_code == 200
    with time_machine.travel(start + timedelta(hours=14), tick=False):
        assert why(signed_in.get(OWN_PAGE)) == "expired"
    assert ending() == "expired"


def test_last_use_is_written_once_a_minute(signed_in, django_assert_num_queries):
    start = timezone.now()
    with time_machine.travel(start + timedelta(seconds=50), tick=False):
        signed_in.get(OWN_PAGE)
        assert signed_in.session["seen"] < start.timestamp() + 5
    with time_machine.travel(start + timedelta(seconds=70), tick=False):
        signed_in.get(OWN_PAGE)
        assert signed_in.session["seen"] > start.timestamp() + 60


def test_sign_in_at_another_place_ends_the_first_and_says_so(signed_in):
    elsewhere = Client(REMOTE_ADDR="10.20.0.9")
    sign_in(elsewhere)
    answer = signed_in.get(OWN_PAGE)
    assert why(answer) == "signed_in_elsewhere"
    page = signed_in.get(answer["Location"]).content.decode()
    assert "অন্য কোথাও" in page
    assert elsewhere.get(OWN_PAGE).status_code == 200
    visits = Visit.objects.order_by("access_time", "out_time").values_list("ip", "ended")
    assert set(visits) == {("127.0.0.1", "signed_in_elsewhere"), ("10.20.0.9", "")}


def test_disabling_an_operator_ends_her_session_at_once(signed_in, operator, administrator, client):
    pmu = Client()
    sign_in(pmu, "anindita")
    answer = pmu.post(
        f"/admin/audit/operator/{operator.pk}/change/",
        {
            "login_name": "mitali",
            "name": "Mitali Biswas",
            "role": "operator",
            "centre": "NAD-001",
        },
    )
    assert answer.status_code == 302
    assert ending() == "ended_by_staff"
    assert why(signed_in.get(OWN_PAGE)) == "ended_by_staff"
    assert signed_in.get(OWN_PAGE)["Location"] == f"{SIGN_IN}?next={OWN_PAGE}"
    assert list(Event.objects.values_list("action", "subject", "by")) == [
        ("operator.disabled", "operator:mitali", "anindita")
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("centre_id", "NAD-002"), ("login_name", "mitali.b"), ("name", "M. Biswas")],
)
def test_transfer_and_new_login_end_the_session_and_a_new_name_does_not(
    signed_in, operator, other_centre, field, value
):
    setattr(operator, field, value)
    staff.change(operator, [field.removesuffix("_id")], by=COMMAND)
    answer = signed_in.get(OWN_PAGE)
    if field == "name":
        assert (answer.status_code, ending()) == (200, "")
    else:
        assert (why(answer), ending()) == ("ended_by_staff", "ended_by_staff")


def test_new_password_from_the_pmu_ends_the_session(signed_in, operator):
    password = staff.give_new_password(operator, by=COMMAND)
    assert ending() == "ended_by_staff"
    assert why(signed_in.get(OWN_PAGE)) == "ended_by_staff"
    assert sign_in(Client(), password=password).status_code == 302


def test_own_new_password_gives_a_new_key_and_ends_a_stolen_session(signed_in, operator):
    thief = Client()
    thief.cookies["bsk-session"] = signed_in.session.session_key
    assert thief.get(OWN_PAGE).status_code == 200
    answer = signed_in.post(
        OWN_PAGE,
        {
            "old_password": PASSWORD,
            "new_password1": NEW_PASSWORD,
            "new_password2": NEW_PASSWORD,
        },
    )
    assert (answer.status_code, answer["Location"]) == (302, "/desk/")
    assert signed_in.get(OWN_PAGE).status_code == 200
    assert thief.get(OWN_PAGE)["Location"].startswith(SIGN_IN)
    assert ending() == ""
    assert sign_in(Client(), password=NEW_PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "weak", ["short one", "123456789987654321", "banglasahayatakendra", "mitali-nad-001-x"]
)
def test_weak_new_password_is_refused_beside_its_field(signed_in, operator, weak):
    answer = signed_in.post(
        OWN_PAGE, {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    )
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["new_password2"]
    operator.refresh_from_db()
    assert operator.check_password(PASSWORD)


def test_own_password_is_not_guessed_from_an_open_session(signed_in, operator):
    given = {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD}
    with time_machine.travel(timezone.now().replace(minute=1), tick=False):
        answers = [signed_in.post(OWN_PAGE, {"old_password": "x", **given}) for _ in range(5)]
        answers.append(signed_in.post(OWN_PAGE, {"old_password": PASSWORD, **given}))
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    operator.refresh_from_db()
    assert operator.check_password(PASSWORD)


def test_sign_out_closes_session_and_visit_and_empties_the_browser(signed_in, operator):
    key = signed_in.session.session_key
    answer = signed_in.post("/operator/sign-out/")
    assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert ending() == "signed_out"
    operator.refresh_from_db()
    assert (operator.session_key, operator.visit_id) == ("", None)
    thief = Client()
    thief.cookies["bsk-session"] = key
    assert thief.get(OWN_PAGE)["Location"] == f"{SIGN_IN}?next={OWN_PAGE}"
    back = signed_in.get(OWN_PAGE)
    assert (back.status_code, back["Cache-Control"]) == (302, "no-store")


def test_pages_of_staff_are_never_kept_by_the_browser(signed_in):
    assert signed_in.get(OWN_PAGE)["Cache-Control"] == "no-store"


def test_sign_out_by_link_is_refused(signed_in):
    assert signed_in.get("/operator/sign-out/").status_code == 405
    assert signed_in.get(OWN_PAGE).status_code == 200


def test_public_page_is_shown_to_nobody_when_the_session_is_over(signed_in):
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        answer = signed_in.get(SIGN_IN)
    assert (answer.status_code, answer.wsgi_request.user.is_authenticated) == (200, False)


@pytest.mark.parametrize("address", ["/language/", "/desk/", "/admin/"])
def test_form_sent_after_the_end_is_locked_up_and_not_taken_as_a_citizens(
    signed_in, operator, address
):
    typed = {"language": "en", "name": "Rina Soren", "old_password": PASSWORD}
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        answer = signed_in.post(address, typed, HTTP_ORIGIN="http://testserver")
        assert answer.status_code == 403
        assert "Rina" not in answer.content.decode()
        [(method, action, fields)] = Forms(answer.content.decode()).found
        assert (method, action) == ("post", SIGN_IN)
        opened = unseal(fields["sealed"], operator)
        assert opened == Typed(address, [("language", "en"), ("name", "Rina Soren")], False)
        assert "bsk-language" not in signed_in.cookies
        assert (ending(), Refusal.objects.count()) == ("idle", 0)


def test_form_given_back_can_be_sent_after_signing_in_again(operator):
    browser = Client(enforce_csrf_checks=True, headers={"Origin": "http://testserver"})

    def form_on(answer: Any, at: str) -> dict[str, str]:
        forms = Forms(answer.content.decode()).found
        found = [fields for _method, action, fields in forms if action == at]
        return found[-1]

    def enter() -> None:
        form = form_on(browser.get(SIGN_IN), SIGN_IN)
        form |= {"username": "mitali", "password": PASSWORD}
        assert browser.post(SIGN_IN, form).status_code == 302

    enter()
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        form = {"csrfmiddlewaretoken": browser.cookies["bsk-csrf"].value, "language": "en"}
        locked = form_on(browser.post("/language/", form), SIGN_IN)
        locked |= {"username": "mitali", "password": PASSWORD}
        again = form_on(browser.post(SIGN_IN, locked), "/language/")
        assert browser.post("/language/", again).status_code == 302
    assert browser.cookies["bsk-language"].value == "en"


def test_sign_out_after_the_end_is_a_sign_out(signed_in):
    with time_machine.travel(timezone.now() + timedelta(minutes=31), tick=False):
        answer = signed_in.post("/operator/sign-out/")
    assert (answer.status_code, answer["Location"]) == (302, SIGN_IN)


def test_two_sign_ins_leave_one_open_visit(client, operator):
    browsers = [Client() for _ in range(3)]
    for browser in browsers:
        sign_in(browser)
    assert Visit.objects.filter(login_name="mitali", out_time=None).count() == 1
    assert Operator.objects.get().session_key == browsers[-1].session.session_key
