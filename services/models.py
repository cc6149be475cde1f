"""Index of the rooms' models."""

from services.authoring.models import Proposal
from services.catalogue.bank import BankQuestion
from services.catalogue.models import (
    Department,
    FeeRule,
    Officer,
    Service,
    ServiceVersion,
)
from services.requests.documents.models import Document
from services.requests.models import Draft, ServiceRequest, StatusChange

__all__ = [
    "BankQuestion",
    "Department",
    "Document",
    "Draft",
    "FeeRule",
    "Officer",
    "Proposal",
    "Service",
    "ServiceRequest",
    "ServiceVersion",
    "StatusChange",
]
