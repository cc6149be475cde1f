"""System checks: whether documents are scanned, and whether the folder of their files can be written."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from services.requests.documents import store


@register(deploy=True)
def scanner_is_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.CLAMD:
        return []
    return [
        Info(
            "No virus scanner is set: documents count as clean once they are written anew.",
            hint="BSK_CLAMD is the path of clamd's socket, or host:port.",
            id="documents.I001",
        )
    ]


@register
def scanner_has_an_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    address = settings.CLAMD
    if not address or address.startswith("/") or address.rpartition(":")[2].isdigit():
        return []
    return [Error("BSK_CLAMD is neither a path nor host:port.", id="documents.E001")]


@register
def folder_can_be_written(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    folder = store.folder()
    while not folder.exists():
        folder = folder.parent
    if os.access(folder, os.W_OK):
        return []
    return [Error(f"{folder} cannot be written: documents go there.", id="documents.E002")]
