"""Index of the rooms' admin pages."""

from services.catalogue import admin as catalogue
from services.requests import admin as requests

__all__ = ["catalogue", "requests"]
