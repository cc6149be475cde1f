"""Tells a citizen, two days or more before, that a decided request will be deleted; once each.

Adopted from rule 8(2) of the DPDP Rules 2025, which binds others; nothing waits for the telling.
"""

from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.journal.actors import Actor
from audit.journal.recording import record
from audit.journal.retention import cutoff
from audit.journal.retention_rules import retention_days
from citizens.notices.telling import tell
from citizens.people.contact import contact_of
from services.requests.holding import not_held
from services.requests.models import ServiceRequest

# Told in daytime, at least 48 hours before the purge at 02:10.
BEFORE = timedelta(days=3)


class ErasureTold(models.Model):
    """That the end of this request's data was told of, if anything reaches its citizen."""

    request = models.OneToOneField(ServiceRequest, models.CASCADE, related_name="erasure_told")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("telling of erasure")
        verbose_name_plural = _("tellings of erasure")

    def __str__(self) -> str:
        return str(self.request)


def due(now: datetime) -> "QuerySet[ServiceRequest]":
    """Decided requests that the night's purge takes within three days, not told of yet."""
    days = retention_days()
    return not_held(
        ServiceRequest.objects.filter(
            closed_at__gte=cutoff(now, days),
            closed_at__lt=cutoff(now + BEFORE, days),
            erasure_told=None,
        )
    ).order_by("closed_at")


def tell_of_erasure(now: datetime, *, by: Actor) -> int:
    """Queues the messages that are due; how many. Run twice, or by two hosts, it tells each once."""
    told = 0
    for pk in due(now).values_list("pk", flat=True).iterator():
        with transaction.atomic():
            request = (
                due(now)
                .select_for_update(of=("self",), skip_locked=True)
                .select_related("citizen")
                .filter(pk=pk)
                .first()
            )
            if request:
                _tell(request, now, by)
                told += 1
    return told


def _tell(request: ServiceRequest, now: datetime, by: Actor) -> None:
    about = f"request:{request.acknowledgement}"
    ErasureTold.objects.create(request=request, at=now)
    tell(
        event=record(action="data.erased_soon", subject=about, by=by),
        about=about,
        contact=contact_of(request.citizen),
        template="data.erased_soon",
        values={"number": request.number, "day": day_of_erasure(request).isoformat()},
    )


def day_of_erasure(request: ServiceRequest) -> date:
    """The Indian day on whose night the purge takes it: the day after the last that it is kept."""
    closed = request.closed_at or timezone.now()
    return timezone.localdate(closed) + timedelta(days=retention_days() + 1)
