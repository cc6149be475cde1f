"""Index of the rooms' admin pages."""

from services.appeals import admin as appeals
from services.catalogue import admin as catalogue
from services.catalogue import bank_admin as bank
from services.requests import admin as requests

__all__ = ["appeals", "bank", "catalogue", "requests"]
