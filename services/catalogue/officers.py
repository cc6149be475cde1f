"""Who decides, who hears an appeal and who reviews, area by area, in the order of the Act."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.catalogue.models import Officer

ROLES = list(Officer.Role)


@dataclass
class AreaOfficers:
    """The officers of one area; `label` is empty where the whole state has the same."""

    area: str
    label: str
    officers: list[Officer]


def officers_by_area(officers: Iterable[Officer]) -> list[AreaOfficers]:
    found: dict[Officer.Area, list[Officer]] = {}
    for officer in sorted(officers, key=lambda officer: ROLES.index(Officer.Role(officer.role))):
        found.setdefault(Officer.Area(officer.area), []).append(officer)
    whole_state = list(found) == [Officer.Area.STATE]
    return [
        AreaOfficers(area.value, "" if whole_state else str(area.label), found[area])
        for area in Officer.Area
        if area in found
    ]
