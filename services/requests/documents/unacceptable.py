"""Why a file is not taken, in a sentence that says what to do instead."""

from audit.templatetags.languages import digits


class Unacceptable(Exception):
    """`str()` is the sentence, in the reader's language; it does not name the file."""


def megabytes(size: int) -> str:
    """A number of bytes as "4.2", in the reader's digits."""
    return digits(f"{size / 1_000_000:.1f}".removesuffix(".0"))
