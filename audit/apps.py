from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("Centres, staff and the log")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for room in ("journal", "visits"):
            import_module(f"audit.{room}.checks")
