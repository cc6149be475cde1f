"""Finds an Aadhaar number or virtual id in free text, so that none is ever stored."""

import re
import unicodedata

from stdnum.in_ import aadhaar, vid

# Signs people put between the groups of a number; a letter ends it.
_RUN = re.compile(r"[0-9](?:[^\w]{0,3}_?[0-9])*")
_CHECKS = {12: aadhaar.is_valid, 16: vid.is_valid}


def holds_identity_number(text: str) -> bool:
    """Whether the text holds a valid number of 12 or 16 digits, grouped in any way, in any script."""
    digits = "".join(
        str(unicodedata.decimal(letter)) if unicodedata.category(letter) == "Nd" else letter
        for letter in text
    )
    return any(_in_groups(re.findall(r"[0-9]+", run)) for run in _RUN.findall(digits))


def _in_groups(groups: list[str]) -> bool:
    """Looks at whole groups only: twelve digits inside a longer number are no Aadhaar number."""
    for first in range(len(groups)):
        joined = ""
        for group in groups[first:]:
            joined += group
            check = _CHECKS.get(len(joined))
            if check and check(joined):
                return True
            if len(joined) >= max(_CHECKS):
                break
    return False
