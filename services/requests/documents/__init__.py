"""Photographs and PDFs that go with an application: checked, made harmless, encrypted, scanned."""
