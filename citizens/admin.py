"""Index of the rooms' admin pages."""

from citizens.enquiries import admin as enquiries
from citizens.notices import admin as notices

__all__ = ["enquiries", "notices"]
