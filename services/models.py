"""Index of the rooms' models."""

from services.appeals.models import Appeal
from services.authoring.models import Proposal
from services.catalogue.bank import BankQuestion
from services.catalogue.models import (
    Department,
    FeeRule,
    Officer,
    Service,
    ServiceVersion,
)
from services.feedback.models import Invitation, Score
from services.grievances.models import Grievance, GrievanceStep
from services.requests.documents.models import Document
from services.requests.erasing import ErasureTold
from services.requests.models import Draft, ServiceRequest, StatusChange
from services.requests.papers.models import PapersAsked

__all__ = [
    "Appeal",
    "BankQuestion",
    "Department",
    "Document",
    "Draft",
    "ErasureTold",
    "FeeRule",
    "Grievance",
    "GrievanceStep",
    "Invitation",
    "Officer",
    "PapersAsked",
    "Proposal",
    "Score",
    "Service",
    "ServiceRequest",
    "ServiceVersion",
    "StatusChange",
]
