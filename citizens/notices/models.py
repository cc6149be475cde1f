"""The outbox: one row for each event, channel and recipient; nothing is said without an event."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.journal.models import Event

HOLDS_A_PERSON = ~models.Q(recipient="") | ~models.Q(values={})


class Notice(models.Model):
    """A message that waits to be sent, or was. Holds a template's name and values, never free text."""

    class Channel(models.TextChoices):
        SMS = "sms", _("SMS")
        EMAIL = "email", _("E-mail")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")

    event = models.ForeignKey(Event, models.SET_NULL, null=True, db_constraint=False)
    about = models.CharField(_("about"), max_length=120)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    recipient = models.CharField(_("recipient"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=10)
    template = models.CharField(_("template"), max_length=60)
    values = models.JSONField(_("values"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(
                fields=["event", "channel", "recipient"],
                name="notice_once_for_an_event",
                condition=~models.Q(recipient=""),  # several may be emptied by retention
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], name="notice_created"),
            # The few days that retention has not emptied yet, however long the log is kept.
            models.Index(
                fields=["created_at"], name="notice_holds_a_person", condition=HOLDS_A_PERSON
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.about}"
