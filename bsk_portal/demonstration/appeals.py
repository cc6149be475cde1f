"""Some of those who were refused appeal: to the appellate officer, some of them heard already."""

from datetime import datetime

from django.utils import timezone

from audit.centres.models import Operator
from audit.centres.roles import Post
from bsk_portal.demonstration.chance import Chance
from bsk_portal.demonstration.hours import later
from bsk_portal.demonstration.words import list_of
from services.appeals.models import Appeal
from services.catalogue.models import Officer
from services.requests.clock import due_on
from services.requests.deciding import officers_for
from services.requests.models import ServiceRequest

APPEAL = 0.6  # of the refused whose service names an officer, which few do
MOST = 300
HEARD = 0.5  # of those whose officer has had the time


def make_appeals(since: datetime, until: datetime, chance: Chance) -> int:
    """For requests of this filling alone; all lodged with who hears them and until when.

    Heard ones are dismissed: one that is allowed would open its request again.
    """
    refused = ServiceRequest.objects.filter(
        status=ServiceRequest.Status.REJECTED, closed_at__gte=since, appeals=None
    )
    rows = refused.select_related("service__department").order_by("closed_at", "acknowledgement")
    hearing = heads()
    made: list[Appeal] = []
    for request in rows.iterator():
        if len(made) == MOST:
            break
        officer = officers_for(request.service, request.district_id).get(Officer.Role.APPELLATE)
        if officer and request.closed_at and chance.happens(APPEAL):
            at = later(request.closed_at, chance.expovariate(0.2), chance)
            if at <= until:
                appeal = _appeal(request, officer, at, chance)
                made.append(appeal)
                if by := hearing.get(request.service.department.slug):
                    _hear(appeal, by, until, chance)
    Appeal.objects.bulk_create(made)
    return len(made)


def heads() -> dict[str, str]:
    """Login name of the officer who hears a department's appeals, where there is one."""
    officers = Operator.objects.filter(post=Post.APPELLATE, district=None).order_by("login_name")
    return dict(officers.values_list("department", "login_name"))


def _appeal(request: ServiceRequest, officer: Officer, at: datetime, chance: Chance) -> Appeal:
    due = due_on(timezone.localdate(at), officer.days, district=request.district_id)
    assert due is not None  # an officer always has days  # noqa: S101
    return Appeal(
        number=chance.reference_number(),
        request=request,
        level=Appeal.Level.APPELLATE,
        because=Appeal.Because.REJECTED,
        ground=chance.choice(list_of("grounds")).in_(request.language),
        officer=officer.title,
        days=officer.days,
        lodged_at=at,
        lodged_by="citizen",
        due_on=due,
        form_token=chance.uuid(),
    )


def _hear(appeal: Appeal, by: str, until: datetime, chance: Chance) -> None:
    decided = later(appeal.lodged_at, chance.uniform(2, 20), chance)
    if decided <= until and chance.happens(HEARD):
        appeal.state, appeal.decided_at = Appeal.State.DISMISSED, decided
        appeal.decided_by, appeal.revision = by, 1
        appeal.order = chance.choice(list_of("orders")).in_(appeal.request.language)
