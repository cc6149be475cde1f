"""Says which texts of SMS are not registered, or no longer what is registered; 1 if any is."""

import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from citizens.notices.registration import unready


class Command(BaseCommand):
    help = "Lists the texts of SMS that lack their DLT registration or differ from it."

    def handle(self, *args: Any, **options: Any) -> None:
        with override("en"):
            found = list(unready())
        for template, language, why in found:
            self.stdout.write(f"{template} {language}: {why}")
        if found:
            sys.exit(1)
        self.stdout.write("Every text is registered as it is sent.")
