"""Writes a service's fees and officers, keeping the rows that stay what they are."""

from typing import Any

from services.catalogue.models import FeeRule, Officer, Service
from services.catalogue.stored import FEE

Rows = list[dict[str, Any]]


def write_officers(service: Service, wanted: Rows) -> None:
    """By role and area."""
    stored = {(officer.role, officer.area): officer for officer in service.officers.all()}
    for fields in wanted:
        key = (fields["role"], fields["area"])
        officer = stored.pop(key, None) or Officer(service=service, role=key[0], area=key[1])
        officer.title, officer.days = fields["title"], fields["days"]
        officer.save()
    for gone in stored.values():
        gone.delete()


def write_fees(service: Service, wanted: Rows) -> None:
    """By place in the list, day and amount: where these stay, only the condition is written."""
    stored = list(service.fees.all())
    same = [(fee.from_date, fee.amount) for fee in stored] == [
        (fields["from_date"], fields["amount"]) for fields in wanted
    ]
    if not same:
        service.fees.all().delete()
        stored = [FeeRule(service=service) for _ in wanted]
    for fee, fields in zip(stored, wanted, strict=True):
        for name in FEE:
            setattr(fee, name, fields[name])
        fee.save()
