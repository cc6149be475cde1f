"""Index of the rooms' models."""

from audit.calendar.models import HolidayCorrection
from audit.centres.models import Block, Centre, District, Operator, Subdivision
from audit.journal.models import Event, JobRun, RateWindow, Refusal
from audit.visits.models import Visit

__all__ = [
    "Block",
    "Centre",
    "District",
    "Event",
    "HolidayCorrection",
    "JobRun",
    "Operator",
    "RateWindow",
    "Refusal",
    "Subdivision",
    "Visit",
]
