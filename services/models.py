"""Index of the rooms' models."""

from services.catalogue.bank import BankQuestion
from services.catalogue.models import (
    Department,
    FeeRule,
    Officer,
    Service,
    ServiceVersion,
)
from services.requests.models import Draft, ServiceRequest, StatusChange

__all__ = [
    "BankQuestion",
    "Department",
    "Draft",
    "FeeRule",
    "Officer",
    "Service",
    "ServiceRequest",
    "ServiceVersion",
    "StatusChange",
]
