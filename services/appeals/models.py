"""An appeal against a rejection, a delay or an order, as Form 2 of the Rules of 2013 puts it."""

from datetime import timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.journal.retention_rules import retention_days
from audit.languages.reference_numbers import new_number, shown
from audit.languages.translated import TranslatedField
from services.requests.models import ServiceRequest

# The reviewing officer may impose it on the designated officer (salient features of the Act,
# wbconsumers.gov.in/WBRTPS/HtmlPage/Silent_Feature), in rupees.
LEAST_PENALTY, MOST_PENALTY = 250, 1000


class AppealQuerySet(models.QuerySet["Appeal"]):
    def holding_requests(self) -> Self:
        """Those whose request stays: not decided yet, or for a shorter time than the log is kept."""
        kept_since = timezone.now() - timedelta(days=retention_days())
        return self.filter(models.Q(decided_at=None) | models.Q(decided_at__gte=kept_since))


class Appeal(models.Model):
    """One step of a citizen's appeal, with the officer who hears it and that officer's own limit."""

    class Level(models.TextChoices):
        APPELLATE = "appellate", _("Appeal to the appellate officer")
        REVIEWING = "reviewing", _("Appeal to the reviewing officer")

    class Because(models.TextChoices):
        REJECTED = "rejected", _("The application was rejected")
        DELAYED = "delayed", _("It was not decided within the time limit")
        ORDER = "order", _("The order on the earlier appeal")

    class State(models.TextChoices):
        LODGED = "lodged", _("Being heard")
        ALLOWED = "allowed", _("Allowed")
        DISMISSED = "dismissed", _("Dismissed")

    number = models.CharField(_("number"), max_length=13, unique=True, default=new_number)
    request = models.ForeignKey(
        ServiceRequest, models.CASCADE, related_name="appeals", verbose_name=_("service request")
    )
    level = models.CharField(_("level"), max_length=10, choices=Level)
    because = models.CharField(_("because of"), max_length=10, choices=Because)
    ground = models.TextField(_("grounds"))
    # Asked for where long has passed since; the officer weighs it, nothing here refuses on it.
    late_reason = models.TextField(_("why it comes late"), blank=True)
    # Who hears it and in how many working days, as the catalogue said on the day it was lodged.
    officer = TranslatedField(_("officer who hears it"))
    days = models.PositiveSmallIntegerField(_("working days"))
    lodged_at = models.DateTimeField(_("lodged at"), default=timezone.now)
    lodged_by = models.CharField(_("lodged by"), max_length=150)
    due_on = models.DateField(_("to be decided by"))
    # When the citizen was told that it was not decided in time.
    breached_at = models.DateTimeField(_("late since"), null=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.LODGED)
    order = models.TextField(_("order on appeal"), blank=True)
    # The last day that the order gives the designated officer; none where nothing is left to do.
    obey_by = models.DateField(_("to be obeyed by"), null=True)
    penalty = models.PositiveSmallIntegerField(
        _("penalty, rupees"),
        null=True,
        validators=[MinValueValidator(LEAST_PENALTY), MaxValueValidator(MOST_PENALTY)],
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    decided_by = models.CharField(_("decided by"), max_length=150, blank=True)
    # The same token gives the same appeal, however often the form arrives.
    form_token = models.UUIDField(unique=True)
    revision = models.PositiveIntegerField(default=0)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "level"],
                condition=models.Q(state="lodged"),
                name="appeal_one_open_for_a_request_and_level",
            ),
            models.CheckConstraint(
                name="appeal_is_decided_by_an_order_with_its_time",
                condition=models.Q(state="lodged", decided_at=None, decided_by="", order="")
                | (
                    ~models.Q(state="lodged")
                    & models.Q(decided_at__isnull=False)
                    & ~models.Q(decided_by="")
                    & ~models.Q(order="")
                ),
            ),
            models.CheckConstraint(
                name="appeal_penalty_is_the_reviewing_officers",
                condition=models.Q(penalty=None)
                | models.Q(
                    level="reviewing", penalty__gte=LEAST_PENALTY, penalty__lte=MOST_PENALTY
                ),
            ),
            models.CheckConstraint(
                name="appeal_against_an_order_goes_to_the_reviewing_officer",
                condition=~models.Q(because="order") | models.Q(level="reviewing"),
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_on", "id"], name="appeal_open", condition=models.Q(state="lodged")
            ),
            models.Index(fields=["-lodged_at", "-id"], name="appeal_by_time"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def shown_number(self) -> str:
        """The number as people read it."""
        return shown(self.number)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.LODGED

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_on < timezone.localdate()
