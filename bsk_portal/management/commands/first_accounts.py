"""`manage.py first_accounts`: makes the first sign-ins and shows their passwords this once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from bsk_portal.starting.accounts import make_first_accounts

NOT_SEEN = "Run first_accounts at a terminal: passwords must not end up in a file or a journal."


class Command(BaseCommand):
    help = "Make the first PMU administrator, and in a demonstration the first operator."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION and not self.stdout.isatty():
            raise CommandError(NOT_SEEN)
        with transaction.atomic():
            accounts = make_first_accounts()
            if not accounts:
                self.stdout.write("There are accounts already; none was made.")
                return
            # Shown before the commit: broken off here, the accounts are not there either.
            self.stdout.write("First accounts. These passwords are shown once and kept nowhere:")
            for account in accounts:
                operator = account.operator
                where = f" at centre {operator.centre_id}" if operator.centre_id else ""
                self.stdout.write(
                    f"  {operator.name}{where}: "
                    f"login name {operator.login_name}, password {account.password}"
                )
            self.stdout.flush()
