"""Index of the rooms' models."""

from services.catalogue.models import (
    Department,
    FeeRule,
    Officer,
    Question,
    QuestionPage,
    Service,
    ServiceVersion,
)
from services.requests.models import Draft, ServiceRequest, StatusChange

__all__ = [
    "Department",
    "Draft",
    "FeeRule",
    "Officer",
    "Question",
    "QuestionPage",
    "Service",
    "ServiceRequest",
    "ServiceVersion",
    "StatusChange",
]
