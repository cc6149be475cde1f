"""Writes what a request knows of its visit; a visitor never gets an error for it, and never waits."""

import logging

from django.db import Error, transaction

from audit.journal import spool
from audit.visits import rows
from audit.visits.lines import Known, seen_text

log = logging.getLogger("bsk.visits")


def see(key: str, began: int, seen: int, ip: str | None) -> None:
    """To the spool, which the shipper empties each second: begins a row, or tells that it goes on."""
    try:
        spool.append_text(seen_text(key, began, seen, ip))
    except OSError as error:
        write_at_once(Known(key, began, seen, ip=ip), error)


def write_soon(visit: Known) -> None:
    """To the spool; to the table when the disk refuses."""
    try:
        spool.append(visit.to_line())
    except OSError as error:
        write_at_once(visit, error)


def write_at_once(visit: Known, error: OSError) -> None:
    log.error("the spool of visits cannot be written", exc_info=error)
    if not stored(visit):
        log.error("a visit is in neither the spool nor the table")


def write_now(visit: Known) -> None:
    """To the table, in a transaction of its own; to the spool when PostgreSQL refuses."""
    if stored(visit):
        return
    try:
        spool.append(visit.to_line())
    except OSError as error:
        log.error("a visit is in neither the table nor the spool", exc_info=error)


def stored(visit: Known) -> bool:
    try:
        with transaction.atomic():
            rows.merge([visit])
    except Error as error:
        log.error("a visit could not be stored", exc_info=error)
        return False
    return True
