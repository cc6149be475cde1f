"""After a service a person is asked once how it went; the answer is the centre's, and nobody's."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from audit.journal.actors import CITIZEN, SCHEDULE
from audit.models import Event, Refusal
from citizens.models import Notice
from citizens.notices.choices import choose
from services.feedback.counting import by_centre, by_service
from services.feedback.inviting import invite
from services.feedback.replies import parsed
from services.models import Invitation, Score
from tests.admin_rows import make_citizen, make_request
from tests.conftest import make_staff
from tests.desk_fixtures import signed_in
from tests.errand_fixtures import caste_certificate

__all__ = ["caste_certificate"]
pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
TOKEN = "t" * 24
THANKS, SORRY = "/feedback/thanks/", "/feedback/sorry/"


def decided(service: Any, operator: Any = None, **fields: Any) -> Any:
    closed = fields.pop("closed_at", timezone.now() - DAY - HOUR)
    return make_request(service, operator, status="delivered", closed_at=closed, **fields)


@pytest.fixture
def invited(caste_certificate: Any, operator: Any) -> str:
    """The path of the link that was sent."""
    decided(caste_certificate, operator)
    assert invite(timezone.now(), by=SCHEDULE) == 1
    return path_sent()


def path_sent() -> str:
    link = Notice.objects.filter(template="feedback.wanted").latest("pk").values["link"]
    return str(link).removeprefix("http://localhost:8000").removeprefix("http://testserver")


def english() -> Client:
    client = Client()
    client.cookies["bsk-language"] = "en"
    return client


def say(path: str, face: int = 3, words: str = "") -> Any:
    return english().post(path, {"face": str(face), "words": words})


def scores() -> list[tuple[Any, ...]]:
    return list(Score.objects.values_list("centre", "service__slug", "face", "words", "verified"))


@pytest.mark.parametrize(
    ("age", "asked"), [(DAY - HOUR, 0), (DAY, 1), (4 * DAY - HOUR, 1), (4 * DAY, 0)], ids=str
)
def test_citizen_is_asked_once_a_day_after_the_decision(
    caste_certificate: Any, age: timedelta, asked: int
) -> None:
    now = timezone.now()
    decided(caste_certificate, closed_at=now - age)
    assert [invite(now, by=SCHEDULE), invite(now, by=SCHEDULE)] == [asked, 0]
    assert Notice.objects.filter(template="feedback.wanted").count() == asked


def test_who_cannot_be_told_or_does_not_want_it_is_not_asked(caste_certificate: Any) -> None:
    nobody = make_citizen(mobile="", email="")
    decided(caste_certificate, citizen=nobody)
    person = make_citizen(mobile="+919876543210")
    decided(caste_certificate, citizen=person)
    choose("+919876543210", language="", wants_status=True, wants_feedback=False, by=CITIZEN)
    assert (invite(timezone.now(), by=SCHEDULE), Invitation.objects.count()) == (0, 0)


def test_link_is_kept_as_a_digest_only_and_stands_in_no_event(invited: str) -> None:
    token = invited.strip("/").split("/")[-1]
    assert len(token) == 16
    assert token not in str(list(Invitation.objects.values())) + str(list(Event.objects.values()))


def test_person_answers_once_and_looking_spends_nothing(invited: str, operator: Any) -> None:
    assert [english().get(invited).status_code for _each in range(3)] == [200] * 3
    assert say(invited, words="Quick and kind").url == THANKS
    assert scores() == [(operator.centre_id, "caste-certificate", 3, "Quick and kind", True)]
    for again in (say(invited), english().get(invited)):
        assert (again.status_code, "no longer works" in again.content.decode()) == (410, True)
    assert Score.objects.count() == 1
    known = str(list(Score.objects.values())) + str(
        list(Event.objects.filter(action="feedback.given").values("subject", "details", "by"))
    )
    assert Invitation.objects.get().request.acknowledgement not in known
    assert "mitali" not in known


def test_bad_mark_is_offered_a_complaint(invited: str) -> None:
    answer = say(invited, face=1)
    assert answer.url == SORRY
    assert 'href="/grievances/new/"' in english().get(SORRY).content.decode()
    assert 'href="/grievances/new/"' not in english().get(THANKS).content.decode()


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"face": "4"},
        {"face": "3", "words": "a" * 201},
        {"face": "3", "words": "2341 2341 2346"},
    ],
)
def test_wrong_answer_keeps_what_was_typed_and_the_link(
    invited: str, typed: dict[str, str]
) -> None:
    answer = english().post(invited, typed)
    assert (answer.status_code, Score.objects.count()) == (200, 0)
    assert 'class="error' in answer.content.decode()
    assert say(invited).url == THANKS


def test_expired_and_invented_links_get_the_plain_page(invited: str) -> None:
    assert english().get("/feedback/0123456789abcdef/").status_code == 410
    with time_machine.travel(timezone.now() + 30 * DAY + HOUR):
        assert (say(invited).status_code, Score.objects.count()) == (410, 0)


def test_application_sent_online_scores_no_centre(caste_certificate: Any) -> None:
    decided(caste_certificate)
    invite(timezone.now(), by=SCHEDULE)
    say(path_sent(), face=2)
    assert scores() == [(None, "caste-certificate", 2, "", True)]


@pytest.mark.django_db(transaction=True)
def test_two_who_answer_by_one_link_at_once_give_one_score(invited: str) -> None:
    def answer(face: int) -> int:
        try:
            return int(say(invited, face=face).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(answer, (1, 2, 3, 3)))
    assert (sorted(got), Score.objects.count()) == ([302, 410, 410, 410], 1)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("BSK 4821 3", ("4821", 3)),
        ("bsk 4821 1 ভালো নয়", ("4821", 1)),
        ("BSK ৪৮২১ ৩", ("4821", 3)),
        ("  BSK ४८२१ २ ", ("4821", 2)),
        ("BSK4821-2", ("4821", 2)),
        ("BSK 4821 4", None),
        ("BSK 4821 31", None),
        ("BSK 48213", None),
        ("4821 3", None),
        ("", None),
        ("\0" * 500, None),
    ],
)
def test_reply_is_read_in_the_digits_of_the_sender(
    message: str, said: tuple[str, int] | None
) -> None:
    assert parsed(message) == said


def reply(message: str, mobile: str = "919830012345", token: str = TOKEN) -> int:
    path = f"/gateway/replies/{token}/"
    return int(Client().post(path, {"mobile": mobile, "message": message}).status_code)


def test_reply_from_a_plain_phone_scores_once_however_often_it_arrives(
    caste_certificate: Any, operator: Any, settings: Any
) -> None:
    settings.SMS_REPORT_TOKEN = TOKEN
    decided(caste_certificate, operator, citizen=make_citizen(mobile="+919830012345"))
    invite(timezone.now(), by=SCHEDULE)
    code = Invitation.objects.get().code
    assert reply(f"BSK {code} 3", token="x" * 24) == 404
    assert reply(f"BSK {code} 3", mobile="9830099999") == 200
    assert Score.objects.count() == 0
    assert [reply(f"BSK {code} 3") for _each in range(3)] == [200] * 3
    assert scores() == [(operator.centre_id, "caste-certificate", 3, "", True)]
    assert [reply("BSK 0000 1") for _each in range(8)][-1] == 429
    assert Refusal.objects.latest("at").path == "/gateway/replies/~/"


def test_refused_form_leaves_no_link_to_an_open_invitation_in_the_log() -> None:
    answer = Client(enforce_csrf_checks=True).post("/feedback/a-secret-16-letters/", {"face": "1"})
    assert (answer.status_code, Refusal.objects.get().path) == (403, "/feedback/~/")


def test_replies_are_closed_where_no_token_is_set(settings: Any) -> None:
    settings.SMS_REPORT_TOKEN = ""
    assert reply("BSK 4821 3") == 404


def given(n: int, service: Any, centre: Any, chance: random.Random) -> list[Any]:
    return [
        Score(
            service=service,
            centre=centre,
            day=timezone.localdate(),
            face=chance.choice((1, 2, 3)),
            words=f"said {centre and centre.pk}",
            verified=True,
        )
        for _each in range(n)
    ]


def test_figures_are_those_counted_otherwise_and_none_is_of_fewer_than_ten(
    caste_certificate: Any, centre: Any, other_centre: Any
) -> None:
    chance = random.Random(6)
    rows = [
        *given(10, caste_certificate, centre, chance),
        *given(9, caste_certificate, other_centre, chance),
        *given(23, caste_certificate, None, chance),
    ]
    Score.objects.bulk_create(rows)
    counted = Counter((row.centre_id, row.face) for row in rows)
    assert [(row.subject, row.good, row.fair, row.poor) for row in by_centre()] == [
        (None, *(counted[None, face] for face in (3, 2, 1))),
        (centre, *(counted[centre.pk, face] for face in (3, 2, 1))),
    ]
    assert [(row.subject, row.all) for row in by_service()] == [(caste_certificate, 42)]


def test_operator_sees_counts_of_her_own_centre_alone_and_no_words(
    caste_certificate: Any, operator: Any, other_centre: Any
) -> None:
    chance = random.Random(7)
    Score.objects.bulk_create(given(9, caste_certificate, operator.centre, chance))
    Score.objects.bulk_create(given(20, caste_certificate, other_centre, chance))
    desk = signed_in(operator)
    assert "What citizens say" not in desk.get("/desk/").content.decode()
    Score.objects.bulk_create(given(1, caste_certificate, operator.centre, chance))
    page = desk.get("/desk/").content.decode()
    assert ("What citizens say" in page, "said " in page) == (True, False)


@pytest.mark.parametrize(("role", "reads"), [("helpdesk", True), ("statistics", False)])
def test_words_are_for_who_answers_people(
    caste_certificate: Any, centre: Any, role: str, reads: bool
) -> None:
    Score.objects.bulk_create(given(10, caste_certificate, centre, random.Random(8)))
    page = signed_in(make_staff("pmu.one", "Somebody", role=role)).get("/pmu/feedback/")
    assert (page.status_code, "said " in page.content.decode()) == (200, reads)
