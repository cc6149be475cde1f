"""Joins the stylesheets of the components into one a kind of page, so that a page asks for one file.

It alters nothing in them: the order below is the cascade's, and there is no other step.
"""

from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib.staticfiles.finders import FileSystemFinder
from django.core.files.storage import FileSystemStorage

COMPONENTS = settings.BASE_DIR / "static" / "css"
JOINED = settings.VAR_DIR / "stylesheets"

# tokens first: all others use them. print last: it overrules them.
SHEETS: dict[str, tuple[str, ...]] = {
    "styles/public.css": (
        "tokens",
        "page",
        "text",
        "scripts",
        "lists",
        "masthead",
        "languages",
        "navigation",
        "search",
        "staff-bar",
        "footer",
        "display",
        "notice",
        "panel",
        "tag",
        "table",
        "summary-list",
        "facts",
        "details",
        "field",
        "input",
        "choices",
        "date-parts",
        "documents",
        "group",
        "button",
        "error-summary",
        "older",
        "print",
    ),
    "styles/desk.css": ("desk", "desk-bar", "desk-table", "desk-facts", "desk-sheet", "office"),
    "styles/pmu.css": ("authoring", "letter"),
}


def join(sheet: str) -> None:
    """Writes the sheet into the host's own folder, if a component has changed since."""
    content = b"\n".join((COMPONENTS / f"{name}.css").read_bytes() for name in SHEETS[sheet])
    path = JOINED / sheet
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(content)
    written = Path(file.name)
    written.chmod(0o644)
    written.replace(path)


class JoinedStylesheets(FileSystemFinder):
    """Gives them to collectstatic, and to the tests, which collect nothing."""

    def __init__(self) -> None:
        for sheet in SHEETS:
            join(sheet)
        self.locations = [("", str(JOINED))]
        self.storages = {str(JOINED): FileSystemStorage(location=JOINED)}
