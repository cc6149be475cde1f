"""The centre, and the people who sign in at one."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.centres.geography import Block, District, Subdivision
from audit.centres.roles import Post, Role, RolePermissions
from audit.journal.actors import Actor
from audit.languages.translated import TranslatedField

__all__ = ["Block", "Centre", "District", "Operator", "Subdivision"]

# Latin letters, digits and a few marks: a login that only looks like another must be impossible.
login_name_validator = RegexValidator(
    r"\A[a-z0-9][a-z0-9._-]{2,39}\Z",
    _("Use 3 to 40 small Latin letters, digits, dots, hyphens or underscores."),
)


class Centre(models.Model):
    """A Bangla Sahayata Kendra, or a camp that has dates."""

    class Kind(models.TextChoices):
        CENTRE = "centre", _("Centre")
        CAMP = "camp", _("Camp")

    code = models.CharField(_("code"), max_length=40, primary_key=True)
    name = TranslatedField(_("name"))
    block = models.ForeignKey(
        Block, models.PROTECT, related_name="centres", verbose_name=_("block or municipality")
    )
    district = models.ForeignKey(
        District, models.PROTECT, related_name="centres", verbose_name=_("district")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.CENTRE)
    place = TranslatedField(_("place"), blank=True, default=dict)
    pin = models.CharField(_("PIN code"), max_length=6, blank=True)
    opens_on = models.DateField(_("first day"), null=True, blank=True)
    closes_on = models.DateField(_("last day"), null=True, blank=True)
    is_demonstration = models.BooleanField(_("for demonstration"), default=False)
    is_open = models.BooleanField(_("open"), default=True)

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class OperatorManager(BaseUserManager["Operator"]):
    def get_by_natural_key(self, username: str | None) -> "Operator":
        """Found by login name in any case: `OP` and `op` are one person."""
        return self.get(login_name=(username or "").strip().lower())


class Operator(AbstractBaseUser, RolePermissions):
    """A member of staff who signs in: an operator of a centre, a department's officer, or of the PMU."""

    login_name = models.CharField(
        _("login name"), max_length=40, unique=True, validators=[login_name_validator]
    )
    name = models.CharField(_("name"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.OPERATOR)
    centre = models.ForeignKey(
        Centre,
        models.PROTECT,
        related_name="operators",
        null=True,
        blank=True,
        verbose_name=_("centre"),
    )
    # Of an officer. The department's short name as text: the catalogue lies above this app.
    department = models.CharField(_("department"), max_length=60, blank=True)
    post = models.CharField(_("post"), max_length=10, choices=Post, blank=True)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        related_name="officers",
        null=True,
        blank=True,
        verbose_name=_("district"),
        help_text=_("Of an officer of one district; without it, of the whole state."),
    )
    is_active = models.BooleanField(_("may sign in"), default=True)
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    password_changed_at = models.DateTimeField(_("password changed at"), null=True, blank=True)
    # The one session and visit this person has now; a new sign-in ends the old.
    session_key = models.CharField(max_length=40, blank=True, editable=False)
    visit_id = models.UUIDField(null=True, editable=False)
    visit_access_time = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[OperatorManager] = OperatorManager()

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = _("operator")
        verbose_name_plural = _("operators")
        ordering = ["login_name"]
        constraints = [
            models.CheckConstraint(
                name="operator_has_a_centre_and_nobody_else_does",
                condition=models.Q(role=Role.OPERATOR, centre__isnull=False)
                | (~models.Q(role=Role.OPERATOR) & models.Q(centre__isnull=True)),
                violation_error_message=_("An operator has a centre; nobody else has one."),
            ),
            models.CheckConstraint(
                name="officer_has_a_department_and_a_post_and_nobody_else_does",
                condition=models.Q(role=Role.OFFICER, post__in=Post.values)
                & ~models.Q(department="")
                | ~models.Q(role=Role.OFFICER) & models.Q(department="", post="", district=None),
                violation_error_message=_(
                    "An officer has a department and a post; nobody else has one, or a district."
                ),
            ),
            models.CheckConstraint(
                name="operator_login_name_is_ascii",
                condition=models.Q(login_name__regex=r"^[a-z0-9][a-z0-9._-]{2,39}$"),
            ),
        ]

    def __str__(self) -> str:
        return self.login_name

    @property
    def actor(self) -> Actor:
        return Actor(self.login_name, self.centre_id or "")
