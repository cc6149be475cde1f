from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServicesConfig(AppConfig):
    name = "services"
    verbose_name = _("Services and requests")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("services.requests.documents.checks")
