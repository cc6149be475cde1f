"""A code on its way to a mobile number, and the session of who gave it back in time."""

import uuid

from django.db import models
from django.utils import timezone


class OneTimeCode(models.Model):
    """Six digits told to a number, as a keyed hash; of use once, and in the browser that asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # The same token is the same asking, however often its form arrives.
    form_token = models.UUIDField(unique=True)
    # Digest of the secret in the cookie of the browser that asked; see asking.
    browser = models.CharField(max_length=64, unique=True)
    mobile = models.CharField(max_length=13)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="code_mobile_is_indian",
                condition=models.Q(mobile__regex=r"^\+91[6-9][0-9]{9}$"),
            ),
            models.CheckConstraint(
                name="code_is_tried_five_times", condition=models.Q(tries__lte=5)
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="code_ends"),
            models.Index(fields=["mobile", "asked_at"], name="code_of_number"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class CitizenSession(models.Model):
    """A browser in which a number was proved: idle 20 minutes, four hours in all, and it is over."""

    # SHA-256 of the secret in the cookie, the only part stored.
    digest = models.CharField(max_length=64, unique=True)
    mobile = models.CharField(max_length=13)
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="session_mobile_is_indian",
                condition=models.Q(mobile__regex=r"^\+91[6-9][0-9]{9}$"),
            ),
        ]
        indexes = [
            models.Index(fields=["ends_at"], name="citizen_session_ends"),
            models.Index(fields=["mobile"], name="citizen_session_mobile"),
        ]

    def __str__(self) -> str:
        return str(self.pk)
