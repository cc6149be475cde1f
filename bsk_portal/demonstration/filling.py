"""Fills the database: a few thousand requests to a transaction, then the log around them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import connection, transaction

from audit.journal.actors import COMMAND
from audit.journal.models import Event, Refusal
from audit.journal.recording import record
from audit.visits import partitions
from audit.visits.models import Visit
from bsk_portal.demonstration.appeals import make_appeals
from bsk_portal.demonstration.centres import places
from bsk_portal.demonstration.chance import Chance
from bsk_portal.demonstration.copying import Row, copy, reserve
from bsk_portal.demonstration.enquiries import make_words, store_enquiries
from bsk_portal.demonstration.hours import Hours
from bsk_portal.demonstration.officers import make_officers
from bsk_portal.demonstration.operators import Staff
from bsk_portal.demonstration.refusals import refusals
from bsk_portal.demonstration.requests import Batch, Requests, keyed
from bsk_portal.demonstration.services import services_asked_for
from bsk_portal.demonstration.visits import Visits
from citizens.people.models import Citizen
from services.appeals.models import Appeal
from services.requests.models import ServiceRequest, StatusChange

AT_ONCE = 5_000
ONLY_LOOK = 0.6  # visits without a request, for each request
REFUSED = 0.004
ENQUIRIES = 0.02
TABLES = (Citizen, ServiceRequest, StatusChange, Appeal, Event, Visit, Refusal)


def fill(*, requests: int, days: int, seed: int, until: datetime) -> dict[str, int]:
    """Adds so many requests over the `days` days up to `until`; returns how many rows of each kind.

    The same seed gives the same rows in equal databases, and others where requests stand already.
    Raises ValueError if no centre was open in these days.
    """
    chance = Chance(f"{seed} {ServiceRequest.objects.count()}")
    hours = Hours(until, days)
    services = services_asked_for()
    found, busy = places(requests, len(hours.days), chance)
    since = hours.moments(1, chance)[0] - timedelta(days=days)
    staff = Staff(found, since, chance)
    make_officers(since, Chance("officers"))  # of chances of its own: the rest stays as it was
    visits = Visits(hours.until, chance)
    asking = Requests(chance=chance, places=busy, services=services, staff=staff, until=hours.until)
    counts: Counter[str] = Counter(requests=requests)
    moments = iter(hours.moments(requests, chance))
    while some := list(islice(moments, AT_ONCE)):
        batch = Batch()
        for at in some:
            asking.ask(at, batch)
        visits.note(batch.work)
        _store(batch, counts)
    # Of chances of their own too.
    own = Chance(f"{seed} appeals {ServiceRequest.objects.count()}")
    counts["appeals"] = make_appeals(since, hours.until, own)
    visits.look_around(hours.moments(int(requests * ONLY_LOOK), chance))
    logins = [(by.name, by.centre) for at in staff.at.values() for _key, by in at]
    refused = refusals(hours.moments(max(1, int(requests * REFUSED)), chance), logins, chance)
    own = Chance(f"{seed} enquiries {ServiceRequest.objects.count()}")
    make_words()
    asked = hours.moments(max(1, int(requests * ENQUIRIES)), own)
    counts["enquiries"] = store_enquiries(asked, hours.until, own)
    _store_log(visits.rows(), refused, counts)
    return dict(counts)


def _store(batch: Batch, counts: Counter[str]) -> None:
    with transaction.atomic():
        citizens, changes = keyed(
            batch,
            reserve(Citizen, len(batch.newcomers)),
            reserve(ServiceRequest, len(batch.requests)),
        )
        copy(Citizen, citizens)
        copy(ServiceRequest, batch.requests)
        copy(StatusChange, changes)
        copy(Event, batch.events)
    counts.update(citizens=len(citizens), changes=len(changes), events=len(batch.events))


def _store_log(visits: Iterable[Row], refused: list[Row], counts: Counter[str]) -> None:
    rows = sorted(visits, key=lambda row: (row["access_time"], row["id"]))
    partitions.make({row["access_time"].date() for row in rows})
    for some in _several(rows, AT_ONCE * 4):
        with transaction.atomic():
            copy(Visit, some)
    counts.update(visits=len(rows), refusals=len(refused))
    with transaction.atomic():
        copy(Refusal, refused)
        record(action="demonstration.filled", subject="demonstration", by=COMMAND, **counts)
    with connection.cursor() as cursor:
        for model in TABLES:
            cursor.execute(f"ANALYZE (SKIP_LOCKED) {model._meta.db_table}")


def _several(rows: list[Row], count: int) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while some := list(islice(remaining, count)):
        yield some
