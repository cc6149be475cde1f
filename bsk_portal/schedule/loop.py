"""The work beside the pages: ships the spool each second, runs what is due, stops when asked."""

import logging
import threading
from datetime import datetime

from django import db
from django.utils import timezone

from audit.visits import shipping
from bsk_portal.schedule.jobs import JOBS
from bsk_portal.schedule.runs import run_if_due

log = logging.getLogger("bsk.schedule")

TICK_SECONDS = 1.0
WITHOUT_DATABASE_SECONDS = 3.0


def work(stop: threading.Event) -> None:
    """Works until `stop` is set. Outlasts the database: says once that it went, and when it is back."""
    well = True
    while not stop.is_set():
        try:
            db.close_old_connections()
            work_once(timezone.now(), stop)
            if not well:
                log.warning("the database answers again")
            well = True
        except (db.DatabaseError, db.InterfaceError) as error:
            if well:
                log.error("the database does not answer; trying on", exc_info=error)
            well = False
            db.connection.close()
        stop.wait(TICK_SECONDS if well else WITHOUT_DATABASE_SECONDS)


def work_once(now: datetime, stop: threading.Event | None = None) -> bool:
    """One round; whether everything that was due went well. Raises DatabaseError without a database."""
    well = ship()
    for job in JOBS:
        if stop is not None and stop.is_set():
            break
        ran = run_if_due(job, now)
        well = well and (ran is None or ran.well)
    return well


def ship() -> bool:
    """Ships this host's spool; a fault in it must not keep the jobs from their time."""
    try:
        shipping.ship()
    except (db.DatabaseError, db.InterfaceError):
        raise
    except Exception as error:
        log.error("the spool could not be shipped", exc_info=error)
        return False
    return True
