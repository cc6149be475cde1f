"""Numbers that are known by a complaint or an enquiry (settings.KNOWN_NUMBERS)."""

from citizens.models import Enquiry
from services.grievances.models import Grievance


def is_complainants_number(mobile: str) -> bool:
    return Grievance.objects.filter(mobile=mobile).exists()


def is_enquirers_number(mobile: str) -> bool:
    return Enquiry.objects.filter(mobile=mobile).exists()
