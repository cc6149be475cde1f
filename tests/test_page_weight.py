"""A first view over a 2G line: page, stylesheets and mark together stay within 14 KB, compressed."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.test import Client

from services.catalogue.loading import load_catalogue

BUDGET = 14 * 1024
LATER_PAGE = 5 * 1024
NGINX_QUALITY = 5


def weight(content: bytes) -> int:
    return len(brotli.compress(content, quality=NGINX_QUALITY))


def linked(html: str) -> list[bytes]:
    """The files of this host that a browser fetches with the page."""
    paths = set(re.findall(r'(?:href|src)="/static/([^"]+)"', html))
    return [(Path(settings.STATICFILES_DIRS[0]) / path).read_bytes() for path in paths]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["bn", "en"])
def test_first_view_fits_the_budget_with_the_whole_catalogue(client: Client, language: str) -> None:
    load_catalogue()
    client.cookies["bsk-language"] = language
    html = client.get("/").content
    files = linked(html.decode())
    assert len(files) == 6
    assert sum(map(weight, [html, *files])) <= BUDGET


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/services/", "/services/land-mutation/", "/policies/privacy/", "/track/"]
)
def test_later_pages_weigh_five_kilobytes_at_most(client: Client, path: str) -> None:
    load_catalogue()
    assert weight(client.get(path).content) <= LATER_PAGE
