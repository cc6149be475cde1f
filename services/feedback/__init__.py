"""How a citizen says she was served, by one link or code; shown only as counts of ten and more."""
