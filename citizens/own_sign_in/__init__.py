"""A citizen signed in at /my/ by mobile and one-time code; nothing to do with sessions of staff."""
