"""What every stored field is for, how personal it is, who reads it and how it ends; a test holds it whole."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

LEVELS = ("none", "internal", "personal", "sensitive", "secret")
ENDS = ("delete", "anonymise", "keep")


@cache
def inventory() -> dict[str, dict[str, Any]]:
    """{"app.Model": {"kept", "ends", "readers", "fields": {name: [level, purpose]}}}.

    Levels: none (public), internal (of the office), personal (about a person), sensitive
    (would harm if known), secret (lets somebody in). Ends: delete, anonymise or keep.
    """
    text = (Path(__file__).parent / "fields.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
