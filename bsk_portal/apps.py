"""The assembly: holds commands and no model; the three apps hold the domain."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AssemblyConfig(AppConfig):
    name = "bsk_portal"
    label = "bsk_portal"

    def ready(self) -> None:
        import_module("bsk_portal.checks")  # which look at models: not before all are there


class PortalAdminConfig(AdminConfig):
    default_site = "bsk_portal.admin_site.PortalAdminSite"
