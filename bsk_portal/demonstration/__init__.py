"""Fills a demonstration's database with a believable state; every person and paper in it is invented."""
