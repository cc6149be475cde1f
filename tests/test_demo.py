"""The demonstration fills a database: the same from the same seed, and only where nothing is real."""

from datetime import date
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from audit.models import Centre, Event, Visit
from citizens.models import Citizen
from services.models import ServiceRequest, StatusChange

pytestmark = pytest.mark.django_db

LAST = date(2026, 11, 21)  # a Saturday
NATURAL = {
    "operators": "SELECT login_name, name, centre_id, password, created_at FROM audit_operator",
    "citizens": """SELECT reference, name, guardian_name, sex, birth_known_as, birth_date, birth_year,
        age, age_told_on, mobile, district_id, block_id, village_or_ward, house, pin, language,
        centre_id, consented_at, created_at FROM citizens_citizen""",
    "requests": """SELECT r.acknowledgement, r.service_id, r.version_id, c.reference, r.district_id,
        r.centre_id, o.login_name, r.answers, r.status, r.revision, r.submitted_at, r.due_on,
        r.limit_days, r.breached_at,
        r.closed_at, r.tracking_digits, r.form_token, r.browser, r.language,
        (SELECT json_agg((a.number, a.ground, a.lodged_at, a.due_on, a.state, a.order, a.decided_at,
        a.decided_by, a.form_token)) FROM services_appeal a WHERE a.request_id = r.id) appeals
        FROM services_servicerequest r JOIN citizens_citizen c ON c.id = r.citizen_id
        LEFT JOIN audit_operator o ON o.id = r.operator_id""",
    "changes": """SELECT r.acknowledgement, s.from_status, s.to_status, s.at, s.by, s.centre, s.reason
        FROM services_statuschange s JOIN services_servicerequest r ON r.id = s.request_id""",
    "events": """SELECT at, by, centre, action, subject, details FROM audit_event
        WHERE action LIKE 'request.%' OR action LIKE 'citizen.%'""",
    "visits": "SELECT * FROM audit_visit",
    "refusals": "SELECT at, rule, reference, ip, login_name, centre, method, path FROM audit_refusal",
}


def demo(requests: int = 300, **options: Any) -> None:
    options = {"days": 30, "seed": 7, "until": LAST, **options}
    call_command("demo", requests=requests, stdout=StringIO(), **options)


def digests() -> dict[str, str]:
    found = {}
    with connection.cursor() as cursor:
        for kind, query in NATURAL.items():
            cursor.execute(f"SELECT row_to_json(t)::text FROM ({query}) t ORDER BY 1")
            found[kind] = sha256(
                "\n".join(row for (row,) in cursor.fetchall()).encode()
            ).hexdigest()
    return found


def test_same_seed_gives_the_same_rows_and_another_gives_others():
    for command in ("load_places", "load_catalogue"):
        call_command(command, verbosity=0, stdout=StringIO())
    found = []
    for seed in (7, 7, 8):
        with transaction.atomic():
            demo(seed=seed)
            found.append(digests())
            transaction.set_rollback(True)
    first, second, other = found
    assert first == second
    assert not set(first.values()) & set(other.values())


def test_demonstration_runs_again_on_top_of_itself():
    demo()
    demo()
    assert ServiceRequest.objects.count() == 600
    assert Event.objects.filter(action="demonstration.filled").count() == 2


def test_more_work_gets_more_centres():
    call_command("load_places", verbosity=0, stdout=StringIO())
    call_command("load_centres", "--demonstration", verbosity=0, stdout=StringIO())
    shipped = Centre.objects.count()
    demo(requests=3_600, days=1)
    added = Centre.objects.count() - shipped
    assert added == 3_600 // 36 - 95  # the shipped file holds 95 centres, besides camps
    assert set(Centre.objects.values_list("is_demonstration", flat=True)) == {True}


def test_demonstration_up_to_now_holds_nothing_of_the_future():
    demo(until=None)
    now = timezone.now()
    assert ServiceRequest.objects.filter(submitted_at__gt=now).count() == 0
    assert StatusChange.objects.filter(at__gt=now).count() == 0
    assert Visit.objects.filter(last_seen__gt=now).count() == 0


def test_only_a_demonstration_is_filled(settings):
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstration only"):
        demo()
    assert Citizen.objects.count() == 0


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"requests": 0}, "at least one request"),
        ({"days": 0}, "1 to 3660 days"),
        ({"days": 1, "until": date(2026, 11, 22)}, "no centre was open"),
    ],
)
def test_what_cannot_be_filled_is_refused(options, complaint):
    with pytest.raises(CommandError, match=complaint):
        demo(**options)
    assert ServiceRequest.objects.count() == 0
