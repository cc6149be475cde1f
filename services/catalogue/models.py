"""Departments and their services, as PMU keeps them; a published version is what people fill in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.languages.translated import TranslatedField


class Department(models.Model):
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    title = TranslatedField(_("title"))

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.title)


class Service(models.Model):
    """A government service: one that is asked for here, or one that is explained here."""

    class Kind(models.TextChoices):
        TRANSACTION = "transaction", _("Apply here")
        INFORMATION = "information", _("Information")

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    department = models.ForeignKey(
        Department, models.PROTECT, related_name="services", verbose_name=_("department")
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    title = TranslatedField(_("title"))
    summary = TranslatedField(_("summary"))
    eligibility = TranslatedField(_("who can have it"), lines=True)
    papers = TranslatedField(_("papers needed"), lines=True, blank=True, default=dict)
    steps = TranslatedField(_("what happens"), lines=True, blank=True, default=dict)
    also_called = models.JSONField(_("also called"), default=list, blank=True)
    time_limit_days = models.PositiveSmallIntegerField(
        _("time limit, working days"), null=True, blank=True
    )
    time_limit_notice = TranslatedField(_("source of the time limit"), blank=True, default=dict)
    order = models.PositiveSmallIntegerField(_("order"), default=500)
    updated_on = models.DateField(_("last updated"))
    is_offered = models.BooleanField(_("offered"), default=True)
    current_version = models.ForeignKey(
        "ServiceVersion", models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.title)


class FeeRule(models.Model):
    """The department's fee from a day on; the centre itself charges nothing, ever."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="fees")
    amount = models.DecimalField(_("rupees"), max_digits=10, decimal_places=2)
    from_date = models.DateField(_("from"))
    condition = TranslatedField(_("when it applies"), blank=True, default=dict)

    class Meta:
        verbose_name = _("fee")
        verbose_name_plural = _("fees")
        ordering = ["from_date", "id"]
        constraints = [
            models.CheckConstraint(name="fee_is_not_negative", condition=models.Q(amount__gte=0))
        ]

    def __str__(self) -> str:
        return f"{self.amount}"


class Officer(models.Model):
    """Who decides, who hears the appeal, who reviews, each with days (West Bengal Act XVII of 2013)."""

    class Role(models.TextChoices):
        DESIGNATED = "designated", _("Designated officer")
        APPELLATE = "appellate", _("Appellate officer")
        REVIEWING = "reviewing", _("Reviewing officer")

    class Area(models.TextChoices):
        STATE = "state", _("Everywhere else")
        KOLKATA = "kolkata", _("Kolkata")

    service = models.ForeignKey(Service, models.CASCADE, related_name="officers")
    role = models.CharField(_("role"), max_length=10, choices=Role)
    area = models.CharField(_("area"), max_length=10, choices=Area, default=Area.STATE)
    title = TranslatedField(_("title"))
    days = models.PositiveSmallIntegerField(_("working days"))

    class Meta:
        verbose_name = _("officer")
        verbose_name_plural = _("officers")
        constraints = [
            models.UniqueConstraint(
                fields=["service", "role", "area"], name="officer_one_for_a_role_and_area"
            )
        ]
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.title)


class ServiceVersion(models.Model):
    """The questions of a service as they stood (`definition.py` says in what form).

    PostgreSQL refuses to change one, and to delete one that anything refers to: a request keeps its
    own for ever.
    """

    service = models.ForeignKey(Service, models.PROTECT, related_name="versions")
    digest = models.CharField(max_length=64)
    definition = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)
    # When it last became the current one: an earlier version may be published again.
    published_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        constraints = [models.UniqueConstraint(fields=["service", "digest"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.digest[:8]}"
