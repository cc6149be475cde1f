"""What somebody had typed when her session ended: sealed, for her alone, and carried by the page itself.

Nothing of it is stored here, and nothing of it can be read on the screen until she has signed in again.
"""

import json
import zlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import blake2b

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from audit.centres.models import Operator

SEALED, PAGE_OF = "sealed", "page_of"
SIGNER = Signer(salt="page-of")


@dataclass(frozen=True)
class Typed:
    """A form as it was sent to `address`, without its token and passwords; `files` were lost."""

    address: str
    fields: list[tuple[str, str]]
    files: bool


def seal(owner: str, typed: Typed) -> str:
    """Text for a hidden field; `owner` is the primary key of whoever may open it."""
    told = [owner, typed.address, typed.fields, typed.files]
    return _sealer().encrypt(zlib.compress(json.dumps(told).encode())).decode()


def unseal(sealed: str, operator: Operator) -> Typed | None:
    """What she typed; None where it is somebody else's, spoilt, or older than a session can be."""
    try:
        opened = _sealer().decrypt(sealed, ttl=int(settings.STAFF_SESSION.total_seconds()))
    except (InvalidToken, ValueError):  # letters that are no base64 at all
        return None
    owner, address, fields, files = json.loads(zlib.decompress(opened))
    if owner != str(operator.pk):
        return None
    return Typed(address, [(name, value) for name, value in fields], files)


def _sealer() -> MultiFernet:
    return MultiFernet(
        Fernet(
            urlsafe_b64encode(blake2b(key.encode(), digest_size=32, person=b"bsk-replay").digest())
        )
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


def mark_of(operator: Operator) -> str:
    """What a form says of whose page it stands on, when nobody is signed in any more."""
    return SIGNER.sign(str(operator.pk))


def owner_of(request: HttpRequest) -> str:
    """Primary key of whose page the form was sent from; "" where it does not say, or not truly."""
    try:
        return SIGNER.unsign(request.POST.get(PAGE_OF, ""))
    except BadSignature:
        return ""
