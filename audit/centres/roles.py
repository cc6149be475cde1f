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
    f"audit.view_{model}" for model in ("centre", "district", "subdivision", "block", "operator")
}

PERMISSIONS: dict[str, frozenset[str]] = {
    Role.OPERATOR: frozenset(),
    Role.CATALOGUE_AUTHOR: frozenset(_AUTHOR),
    Role.CATALOGUE_APPROVER: frozenset(_APPROVER),
    Role.PRIVACY_OFFICER: frozenset(
        _READ_LOG | _READ_PLACES | {"services.view_servicerequest", "services.view_statuschange"}
    ),
    Role.AUDITOR: frozenset(_READ_LOG | _READ_PLACES | _READ_CATALOGUE),
    Role.STATISTICS: frozenset(
        (_READ_CATALOGUE - {"services.view_proposal"})
        | {"audit.view_centre", "audit.view_district"}
    ),
    Role.ADMINISTRATOR: frozenset(
        _AUTHOR
        | _APPROVER
        | _READ_LOG
        | _READ_PLACES
        | {
            f"audit.{verb}_{model}"
            for verb in ("add", "change")
            for model in ("centre", "operator")
        }
        | {"services.view_servicerequest", "services.view_statuschange"}
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
        return bool(self.role != Role.OPERATOR)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return bool(self.is_active) and perm in PERMISSIONS.get(self.role, frozenset())

    def has_perms(self, perms: list[str], obj: object = None) -> bool:
        return all(self.has_perm(perm, obj) for perm in perms)

    def has_module_perms(self, app_label: str) -> bool:
        return bool(self.is_active) and any(
            perm.startswith(f"{app_label}.") for perm in PERMISSIONS.get(self.role, frozenset())
        )
