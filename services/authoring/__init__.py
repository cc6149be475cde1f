"""The PMU writes a service, a second person approves it, and it is published whole; nobody needs code."""
