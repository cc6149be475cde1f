"""What must hold before the portal serves anybody: retention by law, and a database that keeps its word."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage
from django.db import connections

# CERT-In directions of 28.04.2022: logs are kept for 180 days.
FLOOR_DAYS = 180
# DPDP Rules 2025, rule 8(3): personal data, traffic data and logs for a year at least.
YEAR_DAYS = 365

OLDEST_POSTGRES = 150_000
# What PostgreSQL has acknowledged survives a power cut only with these.
DURABLE = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "local", "remote_write", "remote_apply"},
}


@checks.register(checks.Tags.compatibility)
def check_retention(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> Iterable[CheckMessage]:
    days = settings.RETENTION_DAYS
    if days < FLOOR_DAYS:
        yield checks.Error(
            f"BSK_RETENTION_DAYS is {days}: the log must be kept for {FLOOR_DAYS} days.",
            hint="CERT-In directions of 28.04.2022.",
            id="bsk_portal.E001",
        )
    elif days < YEAR_DAYS:
        yield checks.Warning(
            f"BSK_RETENTION_DAYS is {days}: from May 2027 the log must be kept for a year.",
            hint="Digital Personal Data Protection Rules 2025, rule 8(3).",
            id="bsk_portal.W001",
        )


@checks.register(checks.Tags.database)
def check_database(
    app_configs: Sequence[AppConfig] | None,
    databases: Sequence[str] | None = None,
    **kwargs: Any,
) -> Iterable[CheckMessage]:
    for alias in databases or ():
        yield from (checks.Error(fault, id="bsk_portal.E002") for fault in database_faults(alias))


def database_faults(alias: str = "default") -> list[str]:
    """A sentence for each thing in which this PostgreSQL could lose or garble what it acknowledged."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)",
            [[*DURABLE, "server_encoding", "server_version_num"]],
        )
        found = dict(cursor.fetchall())
    faults = [
        f"PostgreSQL runs with {name}={found[name]}: it may lose what it acknowledged."
        for name, safe in DURABLE.items()
        if found[name] not in safe
    ]
    if found["server_encoding"] != "UTF8":
        faults.append(f"The database is in {found['server_encoding']}: it must be in UTF8.")
    if int(found["server_version_num"]) < OLDEST_POSTGRES:
        faults.append("PostgreSQL is older than 15.")
    return faults
