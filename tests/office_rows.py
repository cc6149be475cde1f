"""An office in tests: a department with two officers and others beside it, and a request before it."""

from typing import Any

import pytest

from audit.models import District
from tests.admin_rows import make_request
from tests.catalogue_rows import make_pond_lease
from tests.conftest import make_officer
from tests.errand_fixtures import caste_certificate

__all__ = ["asked", "caste_certificate", "officers", "revision_of"]


@pytest.fixture
def officers(caste_certificate: Any) -> dict[str, Any]:
    """By what they are: two of the whole state, one of another district, of another department..."""
    District.objects.get_or_create(code="317", defaults={"name": {"bn": "হাওড়া", "en": "Howrah"}})
    ponds = make_pond_lease()
    return {
        "saheb": make_officer("saheb", caste_certificate),
        "nilima": make_officer("nilima", caste_certificate, district_id="320"),
        "elsewhere": make_officer("elsewhere", caste_certificate, district_id="317"),
        "other": make_officer("other", ponds),
        "appeals": make_officer("appeals", caste_certificate, post="appellate"),
        "reviews": make_officer("reviews", caste_certificate, post="reviewing"),
        "grievances": make_officer("grievances", caste_certificate, post="grievance"),
    }


@pytest.fixture
def asked(caste_certificate: Any, operator: Any) -> Any:
    """A request of Nadia, taken in at a centre."""
    return make_request(caste_certificate, operator)


def revision_of(request: Any) -> str:
    request.refresh_from_db()
    return str(request.revision)
