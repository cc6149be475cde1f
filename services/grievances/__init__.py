"""Complaints: lodged by anyone, assigned by rule, answered, reopened and appealed by the clock."""
