"""What a service costs on a day; the centre's own charge is not here, since there is none, ever."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from services.catalogue.models import FeeRule


@dataclass
class FeesOnDay:
    now: list[FeeRule] = field(default_factory=list)
    coming: list[FeeRule] = field(default_factory=list)


def fees_on(day: datetime.date, rules: Iterable[FeeRule]) -> FeesOnDay:
    """The rule in force for each condition, and those that begin later; both by their first day."""
    in_force: dict[str, FeeRule] = {}
    fees = FeesOnDay()
    for rule in sorted(rules, key=lambda rule: (rule.from_date, rule.pk)):
        if rule.from_date > day:
            fees.coming.append(rule)
        else:
            in_force[str(rule.condition)] = rule
    fees.now = list(in_force.values())
    return fees
