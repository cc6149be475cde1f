"""What can be asked for: departments, services, questions, fees, time limits, officers."""
