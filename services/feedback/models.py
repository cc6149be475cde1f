"""An invitation that is good once, and a score that knows the centre and service and nobody."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Centre
from services.catalogue.models import Service
from services.requests.models import ServiceRequest


class Invitation(models.Model):
    """Asks once how a request went; found by its link's secret, or its code and the mobile."""

    request = models.OneToOneField(ServiceRequest, models.CASCADE, related_name="invitation")
    # SHA-256 of the secret in the link, which stands in the message alone.
    token_digest = models.CharField(max_length=64, unique=True)
    # Four digits, different for each open invitation of one mobile.
    code = models.CharField(max_length=4)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    # A day and no time: a score shall not be found again by the moment it came.
    used_on = models.DateField(null=True)

    class Meta:
        verbose_name = _("invitation to give feedback")
        verbose_name_plural = _("invitations to give feedback")
        indexes = [models.Index(fields=["expires_at"], name="invitation_expires")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"


class Score(models.Model):
    """How one person found one service. Names neither request nor operator nor citizen.

    Its key is by chance, since one that counts up would tell the order in which they came.
    """

    class Face(models.IntegerChoices):
        POOR = 1, _("Bad")
        FAIR = 2, _("Neither good nor bad")
        GOOD = 3, _("Good")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # None for an application that the citizen sent by herself.
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, verbose_name=_("centre"))
    service = models.ForeignKey(Service, models.PROTECT, verbose_name=_("service"))
    day = models.DateField(_("day"))
    face = models.PositiveSmallIntegerField(
        _("face"), choices=Face, validators=[MinValueValidator(1), MaxValueValidator(3)]
    )
    words = models.CharField(_("in words"), max_length=200, blank=True)
    # By an invitation, which only the person who was served has.
    verified = models.BooleanField(_("verified"), default=False)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.CheckConstraint(
                name="score_is_one_of_three_faces", condition=models.Q(face__in=[1, 2, 3])
            )
        ]
        indexes = [models.Index(fields=["day"], name="score_day")]

    def __str__(self) -> str:
        return f"{self.get_face_display()}"
