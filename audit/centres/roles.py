"""What each role may do, as one table in code; refuses everything that is not in it."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OPERATOR = "operator", _("Operator of a centre")
    CATALOGUE_AUTHOR = "author", _("Catalogue author")
    CATALOGUE_APPROVER = "approver", _("Catalogue approver")
    PRIVACY_OFFICER = "privacy", _("Privacy officer")
    AUDITOR = "auditor", _("Auditor")
    STATISTICS = "statistics", _("Statistics")
    ADMINISTRATOR = "administrator", _("PMU administrator")
    HELPDESK = "helpdesk", _("PMU help desk")
    OFFICER = "officer", _("Officer of a department")


class Post(models.TextChoices):
    """What an officer of a department decides (West Bengal Act XVII of 2013; grievances apart)."""

    DESIGNATED = "designated", _("Designated officer")
    APPELLATE = "appellate", _("Appellate officer")
    REVIEWING = "reviewing", _("Reviewing officer")
    GRIEVANCE = "grievance", _("Grievance officer")


# Who works on pages of her own, and not in the admin; everybody else of the staff is of the PMU.
_OWN_PAGES: dict[str, str] = {Role.OPERATOR: "desk", Role.OFFICER: "office"}


_CATALOGUE = ("department", "service", "officer", "feerule", "bankquestion", "proposal")
_READ_CATALOGUE = {f"services.view_{model}" for model in _CATALOGUE}
# Who writes never approves, and who approves never writes; of a proposal that she wrote in herself
# not even the administrator, who may do both, approves anything (services/authoring/workflow.py).
_AUTHOR = _READ_CATALOGUE | {
    f"services.{verb}_{model}"
    for verb in ("add", "change")
    for model in ("department", "bankquestion", "proposal")
}
# A service itself is changed by publishing; `change_service` takes it from the public at once.
_APPROVER = _READ_CATALOGUE | {"services.approve_proposal", "services.change_service"}
_READ_LOG = {"audit.view_visit", "audit.view_refusal", "audit.view_event"}
_READ_PLACES = {
    f"audit.view_{model}"
    for model in ("centre", "district", "subdivision", "block", "operator", "holidaycorrection")
}

_ANSWER_PEOPLE = {
    "citizens.view_notice",
    "citizens.resend_notice",
    "citizens.answer_enquiry",
    "services.handle_grievance",
    "services.view_score",
}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.OPERATOR: frozenset(),
    Role.OFFICER: frozenset(),
    # Of enquiries an author answers those about her texts alone (citizens/enquiries).
    Role.CATALOGUE_AUTHOR: frozenset(_AUTHOR | {"citizens.answer_enquiry"}),
    Role.CATALOGUE_APPROVER: frozenset(_APPROVER),
    Role.PRIVACY_OFFICER: frozenset(
        _READ_LOG | _READ_PLACES | {"services.view_servicerequest", "services.view_statuschange"}
    ),
    Role.AUDITOR: frozenset(_READ_LOG | _READ_PLACES | _READ_CATALOGUE | {"services.view_appeal"}),
    Role.STATISTICS: frozenset(
        (_READ_CATALOGUE - {"services.view_proposal"})
        | {"audit.view_centre", "audit.view_district", "services.view_score"}
    ),
    Role.HELPDESK: frozenset(_ANSWER_PEOPLE),
    Role.ADMINISTRATOR: frozenset(
        _AUTHOR
        | _ANSWER_PEOPLE
        | _APPROVER
        | _READ_LOG
        | _READ_PLACES
        | {
            f"audit.{verb}_{model}"
            for verb in ("add", "change")
            for model in ("centre", "operator", "holidaycorrection")
        }
        | {
            f"citizens.{verb}_{model}"
            for verb in ("view", "add", "change")
            for model in ("messagetext", "replytemplate")
        }
        | {
            "services.view_appeal",
            "services.view_servicerequest",
            "services.view_statuschange",
        }
    ),
}


class RolePermissions(models.Model):
    """Answers Django's questions about permissions from the table above; nobody is a superuser."""

    role: Any
    is_active: Any
    is_superuser = False

    class Meta:
        abstract = True

    @property
    def is_staff(self) -> bool:
        """May open the admin; what is seen there is the role's."""
        return self.role not in _OWN_PAGES

    @property
    def first_page(self) -> str:
        """Name of the route that signing in leads to."""
        return _OWN_PAGES.get(self.role, "admin:index")

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return bool(self.is_active) and perm in PERMISSIONS.get(self.role, frozenset())

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return bool(self.is_active) and any(
            perm.startswith(f"{app_label}.") for perm in PERMISSIONS.get(self.role, frozenset())
        )
