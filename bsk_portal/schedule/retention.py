"""All the rooms' retention rules, in the order in which rows let go of one another."""

from audit.journal import retention_rules as journal
from audit.visits import retention as visits
from bsk_portal.schedule import sign_in_retention
from citizens.enquiries import retention as enquiries
from citizens.notices import retention as notices
from citizens.own_sign_in import retention as own_sign_in
from citizens.people import retention as people
from services.feedback import retention as feedback
from services.grievances import retention as grievances
from services.requests import retention as requests

RULES = (
    *visits.RULES,
    *sign_in_retention.RULES,
    *feedback.RULES,
    *grievances.RULES,
    *requests.RULES,
    *own_sign_in.RULES,
    *enquiries.RULES,
    *people.RULES,
    *notices.RULES,
    *journal.RULES,
)
