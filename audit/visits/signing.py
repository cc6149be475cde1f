"""The visit of a person who signs in (first version: the log helper replaces it)."""

import uuid
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from audit.visits.models import Visit


def open_signed_in(request: HttpRequest, *, login_name: str, centre: str) -> tuple[uuid.UUID, datetime]:
    now = timezone.now().replace(microsecond=0)
    visit = Visit.objects.create(access_time=now, last_seen=now, login_name=login_name, centre=centre)
    return visit.id, visit.access_time


def close(visit_id: uuid.UUID, access_time: datetime, ending: Visit.Ending) -> None:
    Visit.objects.filter(id=visit_id, access_time=access_time).update(out_time=timezone.now(), ended=ending)
