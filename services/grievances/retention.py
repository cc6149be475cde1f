"""Grievances go as long after their closing as requests do; an open one is never touched."""

from audit.journal.batches import rule_by_time
from audit.journal.retention_rules import retention_days
from services.grievances.models import Grievance

RULES = (rule_by_time("grievance", Grievance, "closed_at", retention_days, size=1_000),)
