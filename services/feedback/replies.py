"""A score from a plain telephone: "BSK 4821 3", which the gateway hands on; the same one again is nothing."""

import re
from datetime import timedelta
from hmac import compare_digest

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from audit.journal.actors import CITIZEN
from audit.journal.rate_limits import RateLimit
from audit.languages.contact_fields import MobileField
from audit.languages.text import to_ascii_digits
from audit.visits.browser import pass_over
from services.feedback.inviting import open_invitations
from services.feedback.scoring import Spent, score

LONGEST = 300
REPLY = re.compile(r"\s*BSK[\s:-]*([0-9]{4})[\s:-]+([123])\b", re.IGNORECASE | re.ASCII)
# A code has 10,000 values: whoever guesses is stopped long before.
BY_SENDER = RateLimit("feedback-reply", tries=10, period=timedelta(hours=1))


@csrf_exempt
@require_POST
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """`mobile` and `message` as the gateway posts them; 200 whatever the sender wrote, so that it
    is not sent again for ever. TooManyTries is answered 429."""
    pass_over(request)
    expected = settings.SMS_REPORT_TOKEN
    if not expected or not compare_digest(token.encode(), expected.encode()):
        raise Http404
    take_in(request.POST.get("mobile", ""), request.POST.get("message", ""))
    return HttpResponse("OK", content_type="text/plain; charset=utf-8")


def take_in(sender: str, message: str) -> bool:
    """Whether it was a score for an open invitation of this sender."""
    said = parsed(message)
    try:
        mobile = MobileField().clean(sender)
    except ValidationError:
        return False
    if said is None or not mobile:
        return False
    BY_SENDER.spend(mobile)
    code, face = said
    found = (
        open_invitations(mobile, timezone.now())
        .filter(code=code)
        .select_related("request__service", "request__centre")
        .first()
    )
    if found is None:
        return False
    try:
        score(found, face=face, by=CITIZEN)
    except Spent:
        return False
    return True


def parsed(message: str) -> tuple[str, int] | None:
    """Code and face of a message in the digits of any of our languages; None for anything else."""
    found = REPLY.match(to_ascii_digits(message[:LONGEST]))
    return (found[1], int(found[2])) if found else None
