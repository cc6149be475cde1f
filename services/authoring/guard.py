"""The rights that the pages of authoring need."""

from audit.centres.guard import staff_view

__all__ = ["APPROVE", "SEE", "WRITE", "staff_view"]

SEE = "services.view_proposal"
WRITE = "services.change_proposal"
APPROVE = "services.approve_proposal"
