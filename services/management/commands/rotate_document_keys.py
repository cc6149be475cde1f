"""`manage.py rotate_document_keys`: all documents with the first key of BSK_DOCUMENT_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from services.requests.documents.sweeping import encrypt_all_anew


class Command(BaseCommand):
    help = "Encrypts every document with the first key; may run beside the pages, and again."

    def handle(self, *args: Any, **options: Any) -> None:
        done = encrypt_all_anew()
        self.stdout.write(f"{done.files} documents are encrypted with the first key.")
        if done.unreadable:
            raise CommandError(
                f"{done.unreadable} documents could not be read. Keep the earlier keys."
            )
