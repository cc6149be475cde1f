"""The assembly: holds commands and no model; the three apps hold the domain."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class AssemblyConfig(AppConfig):
    name = "bsk_portal"
    label = "bsk_portal"


class PortalAdminConfig(AdminConfig):
    default_site = "bsk_portal.admin_site.PortalAdminSite"
