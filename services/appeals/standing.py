"""What may be appealed now, to whom, until when that must be decided; or from which day on.

The law: West Bengal Act XVII of 2013 as its nodal department sums it up
(wbconsumers.gov.in/WBRTPS/HtmlPage/Silent_Feature, /About_us). Not served within the limit, or
refused: to the appellate officer. Aggrieved by that officer's order, or that one late in turn: to
the reviewing officer, whose order is the last. How many days an officer has stands in each
service's notification, which the catalogue keeps. Within how many days an appeal must be lodged we
found in no text of the Act or the Rules of 2013 that we could reach, so nothing is refused for
coming late: after a while the reason is asked for, and the officer weighs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from services.appeals.models import Appeal
from services.catalogue.models import Officer
from services.requests.clock import due_on
from services.requests.deciding import officers_for
from services.requests.models import ServiceRequest

Level, Because, Status = Appeal.Level, Appeal.Because, ServiceRequest.Status

# When the reason for coming late is asked for. Ours, after a sister law that does set a limit and
# lets sufficient cause excuse it: Rajasthan Guaranteed Delivery of Public Services Rules 2011, r. 6.
LATE_AFTER = {Level.APPELLATE: timedelta(days=30), Level.REVIEWING: timedelta(days=60)}
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Step:
    """An appeal that can be lodged from the day `since` on."""

    level: Appeal.Level
    because: Appeal.Because
    since: date

    def __str__(self) -> str:
        return f"{self.level}-{self.because}"


@dataclass(frozen=True)
class Standing:
    """Of a request today: its appeals, the next step if there is one, and who would hear that."""

    appeals: list[Appeal]
    step: Step | None
    officer: Officer | None
    today: date
    district: str

    @property
    def is_open(self) -> bool:
        """Whether the step can be taken today."""
        return self.step is not None and self.officer is not None and self.step.since <= self.today

    @property
    def is_wanting(self) -> bool:
        """Whether there is something to appeal against and nobody named who hears it."""
        return self.step is not None and self.officer is None and self.step.since <= self.today

    @property
    def is_late(self) -> bool:
        """Whether the reason is asked for why it comes only now."""
        return self.step is not None and self.today - self.step.since > LATE_AFTER[self.step.level]

    @property
    def due_on(self) -> date | None:
        """Until when an appeal lodged today must be decided."""
        days = self.officer.days if self.officer else None
        return due_on(self.today, days, district=self.district)

    @property
    def is_final(self) -> bool:
        """Whether the reviewing officer has decided, after whom nobody hears an appeal."""
        last = self.appeals[-1] if self.appeals else None
        return bool(
            self.step is None and last and last.level == Level.REVIEWING and not last.is_open
        )


def standing_of(found: ServiceRequest) -> Standing:
    """Reads the request's appeals and its service's officers, both of which may be prefetched."""
    appeals = sorted(found.appeals.all(), key=lambda appeal: (appeal.lodged_at, appeal.pk))
    step = next_step(found, appeals)
    officers = officers_for(found.service, found.district_id)
    officer = officers.get(step.level) if step else None
    return Standing(appeals, step, officer, timezone.localdate(), found.district_id)


def next_step(found: ServiceRequest, appeals: Sequence[Appeal]) -> Step | None:
    """`appeals` in their order. None: nothing to appeal against, or it is before the last officer."""
    if hearing := [appeal for appeal in appeals if appeal.is_open]:
        if any(appeal.level == Level.REVIEWING for appeal in hearing):
            return None
        return Step(Level.REVIEWING, Because.DELAYED, hearing[-1].due_on + DAY)
    if found.status == Status.DELIVERED:
        return None
    last = appeals[-1] if appeals else None
    if found.closed_at and (last is None or last.lodged_at < found.closed_at):
        return Step(Level.APPELLATE, Because.REJECTED, timezone.localdate(found.closed_at))
    return _after_delay(found) if last is None else _after_order(found, last)


def _after_delay(found: ServiceRequest) -> Step | None:
    """While papers are awaited from the citizen the clock stands, unless it had run out before."""
    stands = found.status == Status.PAPERS and found.breached_at is None
    if found.due_on is None or stands:
        return None
    return Step(Level.APPELLATE, Because.DELAYED, found.due_on + DAY)


def _after_order(found: ServiceRequest, last: Appeal) -> Step | None:
    """A dismissal is appealed at once; an order that helps, once its own time has passed."""
    if last.level == Level.REVIEWING or last.decided_at is None:
        return None
    decided_on = timezone.localdate(last.decided_at)
    if last.state == Appeal.State.DISMISSED:
        return Step(Level.REVIEWING, Because.ORDER, decided_on)
    # What was opened again has a clock of its own, which waits for papers as any other does.
    began_anew = found.counted_from is not None and found.counted_from >= decided_on
    obey_by = found.due_on if began_anew else last.obey_by
    return Step(Level.REVIEWING, Because.ORDER, obey_by + DAY) if obey_by else None
