"""Answers as the inputs of a page send them: "home-pin" of a field of parts, "family-0-name" of rows."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.requests.group_field import counter_of


def as_inputs(name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    """A kept answer as a page that shows it would send it."""
    if isinstance(value, Mapping):
        for part, each in value.items():
            yield from as_inputs(f"{name}-{part}", each)
    elif isinstance(value, list) and any(isinstance(row, Mapping) for row in value):
        yield counter_of(name), [str(len(value))]
        for number, row in enumerate(value):
            yield from as_inputs(f"{name}-{number}", row)
    elif value is not None:
        values = value if isinstance(value, list) else [value]
        yield name, ["on" if each is True else str(each) for each in values]


def belongs_to(name: str, key: str) -> bool:
    """Whether an input is of the question with this key; "name_2" is another question's own."""
    return name == key or name.startswith(f"{key}-")
