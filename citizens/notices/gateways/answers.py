"""What became of a message that was given to a gateway: one of four, and never an exception."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Accepted:
    """`gateway_id` is the gateway's own number of it; blank where it gives none."""

    gateway_id: str


@dataclass(frozen=True)
class Refused:
    """Surely not accepted. `for_good`: nor will this message ever be; `all_alike`: nor others now."""

    why: str
    for_good: bool = False
    all_alike: bool = False


@dataclass(frozen=True)
class Unseen:
    """It may have been accepted: the connection or the time ended before an answer was read."""

    why: str


Answer = Accepted | Refused | Unseen
UNREACHED = Refused("unreachable", all_alike=True)
