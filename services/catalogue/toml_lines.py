"""On which line a key, a table or an item of a list stands in a TOML text that has been parsed."""

import re
from bisect import bisect_left
from functools import lru_cache

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:\s|#[^\n]*)+")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*'""")
_SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"""|' + r"'''.*?'''|" + r'"(?:\\.|[^"\\\n])*"|' + r"'[^'\n]*'|[^,\]}\s#]+",
    re.DOTALL,
)


def line_of(text: str, path: Path) -> int:
    """The line, from 1, of what stands at the path; of the nearest thing around it if it is absent."""
    lines = _lines_of(text)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


@lru_cache(maxsize=1)  # a file with a thousand faults is gone through once
def _lines_of(text: str) -> dict[Path, int]:
    return _Scan(text).lines


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.breaks = [found.start() for found in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}
        self.counts: dict[Path, int] = {}
        self._document()

    def _document(self) -> None:
        table: Path = ()
        while self._next():
            begins = self.at
            if self._next() == "[":
                table = self._header()
            else:
                self._pair(table)
            if self.at == begins:  # not TOML; a parser has said so already
                return

    def _next(self) -> str:
        """The character after spaces, line ends and comments; "" at the end."""
        if space := _SPACE.match(self.text, self.at):
            self.at = space.end()
        return self.text[self.at : self.at + 1]

    def _mark(self, path: Path) -> None:
        self.lines.setdefault(path, bisect_left(self.breaks, self.at) + 1)

    def _header(self) -> Path:
        """Reads `[table]` or `[[tables]]` and returns the path of what it opens."""
        is_item = self.text.startswith("[[", self.at)
        begins = self.at
        self.at += 2 if is_item else 1
        *parents, last = self._keys() or [""]
        path: Path = ()
        for name in parents:
            path += (name,)
            if path in self.counts:
                path += (self.counts[path],)
        path += (last,)
        ends, self.at = self.at + (2 if is_item else 1), begins
        if is_item:
            self._mark(path)
            self.counts[path] = self.counts.get(path, -1) + 1
            path += (self.counts[path],)
        self._mark(path)
        self.at = ends
        return path

    def _keys(self) -> list[str]:
        names: list[str] = []
        while self._next() and (key := _KEY.match(self.text, self.at)):
            names.append(key.group().strip("\"'"))
            self.at = key.end()
            if self._next() != ".":
                break
            self.at += 1
        return names

    def _pair(self, table: Path) -> None:
        begins = self.at
        path = (*table, *self._keys())
        after, self.at = self.at, begins
        self._mark(path)
        self.at = after
        if self._next() == "=":
            self.at += 1
            self._value(path)

    def _value(self, path: Path) -> None:
        opens = self._next()
        self._mark(path)
        if opens in {"[", "{"}:
            self.at += 1
            self._items(path, "]" if opens == "[" else "}")
        elif scalar := _SCALAR.match(self.text, self.at):
            self.at = scalar.end()

    def _items(self, path: Path, closes: str) -> None:
        item = 0
        while (letter := self._next()) not in {closes, ""}:
            begins = self.at
            if letter == ",":
                self.at += 1
            elif closes == "]":
                self._value((*path, item))
                item += 1
            else:
                self._pair(path)
            if self.at == begins:
                return
        self.at += 1
