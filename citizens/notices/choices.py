"""What the holder of a number wants to be told of; steps that the law has told are always told."""

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from audit.journal.actors import Actor
from audit.journal.recording import record


class NoticeChoice(models.Model):
    """The choices of one number, whoever of the family made them. A number without a row wants all."""

    mobile = models.CharField(_("mobile"), max_length=13, unique=True)
    # Blank: each message in the language of the form that it is about.
    language = models.CharField(_("language of messages"), max_length=10, blank=True)
    wants_status = models.BooleanField(_("wants to hear of each step"), default=True)
    wants_feedback = models.BooleanField(_("may be asked how it went"), default=True)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    class Meta:
        verbose_name = _("choice of messages")
        verbose_name_plural = _("choices of messages")

    def __str__(self) -> str:
        return f"•••{self.mobile[-4:]}"

    def declines(self, declinable: str) -> bool:
        """`declinable` is "status", "feedback", or "" for what is always told."""
        return {"status": not self.wants_status, "feedback": not self.wants_feedback}.get(
            declinable, False
        )


def choices_of(mobile: str) -> NoticeChoice:
    """The number's choices; an unsaved row that wants everything where none were made."""
    return NoticeChoice.objects.filter(mobile=mobile).first() or NoticeChoice(mobile=mobile)


def choose(
    mobile: str, *, language: str, wants_status: bool, wants_feedback: bool, by: Actor
) -> NoticeChoice:
    """Keeps the choices of a number; the event names no number."""
    with transaction.atomic():
        choice, _made = NoticeChoice.objects.update_or_create(
            mobile=mobile,
            defaults={
                "language": language,
                "wants_status": wants_status,
                "wants_feedback": wants_feedback,
            },
        )
        record(
            action="notices.chosen",
            subject=f"notice-choice:{choice.pk}",
            by=by,
            status=wants_status,
            feedback=wants_feedback,
        )
    return choice
