"""Index of the rooms' admin pages."""

from audit.calendar import admin as calendar
from audit.centres import admin as centres
from audit.journal import admin as journal
from audit.visits import admin as visits

__all__ = ["calendar", "centres", "journal", "visits"]
