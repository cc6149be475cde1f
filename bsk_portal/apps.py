"""The assembly: holds commands and no model; the three apps hold the domain."""

from django.apps import AppConfig


class AssemblyConfig(AppConfig):
    name = "bsk_portal"
    label = "bsk_portal"
