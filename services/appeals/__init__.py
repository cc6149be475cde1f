"""Appeals against a rejection or a delay: to the appellate officer, then to the reviewing one."""
