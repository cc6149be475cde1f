"""Visits: operators' days at their centres, citizens who asked alone, and people who only looked."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise

from audit.journal.actors import CITIZEN
from audit.visits.models import Visit
from bsk_portal.demonstration.chance import Chance, Weighted
from bsk_portal.demonstration.copying import Row
from bsk_portal.demonstration.requests import Work

Ending = Visit.Ending

A_BREAK = timedelta(hours=1, minutes=30)
ENDINGS = Weighted(
    [
        (Ending.SIGNED_OUT, 78),
        (Ending.IDLE, 18),
        (Ending.SIGNED_IN_ELSEWHERE, 2),
        (Ending.ENDED_BY_STAFF, 1),
        (Ending.EXPIRED, 1),
    ]
)


class Visits:
    """Gathers who worked when; holds a few moments for each operator and day."""

    def __init__(self, until: datetime, chance: Chance) -> None:
        self.until = until
        self.chance = chance
        self.alone: list[Row] = []
        self.days: dict[tuple[date, str, str, str], list[datetime]] = {}

    def note(self, work: Iterable[Work]) -> None:
        for one in work:
            if one.by is CITIZEN:
                self.alone.append(self._anonymous(one.at, one.ip))
            else:
                key = (one.at.date(), one.by.centre, one.by.name, one.ip)
                self.days.setdefault(key, []).append(one.at)

    def look_around(self, moments: Iterable[datetime]) -> None:
        """People who read pages and asked for nothing."""
        chance = self.chance
        for at in moments:
            ip = f"100.{96 + chance.randrange(31)}.{chance.randrange(256)}.{chance.randrange(256)}"
            self.alone.append(self._anonymous(at, ip))

    def rows(self) -> Iterator[Row]:
        """Every visit; an operator who had a long break came twice."""
        yield from self.alone
        for (_day, centre, login_name, ip), moments in sorted(self.days.items()):
            moments.sort()
            begins = [0] + [
                place
                for place, (before, after) in enumerate(pairwise(moments), start=1)
                if after - before > A_BREAK
            ]
            for first, end in pairwise([*begins, len(moments)]):
                minutes = timedelta(minutes=self.chance.randint(2, 15))
                yield self._row(
                    moments[first] - minutes,
                    moments[end - 1] + timedelta(seconds=self.chance.randint(30, 900)),
                    ENDINGS.draw(self.chance),
                    ip,
                    (login_name, centre),
                )

    def _anonymous(self, at: datetime, ip: str) -> Row:
        begins = at - timedelta(seconds=self.chance.randint(60, 1200))
        return self._row(begins, at + timedelta(seconds=30), Ending.IDLE, ip)

    def _row(
        self,
        begins: datetime,
        last_seen: datetime,
        ended: str,
        ip: str,
        whose: tuple[str, str] = ("", ""),
    ) -> Row:
        """`whose` are the login name and the centre."""
        is_open = last_seen >= self.until
        return {
            "access_time": begins,
            "id": self.chance.uuid(),
            "last_seen": max(begins, min(last_seen, self.until)),
            "out_time": None if is_open else last_seen,
            "ended": "" if is_open else ended,
            "ip": ip,
            "login_name": whose[0],
            "centre": whose[1],
        }
