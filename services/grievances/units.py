"""Units as people read them: the department's title, or the PMU's."""

from django.db.models import Q
from django.utils.translation import gettext

from audit.centres.models import Operator
from audit.centres.roles import Role
from services.catalogue.models import Department
from services.grievances.assignment import POSTS
from services.grievances.models import PMU, Grievance


def unit_title(unit: str) -> str:
    return unit_titles().get(unit, unit)


def unit_titles() -> dict[str, str]:
    titles = {department.slug: str(department.title) for department in Department.objects.all()}
    return {**titles, PMU: gettext("BSK Project Management Unit")}


def others_with_officers(grievance: Grievance) -> list[tuple[str, str]]:
    """Units that it may be transferred to: those where somebody can answer it, and the PMU."""
    posts = POSTS[Grievance.Level.OFFICER]
    near = Q(district=None) | Q(district=grievance.district_id)
    staffed = Operator.objects.filter(near, role=Role.OFFICER, is_active=True, post__in=posts)
    known = {PMU, *staffed.values_list("department", flat=True)} - {grievance.unit}
    return [(unit, title) for unit, title in unit_titles().items() if unit in known]
