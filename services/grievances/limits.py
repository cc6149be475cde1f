"""The days of a grievance, counted in Indian calendar days; the day it comes is not counted."""

from datetime import date, timedelta

from django.utils import timezone

# CPGRAMS norm of 23.08.2024 (Department of Administrative Reforms and Public Grievances), which
# also wants an interim reply where it takes longer; whoever hears an appeal has the same days.
ANSWER_DAYS = 21
# The rest is the portal's own rule, and stands on the page of grievances.
ESCALATED_DAYS = 7  # the next level, which finds it late already
INTERIM_DAYS = 21  # the furthest new date, from the day of the interim reply
TRANSFER_DAYS = 7  # at least these are left to a unit that first gets it by a transfer
CLOSED_AFTER_DAYS = 15  # an answer on which the citizen says nothing
REOPENING_DAYS = 30  # from the answer, for reopening and for the appeal


def days_from_today(days: int) -> date:
    """The last day of a period that begins tomorrow."""
    return timezone.localdate() + timedelta(days=days)
