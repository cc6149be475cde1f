"""An open invitation, and scores enough to be shown."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from services.feedback.inviting import digest_of
from services.models import Invitation, Score

TOKEN = "0123456789abcdeg"


def link_for(request: Any) -> str:
    """The path of the one invitation of this request."""
    end = timezone.now() + timedelta(days=30)
    Invitation.objects.get_or_create(
        request=request,
        defaults={"token_digest": digest_of(TOKEN), "code": "4821", "expires_at": end},
    )
    return f"/feedback/{TOKEN}/"


def score_often(service: Any, centre: Any, times: int = 12) -> None:
    Score.objects.bulk_create(
        Score(
            service=service,
            centre=centre,
            day=timezone.localdate(),
            face=number % 3 + 1,
            words="লাইনে অনেকক্ষণ দাঁড়াতে হয়েছে, তবে কাজ হয়েছে।" if number < 2 else "",
            verified=True,
        )
        for number in range(times)
    )
