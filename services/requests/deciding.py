"""Who decides on a request, and in how many days: it may differ from one district to another."""

from services.catalogue.models import Officer, Service

KOLKATA = "315"  # the district's code in the Local Government Directory


def officers_for(service: Service, district: str) -> dict[str, Officer]:
    """The officer of each role for somebody of this district; Kolkata's own where it has one."""
    areas = (
        [Officer.Area.STATE, Officer.Area.KOLKATA] if district == KOLKATA else [Officer.Area.STATE]
    )
    officers = list(service.officers.all())
    return {officer.role: officer for area in areas for officer in officers if officer.area == area}


def days_allowed(service: Service, district: str) -> int | None:
    """Working days of the officer who decides in this district, else of the service; or no limit."""
    officer = officers_for(service, district).get(Officer.Role.DESIGNATED)
    return officer.days if officer else service.time_limit_days
