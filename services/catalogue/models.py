"""Departments and their services, as PMU keeps them; a published version is what people fill in."""

from django.core.validators import RegexValidator
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


class QuestionPage(models.Model):
    """A few questions that are asked together."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField(_("page"))
    title = TranslatedField(_("title"))

    class Meta:
        verbose_name = _("page of questions")
        verbose_name_plural = _("pages of questions")
        ordering = ["service", "number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="page_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class Question(models.Model):
    class Kind(models.TextChoices):
        TEXT = "text", _("Short text")
        LONG_TEXT = "long_text", _("Long text")
        NAME = "name", _("Name of a person")
        NUMBER = "number", _("Number")
        MONEY = "money", _("Money, in rupees")
        DATE = "date", _("Date")
        YES_NO = "yes_no", _("Yes or no")
        CHOICE = "choice", _("One of a list")
        CHOICES = "choices", _("Several of a list")
        MOBILE = "mobile", _("Mobile number")
        STATEMENT = "statement", _("Statement to be ticked")

    page = models.ForeignKey(
        QuestionPage, models.CASCADE, related_name="questions", verbose_name=_("page")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    key = models.CharField(
        _("key"),
        max_length=40,
        validators=[
            RegexValidator(r"\A[a-z][a-z0-9_]*\Z", _("Use small Latin letters, digits and _."))
        ],
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    required = models.BooleanField(_("must be answered"), default=True)
    label = TranslatedField(_("label"))
    hint = TranslatedField(_("hint"), blank=True, default=dict)
    options = models.JSONField(
        _("options"), default=list, blank=True, help_text=_('[{"value": …, "bn": …, "en": …}, …]')
    )
    least = models.IntegerField(_("least"), null=True, blank=True)
    most = models.IntegerField(_("most"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["page", "order", "id"]
        constraints = [models.UniqueConstraint(fields=["page", "key"], name="question_key_once")]

    def __str__(self) -> str:
        return self.key


class ServiceVersion(models.Model):
    """The questions of a service as they stood; never changes, and a request keeps its own for ever."""

    service = models.ForeignKey(Service, models.PROTECT, related_name="versions")
    digest = models.CharField(max_length=64)
    definition = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        constraints = [models.UniqueConstraint(fields=["service", "digest"], name="version_once")]

    def __str__(self) -> str:
        return f"{self.service_id} {self.digest[:8]}"
