"""Codes and sessions that are over go at night: while they are of use they are days too young."""

from audit.journal.batches import rule_by_time
from citizens.own_sign_in.models import CitizenSession, OneTimeCode

OVER_DAYS = 1

RULES = (
    rule_by_time("one_time_code", OneTimeCode, "ends_at", lambda: OVER_DAYS),
    rule_by_time("citizen_session", CitizenSession, "ends_at", lambda: OVER_DAYS),
)
