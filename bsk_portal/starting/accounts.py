"""The first operator and the first PMU administrator, with passwords that are shown and never stored."""

import secrets
from dataclasses import dataclass

from django.conf import settings

from audit.centres.models import Centre, Operator
from audit.centres.roles import Role
from audit.journal.actors import COMMAND
from audit.journal.recording import record

# No letter or digit that is read as another: these are copied from a screen by hand.
LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
GROUPS, GROUP_LETTERS = 5, 4


@dataclass(frozen=True)
class Account:
    operator: Operator
    password: str


def random_password() -> str:
    """Twenty letters in groups of four: a hundred bits."""
    return "-".join(
        "".join(secrets.choice(LETTERS) for _ in range(GROUP_LETTERS)) for _ in range(GROUPS)
    )


def make_first_accounts() -> list[Account]:
    """Makes them when there is nobody yet; an operator only in a demonstration, which has centres.

    Runs in the caller's transaction, so that no account is kept whose password was not shown.
    """
    if Operator.objects.exists():
        return []
    made = [make("administrator", "PMU administrator", Role.ADMINISTRATOR, None)]
    if settings.DEMONSTRATION and (centre := Centre.objects.order_by("code").first()):
        made.append(make("operator", "Demonstration operator", Role.OPERATOR, centre))
    return made


def make(login_name: str, name: str, role: Role, centre: Centre | None) -> Account:
    password = random_password()
    operator = Operator(login_name=login_name, name=name, role=role, centre=centre)
    operator.set_password(password)
    operator.save()
    record(action="operator.created", subject=f"operator:{login_name}", by=COMMAND, role=role.value)
    return Account(operator, password)
