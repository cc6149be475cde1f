"""What happened and what was refused; names actors and objects by text, so that it outlives them."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """A change that took place. A trigger of the database refuses to alter one, or to delete it early."""

    at = models.DateTimeField(_("time"), db_default=Now())
    by = models.CharField(_("by"), max_length=150)
    centre = models.CharField(_("centre"), max_length=40, blank=True)
    action = models.CharField(_("action"), max_length=60)
    subject = models.CharField(_("subject"), max_length=120)
    details = models.JSONField(_("details"), default=dict)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["at", "id"], name="event_at"),
            models.Index(fields=["subject"], name="event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"


class Refusal(models.Model):
    """An access that was refused: one row of the exception report."""

    class Rule(models.TextChoices):
        SIGN_IN = "sign_in", _("Sign-in refused")
        LOCKOUT = "lockout", _("Locked out")
        FORBIDDEN = "forbidden", _("Not permitted")
        OTHER_CENTRE = "other_centre", _("Another centre's record")
        CSRF = "csrf", _("Form token refused")
        HOST = "host", _("Unknown host name")
        OVERSIZE = "oversize", _("Too large")
        RATE_LIMIT = "rate_limit", _("Too many tries")
        MALFORMED = "malformed", _("Malformed request")
        FILE = "file", _("File refused")

    at = models.DateTimeField(_("time"), db_default=Now())
    rule = models.CharField(_("rule"), max_length=20, choices=Rule)
    reference = models.CharField(_("reference"), max_length=16)
    ip = models.GenericIPAddressField(_("IP address"), null=True)
    login_name = models.CharField(_("login name"), max_length=150, blank=True)
    centre = models.CharField(_("centre"), max_length=40, blank=True)
    method = models.CharField(_("method"), max_length=10)
    path = models.CharField(_("path"), max_length=200)

    class Meta:
        verbose_name = _("refusal")
        verbose_name_plural = _("refusals")
        indexes = [models.Index(fields=["at", "id"], name="refusal_at")]

    def __str__(self) -> str:
        return f"{self.get_rule_display()} {self.reference}"


class RateWindow(models.Model):
    """How many tries a source made in one window of time; the source is kept as a keyed digest."""

    source = models.BinaryField(max_length=16)
    opened_at = models.DateTimeField()
    tries = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "opened_at"], name="rate_window_once")
        ]
        indexes = [models.Index(fields=["opened_at"], name="rate_window_opened")]

    def __str__(self) -> str:
        return f"{self.opened_at} {self.tries}"


class JobRun(models.Model):
    """The last run of a scheduled job, so that a missed night is made up and a failing one is seen."""

    name = models.CharField(max_length=40, primary_key=True)
    started_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.name
