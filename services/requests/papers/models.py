"""What was wanted of the citizen, and from when to when it was waited for: the clock's pauses."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.requests.models import ServiceRequest


class PapersAsked(models.Model):
    """One pause of a request's clock. While `answered_at` is null the request has status papers."""

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="papers_asked")
    wanted = models.TextField(_("papers wanted"), max_length=600)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    asked_by = models.CharField(_("asked by"), max_length=150)
    # When they came; or when the request was decided without them.
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("papers wanted")
        verbose_name_plural = _("papers wanted")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                name="papers_asked_once_at_a_time",
                condition=Q(answered_at=None),
            ),
            models.CheckConstraint(
                name="papers_answered_after_they_were_asked",
                condition=Q(answered_at=None) | Q(answered_at__gte=models.F("asked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.asked_at:%Y-%m-%d}"
