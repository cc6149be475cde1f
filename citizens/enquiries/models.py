"""An enquiry or a reported mistake, how often it came, and what was answered."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from audit.centres.roles import Role
from audit.languages.reference_numbers import new_number, shown
from audit.languages.translated import TranslatedField

NO_CONTACT = {"email": "", "postal_address": "", "mobile": ""}


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def visible_to(self, person: Operator) -> "EnquiryQuerySet":
        """The help desk and the administrator see all; an author mistakes in her services' texts.

        A text whose author is not on the staff any more is every author's.
        """
        if not person.has_perm("citizens.answer_enquiry"):
            return self.none()
        if person.role != Role.CATALOGUE_AUTHOR:
            return self
        hers = Q(responsible=person.login_name) | Q(responsible="")
        return self.filter(hers, topic=Enquiry.Topic.MISTAKE).exclude(service="")


class Enquiry(models.Model):
    """What somebody wrote to the PMU, and where the answer shall go: one of three ways, or none."""

    class Topic(models.TextChoices):
        SERVICE = "service", _("A government service")
        REQUEST = "request", _("An application that is already made")
        CENTRE = "centre", _("A centre, its place or its hours")
        SITE = "site", _("The use of this site")
        DETAILS = "details", _("My details: to see, correct or erase them")
        OTHER = "other", _("Something else")
        MISTAKE = "mistake", _("A mistake on a page")

    class Way(models.TextChoices):
        EMAIL = "email", _("By e-mail")
        POST = "post", _("By post")
        MOBILE = "mobile", _("To a mobile: a message says where the answer can be read")
        NONE = "none", _("No answer can be sent: I give no address, and send it all the same")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed without an answer")

    class Held(models.TextChoices):
        NOT = "", _("not held")
        TRAP = "trap", _("filled in by a machine")
        FLOOD = "flood", _("came in a flood")

    number = models.CharField(_("number"), max_length=13, unique=True, default=new_number)
    topic = models.CharField(_("what it is about"), max_length=10, choices=Topic)
    text = models.TextField(_("text"))
    # Of a mistake: the path of the page, the service whose text it is, and who answers for that.
    page = models.CharField(_("page"), max_length=200, blank=True)
    service = models.CharField(_("service"), max_length=60, blank=True)
    responsible = models.CharField(_("author of the text"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    answer_by = models.CharField(_("way of the answer"), max_length=10, choices=Way)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    postal_address = models.TextField(_("postal address"), blank=True)
    mobile = models.CharField(_("mobile"), max_length=13, blank=True)
    language = models.CharField(_("language"), max_length=10)
    notice_version = models.CharField(_("privacy notice version"), max_length=20)
    received_at = models.DateTimeField(_("received at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    held = models.CharField(_("held apart"), max_length=10, choices=Held, blank=True)
    taken_by = models.CharField(_("taken by"), max_length=40, blank=True)
    # Rises with each move; a page that was drawn from an earlier one is shown again, not obeyed.
    revision = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(_("answered or closed at"), null=True)
    # Keyed digests: of what was written and by whom, and of the address that it came from.
    sameness = models.CharField(max_length=64)
    source = models.CharField(max_length=32, blank=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        constraints = [
            models.CheckConstraint(
                name="enquiry_waits_or_is_closed",
                condition=Q(state="waiting", closed_at=None)
                | (~Q(state="waiting") & Q(closed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="enquiry_has_the_one_contact_it_names_while_it_waits",
                condition=~Q(state="waiting")
                | Q(**{**NO_CONTACT, "answer_by": "none"})
                | (Q(answer_by="email", postal_address="", mobile="") & ~Q(email=""))
                | (Q(answer_by="post", email="", mobile="") & ~Q(postal_address=""))
                | Q(
                    answer_by="mobile",
                    email="",
                    postal_address="",
                    mobile__regex=r"^\+91[6-9][0-9]{9}$",
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["received_at"], name="enquiry_waiting", condition=Q(state="waiting")
            ),
            models.Index(fields=["received_at"], name="enquiry_received"),
            models.Index(fields=["sameness", "received_at"], name="enquiry_sameness"),
            models.Index(
                fields=["closed_at"], name="enquiry_closed", condition=~Q(state="waiting")
            ),
            models.Index(fields=["mobile"], name="enquiry_mobile", condition=~Q(mobile="")),
        ]

    def __str__(self) -> str:
        return shown(self.number)

    @property
    def subject(self) -> str:
        """As the journal and the outbox name it."""
        return f"enquiry:{self.number}"

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def reached_at(self) -> Any:
        """The one address of the answer; "" where none was given, or it is forgotten by now."""
        return self.email or self.postal_address or self.mobile


class EnquirySending(models.Model):
    """One arrival of an enquiry; the same words of the same person within a day are one enquiry."""

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="sendings")
    # The same token is the same sending, however often its form arrives.
    form_token = models.UUIDField(unique=True)
    # Digest of the secret in the cookie of the browser that sent it; blank for staff.
    browser = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [
            models.Index(fields=["browser"], name="enquiry_browser", condition=~Q(browser=""))
        ]

    def __str__(self) -> str:
        return f"{self.enquiry_id} {self.at}"


class EnquiryStep(models.Model):
    """An answer as it was sent, a closing with its reason, or a reopening."""

    class Kind(models.TextChoices):
        REPLY = "reply", _("Answer")
        CLOSING = "closing", _("Closed without an answer")
        REOPENING = "reopening", _("Opened again")

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    by = models.CharField(_("by"), max_length=150)
    at = models.DateTimeField(_("time"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="enquiry_step_says_something",
                condition=Q(kind="reopening") | ~Q(text=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.enquiry_id}"


class ReplyTemplate(models.Model):
    """Words for an answer that is given often; the helper may change them before they go out."""

    title = TranslatedField(_("title"))
    text = TranslatedField(_("text"))
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        verbose_name = _("words for an answer")
        verbose_name_plural = _("words for answers")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.title)
