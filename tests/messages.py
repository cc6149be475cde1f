"""Finds every message the portal marks for translation, in Python and in templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
ROOMS = ("audit", "bsk_portal", "citizens", "services")
# Arguments that are messages, by the function's name: which ones, and which is a context.
ARGUMENTS: dict[str, tuple[tuple[int, ...], int | None]] = {
    "_": ((0,), None),
    "gettext": ((0,), None),
    "gettext_lazy": ((0,), None),
    "gettext_noop": ((0,), None),
    "ngettext": ((0, 1), None),
    "ngettext_lazy": ((0, 1), None),
    "pgettext": ((1,), 0),
    "pgettext_lazy": ((1,), 0),
    "npgettext": ((1, 2), 0),
}
IN_TEMPLATES = re.compile(r"\b(_|gettext|ngettext|pgettext|npgettext)\(")


def calls(tree: ast.AST, place: str) -> Iterator[tuple[str, str | None, str]]:
    """(message, context, place) of every marked message; the singular stands for a plural."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name not in ARGUMENTS:
            continue
        (first, *_rest), context = ARGUMENTS[name]
        told = [
            arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None
            for arg in node.args
        ]
        message = told[first] if len(told) > first else None
        if message is not None:
            where = told[context] if context is not None else None
            yield message, where, f"{place}:{node.lineno}"


def of_template(path: Path) -> Iterator[tuple[str, str | None, str]]:
    """A template becomes the calls its tags stand for; each is then read like Python."""
    text = templatize(path.read_text(encoding="utf-8"))
    for start in IN_TEMPLATES.finditer(text):
        depth, end = 0, start.end() - 1
        quote = ""
        while end < len(text):
            letter = text[end]
            if quote:
                if letter == "\\":
                    end += 1
                elif letter == quote:
                    quote = ""
            elif letter in "'\"":
                quote = letter
            elif letter in "()":
                depth += 1 if letter == "(" else -1
                if depth == 0:
                    break
            end += 1
        try:
            tree = ast.parse(text[start.start() : end + 1].strip())
        except SyntaxError:
            continue
        yield from calls(tree, path.relative_to(ROOT).as_posix())


def marked() -> Iterator[tuple[str, str | None, str]]:
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" not in path.parts:
                tree = ast.parse(path.read_text(encoding="utf-8"))
                yield from calls(tree, path.relative_to(ROOT).as_posix())
    for path in sorted((ROOT / "templates").rglob("*")):
        if path.suffix in {".html", ".txt"}:
            yield from of_template(path)
