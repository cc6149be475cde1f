"""The stylesheets keep to what Bangla type needs, and to the reader's own settings."""

import re
from pathlib import Path

import pytest

from bsk_portal.stylesheets import COMPONENTS, SHEETS

FILES = sorted(Path(COMPONENTS).glob("*.css"))
ADMIN_OR_ALONE = {"admin", "design"}  # linked by themselves where they are used
LEAST_LEADING = 1.6  # signs above and below the line, conjuncts three letters deep
NEVER = r"letter-spacing|font-style: *italic|font-style: *oblique|text-transform|@import|@font-face"


def on_screen(path: Path) -> str:
    """The rules without those for paper, which has a leading of its own."""
    return re.sub(r"@media print \{.*?\n\}", "", path.read_text(), flags=re.S)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_stylesheet_is_short_and_sets_bangla_as_bangla_is_set(path):
    text = path.read_text()
    assert text.count("\n") <= 300
    assert re.findall(NEVER, text) == []
    leadings = re.findall(r"(?:line-height|--leading): *([0-9.]+);", on_screen(path))
    assert [leading for leading in leadings if float(leading) < LEAST_LEADING] == []


def test_every_component_is_in_one_sheet_that_pages_ask_for():
    joined = [name for names in SHEETS.values() for name in names]
    assert sorted(joined) == sorted({path.stem for path in FILES} - ADMIN_OR_ALONE)


def test_colours_are_named_once():
    """Elsewhere a colour stands only as what a browser without custom properties falls back on."""
    colour = re.compile(r"#[0-9a-f]{3,8}\b")
    named = set(colour.findall((Path(COMPONENTS) / "tokens.css").read_text())) | {"#fff", "#000"}
    for path in FILES:
        if path.stem not in {"display", "admin"}:
            assert set(colour.findall(on_screen(path))) <= named, path.name


@pytest.mark.parametrize(
    "query",
    [
        "prefers-color-scheme: dark",
        "prefers-contrast: more",
        "forced-colors: active",
        "prefers-reduced-motion: no-preference",
        "print",
    ],
)
def test_pages_follow_the_readers_settings(query):
    assert any(query in path.read_text() for path in FILES)


def test_nothing_moves_unless_the_reader_lets_it():
    moving = r"transition|animation|scroll-behavior"
    for path in FILES:
        still = re.sub(r"@media \(prefers-reduced-motion.*?\n\}", "", path.read_text(), flags=re.S)
        assert re.findall(moving, still) == []
