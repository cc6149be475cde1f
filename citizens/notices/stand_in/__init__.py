"""A gateway of SMS on this machine, for tests and demonstrations; it sends nothing anywhere."""
