"""Writes the catalogue from its data files by slug, in one transaction; removes no service."""

from pathlib import Path
from typing import Any

from django.db import transaction

from audit.journal.loads import Changes, record_load, wait_for_other_loads
from services.catalogue.bank import Bank, whole_bank
from services.catalogue.bank_file import write_bank
from services.catalogue.models import Department, Service
from services.catalogue.parts import write_fees, write_officers
from services.catalogue.reading import read_catalogue
from services.catalogue.stored import FIELDS, as_read
from services.catalogue.versions import publish

DATA = Path(__file__).parent / "data"
PARTS = {"fees": write_fees, "officers": write_officers}
ASKED = {"pages", "eligibility_rules"}


@transaction.atomic
def load_catalogue(folder: Path = DATA, *, dry_run: bool = False) -> list[Changes]:
    """Departments, shared questions and services as the folder's files say; a service whose questions
    changed is published anew.

    Raises FaultyData with every fault of every file, and has then written nothing.
    """
    wait_for_other_loads()
    catalogue = read_catalogue(
        folder, Department.objects.values_list("slug", flat=True), whole_bank()
    )
    all_changes = [
        _write_departments(catalogue.departments),
        write_bank(catalogue.bank),
        _write_services(catalogue.services),
    ]
    record_load("catalogue.loaded", "catalogue", *all_changes)
    transaction.set_rollback(dry_run)
    return all_changes


def _write_departments(wanted: dict[str, dict[str, str]]) -> Changes:
    changes = Changes("Departments")
    stored = {department.slug: department for department in Department.objects.all()}
    for slug, title in wanted.items():
        department = stored.get(slug)
        if department is None:
            changes.added.append(slug)
            Department.objects.create(slug=slug, title=title)
        elif department.title != title:
            changes.changed[slug] = ["title"]
            department.title = title
            department.save(update_fields=["title"])
        else:
            changes.unchanged.append(slug)
    changes.kept = sorted(stored.keys() - wanted.keys())
    return changes


def _write_services(wanted: dict[str, dict[str, Any]]) -> Changes:
    changes = Changes("Services")
    services = Service.objects.select_related("department", "current_version").prefetch_related(
        "fees", "officers"
    )
    stored = {service.slug: service for service in services.select_for_update(of=("self",))}
    departments = dict(Department.objects.values_list("slug", "pk"))
    for slug, fields in wanted.items():
        service = stored.get(slug)
        differing = _write_service(slug, fields, service, departments)
        if service is None:
            changes.added.append(slug)
        elif differing:
            changes.changed[slug] = differing
        else:
            changes.unchanged.append(slug)
    changes.kept = sorted(stored.keys() - wanted.keys())
    return changes


def write_service(slug: str, fields: dict[str, Any], *, bank: Bank | None = None) -> Service:
    """One service as `read_service` gives it, published anew where its questions changed.

    `bank` holds the shared questions as they were approved; the stored bank's are taken without it.
    Inside a transaction that holds `wait_for_other_loads`. Raises KeyError for a department that is
    not there, ValidationError for questions that cannot be published.
    """
    stored = Service.objects.select_related("department", "current_version").prefetch_related(
        "fees", "officers"
    )
    service = stored.select_for_update(of=("self",)).filter(slug=slug).first()
    departments = dict(Department.objects.values_list("slug", "pk"))
    _write_service(slug, fields, service, departments, bank)
    return Service.objects.select_related("current_version").get(slug=slug)


def _write_service(
    slug: str,
    fields: dict[str, Any],
    service: Service | None,
    departments: dict[str, int],
    bank: Bank | None = None,
) -> list[str]:
    """The names of the fields that differed and are written."""
    before = as_read(service) if service else {}
    differing = [name for name, value in fields.items() if before.get(name, ...) != value]
    row = service or Service(slug=slug)
    if differing:
        row.department_id = departments[fields["department"]]
        for name in FIELDS:
            setattr(row, name, fields[name])
        row.save()
        for name, write in PARTS.items():
            if name in differing:
                write(row, fields[name])
    if ASKED.intersection(differing) or row.current_version_id is None:
        publish(row, fields["pages"], fields["eligibility_rules"], bank=bank)
    return differing
