"""Finds a person at the counter by the whole name: each time limited, and noted in the journal."""

from datetime import timedelta

from django.db import transaction

from audit.centres.models import Operator
from audit.journal.rate_limits import RateLimit
from audit.journal.recording import record
from citizens.people.models import Citizen
from services.desk import rows

# A busy counter meets a citizen in two minutes, and most have a slip or a mobile; who asks for a name
# each minute is reading the list of people, which nobody may.
BY_NAME = RateLimit("people-by-name", 60, timedelta(hours=1))


def by_name(operator: Operator, sound: str) -> list[Citizen]:
    """People of this centre whose whole name sounds so, the last told first, at most 20.

    The journal keeps how many were found, never the name. Raises TooManyTries over 60 in an hour.
    """
    BY_NAME.spend(operator.login_name)
    with transaction.atomic():
        people = rows.by_name(operator, sound)
        record(
            action="people.found_by_name",
            subject=f"centre:{operator.centre_id}",
            by=operator.actor,
            found=len(people),
        )
    return people
