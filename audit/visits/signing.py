"""A visit with a name: begun when somebody signs in, closed when the session ends; never by a spool alone."""

import time
from datetime import datetime
from uuid import UUID

from django.db import Error, connection, transaction
from django.http import HttpRequest

from audit.journal.client_address import client_address
from audit.visits import browser, writing
from audit.visits.lines import Known
from audit.visits.models import Visit

# Nobody knows when a person left who was not seen to leave: then it is when she was last seen.
UNSEEN_ENDINGS = (Visit.Ending.IDLE, Visit.Ending.EXPIRED)

CLOSE = """
UPDATE audit_visit SET ended = %s, last_seen = greatest(last_seen, to_timestamp(%s)),
    out_time = greatest(last_seen, access_time, to_timestamp(%s))
WHERE access_time = %s AND id = %s AND out_time IS NULL
"""


def open_signed_in(request: HttpRequest, *, login_name: str, centre: str) -> tuple[UUID, datetime]:
    """Begins the visit of a person who has just signed in, and ends the one her browser had.

    Returns the key of the row (id, access time). The answer to this request brings the browser
    its new cookie.
    """
    now = int(time.time())
    if (before := browser.visit_of(request)) is not None:
        close(before.id, before.access_time, Visit.Ending.SIGNED_IN)
    visit = browser.begin(now, signed_in=True)
    writing.write_now(
        Known(
            visit.key,
            visit.began,
            visit.seen,
            ip=client_address(request),
            login_name=login_name,
            centre=centre,
        )
    )
    browser.keep(request, visit)
    return visit.id, visit.access_time


def close(visit_id: UUID, access_time: datetime, ending: Visit.Ending) -> None:
    """Ends an open visit now; one that has ended already stays as it is."""
    now = int(time.time())
    seen = 0 if ending in UNSEEN_ENDINGS else now
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CLOSE, [ending, seen, seen, access_time, visit_id])
            if cursor.rowcount:
                return
    except Error as error:
        writing.log.error("a visit could not be closed", exc_info=error)
    if ending in UNSEEN_ENDINGS:
        return  # the sweep ends it as well, and knows when it was last seen
    # The row may still be in a spool, on this host or another.
    began = int(access_time.timestamp())
    writing.write_soon(Known(visit_id.hex, began, max(began, now), out=now, ended=ending.value))
