"""One service as its TOML file gives it, checked; the shape is the one `stored.py` reads back."""

from collections.abc import Collection
from typing import Any

from services.catalogue.bank import Bank
from services.catalogue.condition_file import read_eligibility
from services.catalogue.condition_lines import refuse_conditions
from services.catalogue.entries import Entry
from services.catalogue.models import Officer, Service
from services.catalogue.question_file import read_pages

MOST_DAYS = 366


def read_service(
    entry: Entry, slug: str, departments: Collection[str], bank: Bank
) -> dict[str, Any]:
    """The fields of Service, with lists `fees`, `officers`, `pages` and `eligibility_rules`.

    `slug` is the file's name; `bank` holds the shared questions, whose texts go into the pages.
    """
    if (given := entry.slug()) and given != slug:
        entry.refuse(f"slug {given} is not the file's name", "slug")
    department = entry.text("department")
    if department and department not in departments:
        entry.refuse(f"department {department} is not known", "department")
    kind = entry.one_of("kind", Service.Kind.values)
    days, notice = _time_limit(entry)
    service: dict[str, Any] = {
        "department": department,
        "kind": kind,
        "title": entry.translated("title"),
        "summary": entry.translated("summary"),
        "eligibility": entry.translated("eligibility", lines=True),
        "papers": entry.translated("papers", lines=True, required=False),
        "steps": entry.translated("steps", lines=True, required=False),
        "also_called": entry.texts("also_called"),
        "time_limit_days": days,
        "time_limit_notice": notice,
        "order": entry.whole("order", 0, 30_000, required=False),
        "updated_on": entry.day("updated"),
        "fees": _fees(entry),
        "officers": _officers(entry, days),
        "pages": read_pages(entry, bank),
        "eligibility_rules": read_eligibility(entry),
    }
    if service["order"] is None:
        service["order"] = Service._meta.get_field("order").default
    if kind == Service.Kind.INFORMATION and service["pages"]:
        entry.refuse("a service that only informs asks no questions", "pages")
    if kind == Service.Kind.TRANSACTION and not service["pages"]:
        entry.refuse("a service that is applied for needs pages of questions", "kind")
    entry.close()
    if not entry.source.faults:
        refuse_conditions(entry, service["pages"], service["eligibility_rules"], bank)
    return service


def _time_limit(entry: Entry) -> tuple[int | None, dict[str, str]]:
    limit = entry.table_at("time_limit")
    if limit is None:
        return None, {}
    days = limit.whole("days", 1, MOST_DAYS)
    notice = limit.translated("notice", required=False)
    limit.close()
    return days, notice


def _fees(entry: Entry) -> list[dict[str, Any]]:
    fees = []
    for fee in entry.tables("fees"):
        fees.append(
            {
                "from_date": fee.day("from"),
                "amount": fee.rupees("amount"),
                "condition": fee.translated("condition", required=False),
            }
        )
        fee.close()
    return sorted(fees, key=lambda fee: fee["from_date"])


def _officers(entry: Entry, time_limit: int | None) -> list[dict[str, Any]]:
    officers: dict[tuple[str, str], dict[str, Any]] = {}
    for officer in entry.tables("officers"):
        role = officer.one_of("role", Officer.Role.values)
        area = officer.one_of("area", Officer.Area.values) if "area" in officer.table else "state"
        officer.read.add("area")
        if (role, area) in officers:
            officer.refuse(f"the {role} officer of {area} stands in this service already", "role")
        days = officer.whole("days", 1, MOST_DAYS)
        if role == Officer.Role.DESIGNATED and days is not None and days != time_limit:
            officer.refuse(f"the designated officer's {days} days are not the time limit", "days")
        title = officer.translated("title")
        officers[role, area] = {"role": role, "area": area, "title": title, "days": days}
        officer.close()
    return [officers[key] for key in sorted(officers)]
