"""What anybody asks the PMU, or tells it of a mistake on a page, and its answer."""
