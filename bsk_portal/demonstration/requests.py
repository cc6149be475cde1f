"""Requests with their changes of status and events, as submission and the desk would have left them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from audit.calendar.working_days import Calendar
from audit.journal.actors import CITIZEN, COMMAND, SCHEDULE, Actor
from bsk_portal.demonstration.centres import Place
from bsk_portal.demonstration.chance import HEXADECIMAL, Chance, Weighted
from bsk_portal.demonstration.citizens import People, Person
from bsk_portal.demonstration.copying import Row
from bsk_portal.demonstration.courses import Step, course
from bsk_portal.demonstration.operators import Staff
from bsk_portal.demonstration.services import Asked
from services.requests.clock import due_on
from services.requests.models import ServiceRequest
from services.requests.standing import day_of, end_of

AT_A_CENTRE = 0.93
CLOSED = {ServiceRequest.Status.DELIVERED, ServiceRequest.Status.REJECTED}


@dataclass
class Work:
    """Somebody at work at a moment, or a citizen alone; the visit log is made from these."""

    by: Actor
    at: datetime
    ip: str


@dataclass
class Batch:
    """Rows that are stored together; `people` are those of the requests, one for each."""

    newcomers: list[Person] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    requests: list[Row] = field(default_factory=list)
    changes: list[list[Row]] = field(default_factory=list)
    events: list[Row] = field(default_factory=list)
    work: list[Work] = field(default_factory=list)


class Requests:
    def __init__(
        self,
        *,
        chance: Chance,
        places: Weighted[Place],
        services: Weighted[Asked],
        staff: Staff,
        until: datetime,
    ) -> None:
        self.chance = chance
        self.places = places
        self.services = services
        self.staff = staff
        self.until = until
        self.people = People(chance)

    def ask(self, at: datetime, batch: Batch) -> None:
        """One citizen asks for one service at this moment; what follows until `until` is added."""
        chance = self.chance
        place, asked = self.places.draw(chance), self.services.draw(chance)
        at_centre = chance.happens(AT_A_CENTRE)
        operator, actor = chance.choice(self.staff.at[place.code]) if at_centre else (None, CITIZEN)
        person = self._person(place, asked, at, actor, batch)
        steps = course(at, asked.days_in(place.district), self.until, person.home.language, chance)
        request = self._row(place, asked, at, person, steps)
        request["centre_id"] = place.code if at_centre else None
        request["operator_id"] = operator
        request["browser"] = "" if at_centre else chance.characters(HEXADECIMAL, 64)
        batch.requests.append(request)
        batch.people.append(person)
        changes = []
        for revision, step in enumerate(steps):
            by = self._by(place, actor, at_centre, revision)
            changes.append(_change(step, by))
            batch.events.append(_event(request, asked, step, by, revision))
            if by is not COMMAND:
                ip = (
                    place.address_ip
                    if at_centre
                    else f"100.127.{chance.randrange(256)}.{chance.randrange(256)}"
                )
                batch.work.append(Work(by, step.at, ip))
        if request["breached_at"]:
            batch.events.append(_delay(request, asked))
        batch.changes.append(changes)

    def _person(self, place: Place, asked: Asked, at: datetime, by: Actor, batch: Batch) -> Person:
        sex = asked.sex(self.chance)
        alone = by is CITIZEN
        person = None if alone else self.people.comes_again(place, sex, asked.ages)
        if person is None:
            person = self.people.comes_first(place, sex, asked.ages, at, alone=alone)
            batch.newcomers.append(person)
            batch.events.append(
                {
                    "at": at,
                    "by": by.name,
                    "centre": by.centre,
                    "action": "citizen.registered",
                    "subject": f"citizen:{person.row['reference']}",
                    "details": {},
                }
            )
        return person

    def _row(
        self, place: Place, asked: Asked, at: datetime, person: Person, steps: list[Step]
    ) -> Row:
        chance = self.chance
        last = steps[-1]
        closed_at = last.at if last.status in CLOSED else None
        days = asked.days_in(place.district)
        # An empty database has no corrections of holidays.
        due = due_on(day_of(at), days, calendar=Calendar())
        ended = end_of(due) if due else None
        return {
            "acknowledgement": chance.reference_number(),
            "service_id": asked.service,
            "version_id": asked.version,
            "district_id": place.district,
            "answers": asked.answering.answers(person, at.date(), chance),
            "status": last.status,
            "revision": len(steps) - 1,
            "submitted_at": at,
            "limit_days": days,
            "due_on": due,
            "breached_at": ended if ended and ended <= (closed_at or self.until) else None,
            "closed_at": closed_at,
            "tracking_digits": person.home.mobile[-4:] or chance.characters("0123456789", 4),
            "form_token": chance.uuid(),
            "language": person.home.language,
            "notice_version": settings.PRIVACY_NOTICE_VERSION,
            "consented_at": at,
        }

    def _by(self, place: Place, actor: Actor, at_centre: bool, revision: int) -> Actor:
        """A request made alone is moved by the department's answers, which a command brings in."""
        if revision == 0:
            return actor
        return self.chance.choice(self.staff.at[place.code])[1] if at_centre else COMMAND


def _change(step: Step, by: Actor) -> Row:
    return {
        "from_status": step.before,
        "to_status": step.status,
        "at": step.at,
        "by": by.name,
        "centre": by.centre,
        "reason": step.reason,
    }


def _event(request: Row, asked: Asked, step: Step, by: Actor, revision: int) -> Row:
    return {
        "at": step.at,
        "by": by.name,
        "centre": by.centre,
        "action": f"request.{step.status}",
        "subject": f"request:{request['acknowledgement']}",
        "details": {"service": asked.slug, "revision": revision},
    }


def _delay(request: Row, asked: Asked) -> Row:
    """As the schedule would have noted it in the minute after the limit."""
    return {
        "at": request["breached_at"],
        "by": SCHEDULE.name,
        "centre": SCHEDULE.centre,
        "action": "request.delayed",
        "subject": f"request:{request['acknowledgement']}",
        "details": {"service": asked.slug, "due_on": request["due_on"].isoformat()},
    }


def keyed(batch: Batch, citizens: list[int], requests: list[int]) -> tuple[list[Row], list[Row]]:
    """The batch's citizens and changes, after giving everything the keys reserved for it."""
    for person, key in zip(batch.newcomers, citizens, strict=True):
        person.row["id"] = key
    for request, person, key in zip(batch.requests, batch.people, requests, strict=True):
        request["id"], request["citizen_id"] = key, person.row["id"]
    changes: list[Row] = [
        {"request_id": key, **change}
        for key, of_one in zip(requests, batch.changes, strict=True)
        for change in of_one
    ]
    return [person.row for person in batch.newcomers], changes
