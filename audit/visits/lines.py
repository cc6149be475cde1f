"""What a spooled line says of a visit; lines add up to one row, in any order, however often."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache

from audit.journal.retention import INDIA
from audit.journal.spool import Line

KIND = "visit"
KEY_LENGTH = 32
HALF_HOUR = 1800  # seconds
BY_THE_CLOCK = ("", "idle")  # not settled: the visit is open, or was taken for idle


@lru_cache(maxsize=256)
def indian_day(half_hours: int) -> date:
    """The day of a half-hour since 1970: India's midnight, like any, falls on one."""
    return datetime.fromtimestamp(half_hours * HALF_HOUR, UTC).astimezone(INDIA).date()


@dataclass(slots=True)
class Known:
    """`key` is the id in hexadecimal; times are in whole seconds since 1970.

    `out` is None and `ended` "" while nothing is known of an end.
    """

    key: str
    began: int
    seen: int
    out: int | None = None
    ended: str = ""
    ip: str | None = None
    login_name: str = ""
    centre: str = ""

    @property
    def day(self) -> date:
        """The Indian day whose partition holds the row."""
        return indian_day(self.began // HALF_HOUR)

    def to_line(self) -> Line:
        line: Line = {"k": KIND, "i": self.key, "a": self.began, "s": self.seen}
        if self.ended:
            line |= {"o": self.out, "e": self.ended}
        for key, value in (("ip", self.ip), ("l", self.login_name), ("c", self.centre)):
            if value:
                line[key] = value
        return line

    def add(self, other: "Known") -> None:
        """Takes in another line of the same visit."""
        if self.ended in BY_THE_CLOCK and other.ended:
            self.out, self.ended = other.out, other.ended
        self.seen = max(self.seen, other.seen)
        self.ip = self.ip or other.ip
        self.login_name = self.login_name or other.login_name
        self.centre = self.centre or other.centre


def seen_text(key: str, began: int, seen: int, ip: str | None) -> str:
    """The line of a visit without a name, as text: to encode it as JSON costs more than to write it."""
    ip = f'"{ip}"' if ip else "null"
    return f'{{"t":{seen},"k":"{KIND}","i":"{key}","a":{began},"s":{seen},"ip":{ip}}}'


def from_line(line: Line) -> Known:
    """Raises KeyError, TypeError or ValueError where the line is not one of a visit."""
    began, seen = int(line["a"]), int(line["s"])
    if len(line["i"]) != KEY_LENGTH:
        raise ValueError("a visit of no key")
    if not 0 <= began <= seen < 2**32:
        raise ValueError("a visit of no time")
    ended = str(line.get("e", ""))
    return Known(
        key=line["i"],
        began=began,
        seen=seen,
        out=max(began, int(line["o"])) if ended else None,
        ended=ended,
        ip=line.get("ip"),
        login_name=str(line.get("l", "")),
        centre=str(line.get("c", "")),
    )
