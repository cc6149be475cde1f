"""Who did it, as the journal names them: a login name, a citizen, or the schedule."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """`name` is a login name or one of the fixed words; `centre` the code of the centre acted at."""

    name: str
    centre: str = ""


CITIZEN = Actor("citizen")
SCHEDULE = Actor("schedule")
COMMAND = Actor("command")
