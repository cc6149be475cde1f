"""The gateway's word on whether a message reached its phone; the same one again changes nothing."""

from datetime import datetime, timedelta
from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from audit.visits.browser import pass_over
from citizens.notices.models import Notice

LONGEST_ID, LONGEST_STATE = 80, 20
# However wrong a gateway's clock is; the first year of the calendar could not even be read back.
FURTHEST_OFF = timedelta(days=3_650)


@csrf_exempt
@require_POST
def report(request: HttpRequest, token: str) -> HttpResponse:
    """`msgid`, `status` and `time` of one message. 200 for what is no message of ours too, so that
    it is not sent again for ever; 400 for what is no report, 404 without the token."""
    pass_over(request)
    expected = settings.SMS_REPORT_TOKEN
    if not expected or not compare_digest(token.encode(), expected.encode()):
        raise Http404
    gateway_id = request.POST.get("msgid", "").strip()
    state = request.POST.get("status", "").strip().lower()
    if not (
        gateway_id.isascii() and gateway_id.isprintable() and 0 < len(gateway_id) <= LONGEST_ID
    ):
        return answer("not a report", status=400)
    if not (state.isascii() and state.isprintable() and 0 < len(state) <= LONGEST_STATE):
        return answer("not a report", status=400)
    keep(gateway_id, state, told_time(request.POST.get("time", "")))
    return answer("OK")


def keep(gateway_id: str, state: str, at: datetime) -> bool:
    """Whether it was news. What was delivered stays delivered, whatever comes late."""
    ours = Notice.objects.filter(gateway_id=gateway_id, delivered_at=None)
    if state == "delivered":
        return bool(ours.update(delivery_state=state, delivered_at=at))
    return bool(ours.exclude(delivery_state=state).update(delivery_state=state))


def told_time(text: str) -> datetime:
    """The gateway's time, in Indian time where it names no zone; now, where it is none that can be."""
    now = timezone.now()
    try:
        told = parse_datetime(text.strip())
    except ValueError:
        told = None
    if told is None:
        return now
    aware = told if timezone.is_aware(told) else timezone.make_aware(told)
    return aware if abs(now - aware) < FURTHEST_OFF else now


def answer(text: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
