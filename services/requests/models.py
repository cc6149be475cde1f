"""A draft while it is filled in, a request once it is submitted, and each change of its status."""

import uuid
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models.fields.json import KT
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Centre, District, Operator
from audit.centres.roles import Post, Role
from audit.languages.reference_numbers import new_number, shown
from citizens.people.models import Citizen
from services.catalogue.models import Service, ServiceVersion


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, user: Operator | AnonymousUser) -> Self:
        """What an operator began herself at the centre she is at now; nothing for anybody else."""
        if not isinstance(user, Operator) or not user.is_active or user.role != Role.OPERATOR:
            return self.none()
        return self.filter(operator=user, centre_id=user.centre_id)


class Draft(models.Model):
    """What has been filled in so far, found by the browser that began it or by its operator."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    service = models.ForeignKey(Service, models.CASCADE)
    version = models.ForeignKey(ServiceVersion, models.PROTECT)
    # The same token gives the same request, however often the form arrives.
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    # Digest of the secret in the citizen's cookie; empty for an operator's draft.
    browser = models.CharField(max_length=64, blank=True)
    operator = models.ForeignKey(Operator, models.CASCADE, null=True)
    centre = models.ForeignKey(Centre, models.CASCADE, null=True)
    # Set when the operator found a person already known at the centre.
    citizen = models.ForeignKey(Citizen, models.SET_NULL, null=True)
    person = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    pages_done = models.JSONField(default=list)
    # What was filled in or changed otherwise than by the person (see version_moves and reuse).
    to_look_at = models.JSONField(default=list)
    # By page, what was typed on one where something is not right yet; see services.requests.typed.
    typed = models.JSONField(default=dict)
    # By page, when and from which window it was last saved; see services.requests.windows.
    saves = models.JSONField(default=dict)
    # What a citizen writes down to come back by, in another browser too.
    reference = models.CharField(max_length=13, unique=True, default=new_number)
    # When its end was told of; a later touch allows to tell once more.
    warned_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(default=timezone.now)
    touched_at = models.DateTimeField(default=timezone.now)

    # Whether this very opening moved it to another version and left something to look at.
    moved_now = False

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.CheckConstraint(
                name="draft_is_a_browsers_or_an_operators",
                condition=(~models.Q(browser="") & models.Q(operator=None, centre=None))
                | models.Q(browser="", operator__isnull=False, centre__isnull=False),
            ),
            # Two tabs that begin at once go on with one draft.
            models.UniqueConstraint(
                fields=["browser", "service"],
                name="draft_once_for_a_browser_and_service",
                condition=~models.Q(browser=""),
            ),
        ]
        indexes = [
            models.Index(fields=["touched_at"], name="draft_touched"),
            # Drafts of a number that was proved at /my/.
            models.Index(
                KT("person__mobile"), name="draft_mobile", condition=~models.Q(browser="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def edition(self) -> str:
        """Names the questions that a page was drawn with."""
        return self.version.digest[:12]

    @property
    def number(self) -> str:
        """The reference as people read it."""
        return shown(self.reference)


class ServiceRequestQuerySet(models.QuerySet["ServiceRequest"]):
    def before(self, officer: Operator) -> Self:
        """Those of the officer's department, in her district where she has one."""
        here = self.filter(service__department__slug=officer.department)
        return here.filter(district_id=officer.district_id) if officer.district_id else here

    def visible_to(self, user: Operator | AnonymousUser) -> Self:
        """What a member of staff works on: nothing for anybody else.

        An operator's own centre's, and a designated officer's own department's, in her district if
        she has one; all of them for the roles that read requests. Officers of other posts reach a
        request through the appeal or the grievance that is before them.
        """
        if not isinstance(user, Operator) or not user.is_active:
            return self.none()
        if user.role == Role.OPERATOR:
            return self.filter(centre_id=user.centre_id)
        if user.role == Role.OFFICER:
            return self.before(user) if user.post == Post.DESIGNATED else self.none()
        return self if user.has_perm("services.view_servicerequest") else self.none()


class ServiceRequest(models.Model):
    """A service asked for by a citizen, alone or through an operator at a centre."""

    class Status(models.TextChoices):
        RECEIVED = "received", _("Received")
        FORWARDED = "forwarded", _("Forwarded to the department")
        TAKEN = "taken", _("With the officer")
        PAPERS = "papers", _("Papers wanted")
        DELIVERED = "delivered", _("Delivered")
        REJECTED = "rejected", _("Rejected")

    acknowledgement = models.CharField(_("acknowledgement number"), max_length=13, unique=True)
    service = models.ForeignKey(Service, models.PROTECT, verbose_name=_("service"))
    version = models.ForeignKey(ServiceVersion, models.PROTECT)
    citizen = models.ForeignKey(
        Citizen, models.PROTECT, related_name="requests", verbose_name=_("citizen")
    )
    district = models.ForeignKey(District, models.PROTECT, verbose_name=_("district"))
    centre = models.ForeignKey(Centre, models.PROTECT, null=True, verbose_name=_("centre"))
    operator = models.ForeignKey(Operator, models.PROTECT, null=True, verbose_name=_("operator"))
    # Of the department: who took it, or whom it was forwarded to; null while nobody has it.
    officer = models.ForeignKey(
        Operator, models.PROTECT, null=True, related_name="held", verbose_name=_("officer")
    )
    answers = models.JSONField(_("answers"), default=dict)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.RECEIVED)
    # Counts the changes; a change names the count it saw, so that nobody overwrites unseen.
    revision = models.PositiveIntegerField(default=0)
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now)
    # Working days allowed, as they were when the clock began; null where there is no limit.
    limit_days = models.PositiveSmallIntegerField(_("time limit, working days"), null=True)
    # The day from which they count where it is not that of the submission: an order on appeal's.
    counted_from = models.DateField(_("counted from"), null=True)
    due_on = models.DateField(_("due date"), null=True)
    # When the office's pages marked that the limit is near, and when its end was told of.
    warned_at = models.DateTimeField(null=True)
    breached_at = models.DateTimeField(_("late since"), null=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    # Last four digits of the mobile, or four digits printed on the slip of a person who has none.
    tracking_digits = models.CharField(max_length=4)
    form_token = models.UUIDField(unique=True)
    browser = models.CharField(max_length=64, blank=True)
    language = models.CharField(_("language"), max_length=10)
    notice_version = models.CharField(_("privacy notice version"), max_length=20)
    consented_at = models.DateTimeField(_("consented at"))

    objects = ServiceRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("service request")
        verbose_name_plural = _("service requests")
        constraints = [
            models.CheckConstraint(
                name="request_is_a_citizens_or_served_at_a_centre",
                condition=models.Q(centre=None, operator=None)
                | models.Q(centre__isnull=False, operator__isnull=False),
            ),
            models.CheckConstraint(
                name="request_is_closed_when_decided",
                condition=models.Q(status__in=["delivered", "rejected"], closed_at__isnull=False)
                | models.Q(status__in=["received", "forwarded", "taken", "papers"], closed_at=None),
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-submitted_at", "-id"], name="request_of_centre"),
            # What waits at a centre, and what it decided today, in one walk.
            models.Index(fields=["centre", "closed_at"], name="request_of_centre_by_end"),
            models.Index(fields=["-submitted_at", "-id"], name="request_by_time"),
            models.Index(
                fields=["closed_at"], name="request_closed", condition=~models.Q(closed_at=None)
            ),
            models.Index(
                fields=["due_on"],
                name="request_open_by_due_date",
                condition=models.Q(closed_at=None) & ~models.Q(due_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.acknowledgement

    @property
    def number(self) -> str:
        """The acknowledgement number as people read it."""
        return shown(self.acknowledgement)


class StatusChange(models.Model):
    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="changes")
    from_status = models.CharField(_("from"), max_length=10, blank=True)
    to_status = models.CharField(_("to"), max_length=10, choices=ServiceRequest.Status)
    at = models.DateTimeField(_("time"), default=timezone.now)
    by = models.CharField(_("by"), max_length=150)
    centre = models.CharField(_("centre"), max_length=40, blank=True)
    reason = models.TextField(_("reason"), max_length=600, blank=True)

    class Meta:
        verbose_name = _("status change")
        verbose_name_plural = _("status changes")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_to_status_display())
