"""The operator's pages: she serves the citizen in front of her, within her own centre."""
