"""When centres work, Monday to Saturday from 08:00 to 22:00, and how the day's work is spread."""

from datetime import date, datetime, time, timedelta

from audit.journal.retention import INDIA
from bsk_portal.demonstration.chance import Chance, Weighted

FIRST, LAST = 8, 22
BY_HOUR = (3, 6, 9, 11, 11, 9, 6, 6, 8, 8, 7, 6, 5, 3)
BY_WEEKDAY = (1.25, 1.0, 1.0, 1.0, 1.0, 0.9)
SUNDAY = 6


class Hours:
    """The working hours of `days` days up to the instant `until`. Raises ValueError if there are none."""

    def __init__(self, until: datetime, days: int) -> None:
        self.until = until.astimezone(INDIA)
        last = self.until.date()
        every = [last - timedelta(days=back) for back in range(days - 1, -1, -1)]
        self.days = [day for day in every if day.weekday() != SUNDAY and _opens(day) < self.until]
        if not self.days:
            raise ValueError("no centre was open in these days")
        self._hours = Weighted(
            (_opens(day) + timedelta(hours=hour), share * BY_WEEKDAY[day.weekday()])
            for day in self.days
            for hour, share in enumerate(BY_HOUR)
            if _opens(day) + timedelta(hours=hour) < self.until
        )

    def moments(self, count: int, chance: Chance) -> list[datetime]:
        """In order of time, whole seconds, none after `until`."""
        return sorted(self._moment(chance) for _number in range(count))

    def _moment(self, chance: Chance) -> datetime:
        hour = self._hours.draw(chance)
        seconds = min(3600.0, (self.until - hour).total_seconds())
        return hour + timedelta(seconds=int(chance.random() * seconds))


def later(moment: datetime, days: float, chance: Chance) -> datetime:
    """About so many days on, in working hours and after the moment."""
    reached = moment + timedelta(days=days, minutes=1 + chance.random() * 30)
    if reached.hour < FIRST or reached.hour >= LAST:
        day = reached.date() + timedelta(days=int(reached.hour >= LAST))
        minutes = 30 + int(chance.random() * 600)
        reached = datetime.combine(day, time(FIRST), INDIA) + timedelta(minutes=minutes)
    if reached.weekday() == SUNDAY:
        reached += timedelta(days=1)
    return reached.replace(microsecond=0)


def _opens(day: date) -> datetime:
    return datetime.combine(day, time(FIRST), INDIA)
