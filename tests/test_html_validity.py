"""Every page and state in both languages is valid HTML by the Nu Html Checker, in one run of it."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.every_page import Seen, caste_certificate, every_page, world

__all__ = ["caste_certificate", "every_page", "world"]
pytestmark = pytest.mark.django_db
JAR = Path(__file__).parent / "vnu/node_modules/vnu-jar/build/dist/vnu.jar"
# What Django's own admin writes, by the beginning of the sentence: its markup is not ours to mend.
OF_DJANGO = (
    "A table row was",
    "A “select” element with a “required” attribute",
    "Bad value “None” for attribute “lang” on element “select”",
    "Element “option” without attribute “label” must not be empty.",
    "The first “option” element",
    "Text run is not in Unicode Normalization Form C.",
    "The value of attribute “value” on element “input” from namespace",
)


def checked(folder: Path) -> list[dict[str, Any]]:
    """What the checker says of the files of a folder; warnings too."""
    command = ["java", "-Xss1m", "-jar", str(JAR), "--format", "json", "--exit-zero-always"]
    run = subprocess.run([*command, str(folder)], capture_output=True, text=True, check=True)
    messages: list[dict[str, Any]] = json.loads(run.stderr)["messages"]
    return messages


@pytest.fixture(autouse=True)
def checker() -> None:
    if shutil.which("java") is None:
        pytest.skip("HTML is not checked: there is no Java on this machine (.ci/run installs it)")
    if not JAR.exists():
        pytest.skip("HTML is not checked: run `npm ci --prefix tests/vnu` first")


def test_every_page_is_valid_html(every_page: list[Seen], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number, page in enumerate(every_page):
        (folder / f"{number}.html").write_text(page.html)
    faults = set()
    for message in checked(folder):
        page = every_page[int(Path(message["url"]).stem)]
        if not (page.of_django and message["message"].startswith(OF_DJANGO)):
            faults.add((page.name, message["message"], message.get("extract", "")[-80:]))
    assert faults == set()


def test_checker_would_see_a_fault(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="bn"><title>x</title><p id="a"><b id="a">x</b></p></html>'
    (tmp_path / "0.html").write_text(page)
    assert checked(tmp_path)[0]["message"] == "Duplicate ID “a”."
