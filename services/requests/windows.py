"""Which window of a browser saved a page last, so that an older one never saves over it by itself.

A window says which saves it was drawn from. No clock is asked: hosts and browsers differ in theirs.
"""

import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from services.requests.models import Draft

FIELD, TURN = "window", "turn"


@dataclass(frozen=True)
class Window:
    """`name` by chance, `base` the saves that it was drawn from, `turn` the number of its own save."""

    name: str
    base: str
    turn: int = 0

    @classmethod
    def of(cls, posted: Mapping[str, Any]) -> "Window":
        """What a page says of itself; without a name, and so of no effect, where it is none of ours."""
        drawn = re.fullmatch(r"([0-9a-f]{16})\.([0-9a-f]{16})", str(posted.get(FIELD, "")))
        name, base = drawn.groups() if drawn else ("", "")
        turn = str(posted.get(TURN, ""))
        number = turn.isascii() and turn.isdigit() and len(turn) < 10
        return cls(name, base, int(turn) if number else 0)

    @classmethod
    def drawn(cls, draft: Draft, slugs: Iterable[str]) -> "Window":
        return cls(secrets.token_hex(8), base_of(draft, slugs))

    def __str__(self) -> str:
        return f"{self.name}.{self.base}"


def base_of(draft: Draft, slugs: Iterable[str]) -> str:
    saves = {slug: draft.saves.get(slug) for slug in sorted(slugs)}
    return blake2b(json.dumps(saves).encode(), digest_size=8).hexdigest()


def saved_last(draft: Draft, slugs: Iterable[str], window: Window) -> bool:
    """Whether each of the pages was last saved by this window itself."""
    return bool(window.name) and all(
        draft.saves.get(slug, {}).get("by") == window.name for slug in slugs
    )


def may_save(draft: Draft, slugs: list[str], window: Window) -> bool:
    """Whether nothing that this window does not know of was saved on its pages."""
    return saved_last(draft, slugs, window) or (
        bool(window.name) and window.base == base_of(draft, slugs)
    )


def is_late(draft: Draft, slugs: Iterable[str], window: Window) -> bool:
    """Whether a later save of the same window came before this one."""
    return any(
        save.get("by") == window.name and save["turn"] >= window.turn
        for slug in slugs
        if (save := draft.saves.get(slug))
    )


def note(draft: Draft, slug: str, window: Window | None = None) -> None:
    """Notes a save by a window itself, else one for which a button was pressed."""
    draft.saves[slug] = {
        "by": window.name if window else secrets.token_hex(8),
        "turn": window.turn if window else 0,
    }
