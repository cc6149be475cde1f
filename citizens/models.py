"""Index of the rooms' models."""

from citizens.notices.models import Notice
from citizens.people.models import Citizen

__all__ = ["Citizen", "Notice"]
