"""Days that count: Sundays and public holidays, corrected by the PMU."""
