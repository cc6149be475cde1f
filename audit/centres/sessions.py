"""A signed-in session from its beginning to its end; one for a person, idle and absolute limits."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from audit.centres.models import Operator
from audit.visits import signing
from audit.visits.models import Visit

SEEN_EVERY = timedelta(minutes=1)
SESSION_FIELDS = ("session_key", "visit_id", "visit_access_time")


class SessionEnded(PermissionDenied):
    """A form came from a session that is over: it is not taken, and what was typed is given back.

    `owner` is the primary key of whose session it was, "" where nobody knows.
    """

    def __init__(self, owner: str) -> None:
        super().__init__()
        self.owner = owner


@transaction.atomic
def begin(request: HttpRequest, operator: Operator) -> None:
    """Signs the operator in with a new session key and a visit of its own; ends the session before.

    What an anonymous browser had in its session is thrown away: a citizen's session never
    becomes a member of staff's.
    """
    lock(operator)
    end_visit(operator, Visit.Ending.SIGNED_IN_ELSEWHERE)
    request.session.flush()
    login(request, operator, backend="audit.centres.backend.RoleBackend")
    now = timezone.now().timestamp()
    request.session.update({"began": now, "seen": now})
    request.session.save()
    visit_id, access_time = signing.open_signed_in(
        request, login_name=operator.login_name, centre=operator.centre_id or ""
    )
    operator.session_key = request.session.session_key or ""
    operator.visit_id, operator.visit_access_time = visit_id, access_time
    operator.save(update_fields=SESSION_FIELDS)


def lock(operator: Operator) -> None:
    """Holds the person's row and reads her session anew: two sign-ins at once come one by one."""
    rows = Operator.objects.select_for_update(of=("self",))
    operator.refresh_from_db(fields=SESSION_FIELDS, from_queryset=rows)


@transaction.atomic
def renew(request: HttpRequest, operator: Operator) -> None:
    """Gives the session of this browser a new key after the password changed; the visit goes on."""
    update_session_auth_hash(request, operator)
    request.session.save()
    operator.session_key = request.session.session_key or ""
    operator.save(update_fields=["session_key"])


@transaction.atomic
def end(request: HttpRequest, operator: Operator, ending: Visit.Ending) -> None:
    """Ends the session of this browser, and the visit when it is the one this person has now."""
    lock(operator)
    if operator.session_key == request.session.session_key:
        end_visit(operator, ending)
        forget_session(operator)
    request.session.flush()


@transaction.atomic
def end_from_outside(operator: Operator, ending: Visit.Ending) -> None:
    """Ends a person's session without her browser: the next request finds it is no longer hers."""
    lock(operator)
    end_visit(operator, ending)
    forget_session(operator)


def end_visit(operator: Operator, ending: Visit.Ending) -> None:
    if operator.visit_id and operator.visit_access_time:
        signing.close(operator.visit_id, operator.visit_access_time, ending)


def forget_session(operator: Operator) -> None:
    operator.session_key = ""
    operator.visit_id = operator.visit_access_time = None
    operator.save(update_fields=SESSION_FIELDS)


def overdue(request: HttpRequest, operator: Operator, now: datetime) -> Visit.Ending | None:
    """Why this session is over, or None while it goes on.

    An idle half-hour, fourteen hours in all, or another sign-in or the PMU having ended it.
    """
    if not operator.session_key:
        return Visit.Ending.ENDED_BY_STAFF
    if operator.session_key != request.session.session_key:
        return Visit.Ending.SIGNED_IN_ELSEWHERE
    began, seen = request.session.get("began", 0), request.session.get("seen", 0)
    if now.timestamp() - began >= settings.STAFF_SESSION.total_seconds():
        return Visit.Ending.EXPIRED
    if now.timestamp() - seen >= settings.STAFF_IDLE.total_seconds():
        return Visit.Ending.IDLE
    return None


def ends_at(request: HttpRequest) -> datetime:
    """When this session ends if nothing more is opened or sent, in the portal's time zone."""
    began, seen = request.session.get("began", 0), request.session.get("seen", 0)
    end = min(
        began + settings.STAFF_SESSION.total_seconds(), seen + settings.STAFF_IDLE.total_seconds()
    )
    return datetime.fromtimestamp(end, tz=timezone.get_current_timezone())


def see(request: HttpRequest, now: datetime) -> None:
    """Keeps the session's last use, at most once a minute: an idle limit needs no finer clock."""
    if now.timestamp() - request.session.get("seen", 0) >= SEEN_EVERY.total_seconds():
        request.session["seen"] = now.timestamp()
