"""Papers that an officer or an operator wants of the citizen after the application was sent."""
