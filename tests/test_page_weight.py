"""On a 2G line a first view is 14 KB, a later page 5 KB and one round trip: measured at gunicorn."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.operation_fixtures import Portal, manage, portal
from tests.wire import Answer, Reader

# With every head: what the line carries.
FIRST_VIEW = 14 * 1024
# Without heads: those of later answers say what the first said, and HTTP/2 sends that in a few bytes.
LATER_PAGE = 5 * 1024
MOST_REQUESTS = 6
PAGES = (
    "/",
    "/services/",
    "/services/land-mutation/",
    "/services/?q=birth",
    "/services/caste-certificate/apply/",
    "/services/caste-certificate/apply/about-you/",
    "/my/sign-in/",
    "/track/",
    "/information-form/",
    "/operator/sign-in/",
    "/policies/privacy/",
    "/sitemap/",
    "/nowhere/",
)
IMMUTABLE = "max-age=315360000, public, immutable"


@pytest.fixture(scope="module")
def up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The whole catalogue, static files collected, gunicorn in front."""
    folder = tmp_path_factory.mktemp("weight")
    with portal(folder) as started:
        started.wait_until_up()
        yield started
    manage("db", "stop", BSK_VAR=str(folder / "var"), BSK_PGDATA=str(folder / "postgres"))


@pytest.fixture
def reader(up: Portal, language: str) -> Reader:
    """A browser with a draft begun, which has fetched nothing yet."""
    found = Reader(up.port, language)
    assert found.submit("/services/caste-certificate/apply/", {}).status == 302
    return found


@pytest.mark.parametrize("language", ["bn", "en"])
def test_first_view_of_any_page_fits_the_budget_in_six_requests(reader: Reader) -> None:
    weights, requests = {}, {}
    for path in PAGES:
        reader.kept.clear()
        page = reader.ask(path)
        files = reader.fetch(page)
        weights[path] = len(page.raw) + sum(len(file.raw) for file in files.values())
        requests[path] = 1 + len(files)
        assert page.headers["content-encoding"] == "br"
        assert all(file.status == 200 for file in files.values())
    assert {path: size for path, size in weights.items() if size > FIRST_VIEW} == {}
    assert {path: count for path, count in requests.items() if count > MOST_REQUESTS} == {}


@pytest.mark.parametrize("language", ["bn", "en"])
def test_later_page_is_one_request_within_five_kilobytes(reader: Reader) -> None:
    reader.fetch(reader.ask("/information-form/"))
    fetched: list[str] = []
    for name in [name for name in PAGES if name != "/nowhere/"]:
        page = reader.ask(name)
        files = reader.fetch(page)
        fetched += files
        assert (name, page.status) == (name, 200)
        assert len(page.body) + sum(len(file.body) for file in files.values()) <= LATER_PAGE, name
    # What saves a form by itself comes with the first of an application's pages, and with no other.
    assert [re.sub(r"\.[0-9a-f]{12}\.", ".", name) for name in fetched] == [
        "/static/js/autosave.js"
    ]


@pytest.mark.parametrize("language", ["bn"])
def test_assets_are_named_by_their_content_and_never_asked_for_again(reader: Reader) -> None:
    for path in ("/", "/information-form/"):
        for name, file in reader.fetch(reader.ask(path)).items():
            assert re.fullmatch(r"/static/.+\.[0-9a-f]{12}\.(css|js|svg)", name)
            assert file.headers["cache-control"] == IMMUTABLE


@pytest.mark.parametrize("language", ["bn"])
def test_no_page_brings_a_font(reader: Reader) -> None:
    sheets = [
        file.text for name, file in reader.fetch(reader.ask("/")).items() if name.endswith(".css")
    ]
    assert len(sheets) == 1
    assert re.findall(r"@font-face|@import|url\((?!['\"]?data:)", "".join(sheets)) == []


@pytest.mark.parametrize("language", ["bn"])
def test_head_sends_the_head_alone(reader: Reader) -> None:
    answer: Answer = reader.ask("/", "HEAD")
    assert (answer.status, answer.body, answer.headers["content-encoding"]) == (200, b"", "br")


def test_scripts_are_enhancements_of_three_kilobytes_at_most() -> None:
    folder = Path(__file__).resolve().parent.parent / "static/js"
    assert {path.name for path in folder.glob("*.js") if path.stat().st_size > 3072} == set()
