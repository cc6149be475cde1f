"""A system check: fewer than seven days of the visit log made ahead is a fault to mend today.

A warning, so that `check --database default --fail-level WARNING` fails on it; an error would also
stop `migrate`, and so the start of a portal that stood still for a month and would mend it.
"""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from audit.visits import partitions

FEWEST = 7


@register(Tags.database)
def days_are_made_ahead(
    app_configs: Any, databases: Sequence[str] | None, **kwargs: Any
) -> list[CheckMessage]:
    if "default" not in (databases or ()) or not partitions.is_there():
        return []
    ahead = partitions.days_ahead()
    if ahead >= FEWEST:
        return []
    return [
        Warning(
            f"The visit log is ready for {ahead} days only.",
            hint="`manage.py work` makes days ahead: is it running?",
            id="visits.W001",
        )
    ]
