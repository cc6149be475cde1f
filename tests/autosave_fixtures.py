"""A page that saves itself, as its script would ask for it."""

from typing import Any

from tests.errand_fixtures import address
from tests.hostile import Forms

ABOUT = address("about-you")


def window(client: Any, path: str = ABOUT) -> str:
    """What the page that is drawn now says of its window."""
    every = Forms(client.get(path).content.decode()).found
    return next(fields["window"] for _m, _action, fields in every if "window" in fields)


def autosave(client: Any, path: str, in_window: str, **form: Any) -> int:
    """The status; `turn` is the number of the save, the first where none is given."""
    told = {"window": in_window, "turn": "1", "autosave": "1", **form}
    return int(client.post(path, told).status_code)


def shown(client: Any, path: str = ABOUT) -> Any:
    return client.get(path).context["form"]
