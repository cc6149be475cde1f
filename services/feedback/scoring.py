"""Takes one score for one invitation; the second of two at once finds it used."""

from django.db import transaction
from django.utils import timezone

from audit.journal.actors import Actor
from audit.journal.recording import record
from services.feedback.inviting import digest_of
from services.feedback.models import Invitation, Score


class Spent(Exception):  # the name says what became of it
    """The invitation was used, is over, or never was."""


def open_invitation(token: str) -> Invitation:
    """The invitation of a link, not used by being looked at. Raises Spent."""
    found = (
        Invitation.objects.filter(
            token_digest=digest_of(token), used_on=None, expires_at__gt=timezone.now()
        )
        .select_related("request__service", "request__centre")
        .first()
    )
    if found is None:
        raise Spent
    return found


def score(invitation: Invitation, *, face: int, words: str = "", by: Actor) -> Score:
    """Uses the invitation and stores the score, which keeps no way back to it. Raises Spent."""
    with transaction.atomic():
        today = timezone.localdate()
        free = Invitation.objects.filter(
            pk=invitation.pk, used_on=None, expires_at__gt=timezone.now()
        )
        if not free.update(used_on=today):
            raise Spent
        request = invitation.request
        given = Score.objects.create(
            centre=request.centre,
            service=request.service,
            day=today,
            face=face,
            words=words,
            verified=True,
        )
        where = request.centre.code if request.centre else "online"
        record(action="feedback.given", subject=f"feedback:{where}", by=by)
    return given
