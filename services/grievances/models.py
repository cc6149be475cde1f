"""A grievance with the unit, the level and the person who has it, and each step that was taken."""

from typing import Self
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Centre, District, Operator
from audit.centres.roles import Role
from audit.languages.reference_numbers import new_number, shown
from citizens.notices.telling import Contact
from services.catalogue.models import Department, Service
from services.requests.models import ServiceRequest

# The unit of what no department answers for; departments' own are named by their short names.
PMU = "pmu"
HANDLE = "services.handle_grievance"


class GrievanceQuerySet(models.QuerySet["Grievance"]):
    def visible_to(self, user: Operator | AnonymousUser) -> Self:
        """An officer's own; the PMU's for its help desk; all for the administrator; else none.

        Nobody sees one about herself or about the centre she was at, whatever her post is now.
        """
        if not isinstance(user, Operator) or not user.is_active:
            return self.none()
        rows = self.exclude(barred__contains=[user.login_name])
        if user.role == Role.OFFICER:
            return rows.filter(handler=user)
        if not user.has_perm(HANDLE):
            return self.none()
        return rows if user.role == Role.ADMINISTRATOR else rows.filter(unit=PMU)

    def open(self) -> Self:
        """Those for which somebody owes an answer."""
        return self.filter(state__in=Grievance.OPEN)

    def holding_requests(self) -> Self:
        """Those whose request is not deleted: not answered, or open to another answer."""
        return self.filter(closed_at=None)


class Grievance(models.Model):
    class About(models.TextChoices):
        CENTRE = "centre", _("A centre")
        PERSON = "person", _("A person at a centre")
        SERVICE = "service", _("A department or its service")
        PORTAL = "portal", _("This website")

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        TAKEN = "taken", _("With the officer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    class Level(models.TextChoices):
        OFFICER = "officer", _("Grievance officer")
        APPELLATE = "appellate", _("Appellate officer")
        ADMINISTRATOR = "administrator", _("PMU administrator")

    class Rating(models.TextChoices):
        GOOD = "good", _("Good")
        FAIR = "fair", _("Fair")
        POOR = "poor", _("Poor")

    OPEN = (State.RECEIVED, State.TAKEN)

    number = models.CharField(_("number"), max_length=13, unique=True, default=new_number)
    about = models.CharField(_("about"), max_length=10, choices=About)
    # Only one that was shown to be the person's own; while this is open it is not deleted.
    request = models.ForeignKey(
        ServiceRequest,
        models.SET_NULL,
        related_name="grievances",
        null=True,
        verbose_name=_("service request"),
    )
    # As it was told without a proof: it opens nothing.
    told_number = models.CharField(_("acknowledgement number told"), max_length=13, blank=True)
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, verbose_name=_("department")
    )
    service = models.ForeignKey(Service, models.PROTECT, null=True, verbose_name=_("service"))
    centre = models.ForeignKey(
        Centre, models.PROTECT, related_name="grievances", null=True, verbose_name=_("centre")
    )
    person = models.CharField(_("person complained of"), max_length=120, blank=True)
    text = models.TextField(_("complaint"))
    mobile = models.CharField(_("mobile number"), max_length=13, blank=True)
    email = models.CharField(_("e-mail"), max_length=254, blank=True)
    postal_address = models.TextField(_("name and postal address"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    notice_version = models.CharField(_("privacy notice version"), max_length=20)
    # The mobile's last four, or four by chance, shown to the sender only.
    tracking_digits = models.CharField(max_length=4)
    browser = models.CharField(max_length=64, blank=True)
    form_token = models.UUIDField(unique=True, default=uuid4)
    lodged_at = models.DateTimeField(_("lodged at"), default=timezone.now)
    lodged_by = models.CharField(_("lodged by"), max_length=150)
    due_on = models.DateField(_("to be answered by"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    level = models.CharField(_("level"), max_length=13, choices=Level, default=Level.OFFICER)
    # A department's short name or "pmu": set even where nobody works there.
    unit = models.CharField(_("unit"), max_length=60)
    district = models.ForeignKey(
        District, models.PROTECT, related_name="+", null=True, verbose_name=_("district")
    )
    handler = models.ForeignKey(
        Operator,
        models.PROTECT,
        related_name="grievances",
        null=True,
        verbose_name=_("who answers it"),
    )
    # Login names of those who never see it: whom it is about, and who decided what it is about.
    barred = models.JSONField(default=list)
    # Whether who has it now has written an interim reply: one for each who has it.
    has_interim = models.BooleanField(default=False)
    reopened = models.BooleanField(_("reopened"), default=False)
    rating = models.CharField(_("rating"), max_length=10, choices=Rating, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    revision = models.PositiveIntegerField(default=0)

    objects = GrievanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("grievance")
        verbose_name_plural = _("grievances")
        constraints = [
            models.CheckConstraint(
                name="grievance_belongs_to_a_unit", condition=~models.Q(unit="")
            ),
            models.CheckConstraint(
                name="grievance_names_what_it_is_about",
                condition=models.Q(about__in=["centre", "person"], centre__isnull=False)
                | models.Q(about="service", department__isnull=False)
                | models.Q(about="portal"),
            ),
            models.CheckConstraint(
                name="grievance_state_has_its_times",
                condition=models.Q(
                    state__in=["received", "taken"], answered_at=None, closed_at=None, rating=""
                )
                | models.Q(state="answered", answered_at__isnull=False, closed_at=None, rating="")
                | models.Q(state="closed", answered_at__isnull=False, closed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="grievance_open",
                condition=models.Q(state__in=["received", "taken"]),
            ),
            models.Index(
                fields=["answered_at"],
                name="grievance_answered",
                condition=models.Q(state="answered"),
            ),
            models.Index(
                fields=["closed_at"], name="grievance_closed", condition=~models.Q(closed_at=None)
            ),
            models.Index(
                fields=["browser"], name="grievance_of_browser", condition=~models.Q(browser="")
            ),
            models.Index(
                fields=["mobile"], name="grievance_of_mobile", condition=~models.Q(mobile="")
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def shown_number(self) -> str:
        """The number as people read it."""
        return shown(self.number)

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def contact(self) -> Contact:
        return Contact(self.mobile, self.email, self.postal_address, self.language)

    @property
    def subject(self) -> str:
        """As events and notices name it."""
        return f"grievance:{self.number}"


class GrievanceStep(models.Model):
    """What was done, by which unit, and what was written to the citizen with it."""

    class Kind(models.TextChoices):
        RECEIVED = "received", _("Received")
        TAKEN = "taken", _("Taken by the officer")
        INTERIM = "interim", _("Interim reply")
        TRANSFERRED = "transferred", _("Transferred")
        ANSWERED = "answered", _("Answered")
        ESCALATED = "escalated", _("Sent to the next level because it was late")
        RATED = "rated", _("Answer rated")
        REOPENED = "reopened", _("Opened again")
        APPEALED = "appealed", _("Appeal made")
        CLOSED = "closed", _("Closed")

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="steps")
    kind = models.CharField(_("step"), max_length=12, choices=Kind)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.CharField(_("by"), max_length=150)
    # After the step.
    unit = models.CharField(_("unit"), max_length=60)
    level = models.CharField(_("level"), max_length=13, choices=Grievance.Level)
    due_on = models.DateField(_("to be answered by"))
    rating = models.CharField(_("rating"), max_length=10, blank=True)
    text = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("step of a grievance")
        verbose_name_plural = _("steps of grievances")
        ordering = ["id"]
        indexes = [models.Index(fields=["at", "kind"], name="grievance_step_at")]

    def __str__(self) -> str:
        return f"{self.grievance_id} {self.kind}"
