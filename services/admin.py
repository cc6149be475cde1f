"""Index of the rooms' admin pages."""

from services.catalogue import admin as catalogue
from services.catalogue import question_admin as questions
from services.requests import admin as requests

__all__ = ["catalogue", "questions", "requests"]
