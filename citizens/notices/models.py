"""The outbox: one row for each event, channel and recipient; nothing is said without an event."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.journal.models import Event

HOLDS_A_PERSON = ~models.Q(recipient="") | ~models.Q(values={})


class Notice(models.Model):
    """A message that waits to be sent, or was. Holds a template's name and values, never free text."""

    class Channel(models.TextChoices):
        SMS = "sms", _("SMS")
        EMAIL = "email", _("E-mail")
        LETTER = "letter", _("Letter")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Failed")
        # Given to the gateway, whose answer nobody saw: it may have been sent.
        UNKNOWN = "unknown", _("Not known whether sent")
        DROPPED = "dropped", _("Not sent any more")

    event = models.ForeignKey(Event, models.SET_NULL, null=True, db_constraint=False)
    about = models.CharField(_("about"), max_length=120)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel)
    # A mobile, an address of e-mail, or the lines of a postal address.
    recipient = models.CharField(_("recipient"), max_length=600, blank=True)
    language = models.CharField(_("language"), max_length=10)
    template = models.CharField(_("template"), max_length=60)
    values = models.JSONField(_("values"), default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    why = models.CharField(_("why it is so"), max_length=40, blank=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    next_try_at = models.DateTimeField(_("next try at"), default=timezone.now)
    # What is of no use later, such as a code.
    not_after = models.DateTimeField(_("of use until"), null=True)
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    # The number of the worker's lock: PostgreSQL frees it when the worker dies.
    claimed_by = models.IntegerField(null=True)
    claimed_at = models.DateTimeField(_("given to the gateway at"), null=True)
    part_count = models.PositiveSmallIntegerField(_("parts"), default=0)
    gateway_id = models.CharField(_("the gateway's number"), max_length=80, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    # When sending came to its end, well or not: from then on the body's days are counted.
    ended_at = models.DateTimeField(_("ended at"), null=True)
    delivered_at = models.DateTimeField(_("delivered at"), null=True)
    delivery_state = models.CharField(_("delivery"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        permissions = [("resend_notice", "Can have a notice sent again")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "channel", "recipient"],
                name="notice_once_for_an_event",
                condition=~models.Q(recipient=""),  # several may be emptied by retention
            )
        ]
        indexes = [
            models.Index(fields=["created_at"], name="notice_created"),
            models.Index(fields=["about"], name="notice_about"),
            # The few days that retention has not emptied yet, however long the log is kept.
            models.Index(
                fields=["created_at"], name="notice_holds_a_person", condition=HOLDS_A_PERSON
            ),
            # In the order of sending: what is of use for minutes only comes first.
            models.Index(
                fields=["channel", "not_after", "next_try_at"],
                name="notice_waiting",
                condition=models.Q(state="waiting"),
            ),
            models.Index(
                fields=["state", "id"], name="notice_not_sent", condition=~models.Q(state="sent")
            ),
            models.Index(
                fields=["sent_at"],
                name="notice_sent",
                include=["part_count"],
                condition=models.Q(sent_at__isnull=False),
            ),
            models.Index(
                fields=["gateway_id"], name="notice_gateway_id", condition=~models.Q(gateway_id="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.about}"
