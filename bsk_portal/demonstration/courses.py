"""The course of one request: forwarded after a day or two, answered around its time limit."""

from dataclasses import dataclass
from datetime import datetime

from bsk_portal.demonstration.chance import Chance
from bsk_portal.demonstration.hours import later
from bsk_portal.demonstration.words import list_of
from services.requests.models import ServiceRequest

Status = ServiceRequest.Status

AT_ONCE = 0.08  # answered at the counter, never forwarded
REJECTED = 0.1
WITHOUT_LIMIT = 15


@dataclass(frozen=True)
class Step:
    before: str
    status: str
    at: datetime
    reason: str = ""


def course(
    at: datetime, limit: int | None, until: datetime, language: str, chance: Chance
) -> list[Step]:
    """From the submission to the last step that is not after `until`."""
    steps = [Step("", Status.RECEIVED, at)]
    if not chance.happens(AT_ONCE):
        forwarded = later(at, min(chance.expovariate(1.1), 7), chance)
        steps.append(Step(Status.RECEIVED, Status.FORWARDED, forwarded))
    days = chance.gammavariate(4, (limit or WITHOUT_LIMIT) * 0.19) if len(steps) > 1 else 0.0
    answered = later(steps[-1].at, days, chance)
    if chance.happens(REJECTED):
        reason = chance.choice(list_of("reasons")).in_(language)
        steps.append(Step(steps[-1].status, Status.REJECTED, answered, reason))
    else:
        steps.append(Step(steps[-1].status, Status.DELIVERED, answered))
    return [step for step in steps if step.at <= until]
