"""Text goes out in Brotli or gzip, and its length gives away nothing that stands in it."""

import gzip
import re
from typing import Any

import brotli
import pytest
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory

from bsk_portal.compression import MOST_PADDING, CompressionMiddleware, best_coding
from tests.catalogue_rows import make_pond_lease
from tests.errand_fixtures import address, caste_certificate, fill, send

__all__ = ["caste_certificate"]
TEXT = "বাংলা সহায়তা কেন্দ্র " * 40
LIKES_BOTH: dict[str, Any] = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd"}


def answer(response: HttpResponseBase, path: str = "/", **headers: Any) -> Any:
    def view(request: HttpRequest) -> HttpResponseBase:
        return response

    return CompressionMiddleware(view)(RequestFactory().get(path, **(headers or LIKES_BOTH)))


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("BR;q=1.0, gzip;q=0.8, *;q=0.1", "br"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0, gzip;q=0.0", ""),
        ("*", "br"),
        ("*;q=0", ""),
        ("br;q=0, *", "gzip"),
        ("identity", ""),
        ("identity;q=1, br;q=0.5", ""),
        ("identity;q=0.5, gzip;q=1", "gzip"),
        ("br;q=high, gzip;q=2", ""),
        ("brotli, gzipped", ""),
        ("deflate", ""),
        ("", ""),
    ],
)
def test_browser_gets_what_it_likes_best(accepted: str, coding: str) -> None:
    assert best_coding(accepted) == coding


@pytest.mark.parametrize(
    ("accepted", "decode"), [("br", brotli.decompress), ("gzip", gzip.decompress)]
)
def test_browser_reads_back_what_was_sent(accepted: str, decode: Any) -> None:
    found = answer(HttpResponse(TEXT), HTTP_ACCEPT_ENCODING=accepted)
    assert decode(found.content).decode() == TEXT
    assert found["Content-Encoding"] == accepted
    assert found["Content-Length"] == str(len(found.content))
    assert found["Vary"] == "Accept-Encoding"


def test_browser_that_reads_neither_gets_the_text_and_the_cache_is_told() -> None:
    found = answer(HttpResponse(TEXT, headers={"Vary": "Cookie"}), HTTP_ACCEPT_ENCODING="")
    assert (found.content.decode(), found["Vary"]) == (TEXT, "Cookie, Accept-Encoding")
    assert "Content-Encoding" not in found


def test_strong_etag_becomes_weak() -> None:
    found = answer(HttpResponse(TEXT, headers={"ETag": '"abc"'}))
    assert found["ETag"] == 'W/"abc"'


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("short"),
        HttpResponse(TEXT, content_type="image/png"),
        HttpResponse(TEXT, headers={"Content-Encoding": "zstd"}),
        HttpResponse(TEXT, headers={"Content-Range": "bytes 0-9/90"}, status=206),
        HttpResponse(TEXT, headers={"Cache-Control": "no-transform"}),
        HttpResponse(status=304),
        HttpResponse(status=204),
    ],
)
def test_answer_that_must_not_change_is_left_alone(response: HttpResponse) -> None:
    before = (response.content, dict(response.items()))
    found = answer(response)
    assert (found.content, dict(found.items())) == before


def test_streamed_answer_is_left_alone() -> None:
    found = answer(StreamingHttpResponse(iter([TEXT.encode(), b"end"])))
    assert b"".join(found.streaming_content) == TEXT.encode() + b"end"
    assert "Content-Encoding" not in found


def test_json_is_compressed_too() -> None:
    found = answer(JsonResponse({"text": TEXT}))
    assert found["Content-Encoding"] == "br"


@pytest.mark.parametrize("accepted", ["br", "gzip"])
def test_the_same_text_has_many_lengths(accepted: str) -> None:
    lengths = {
        len(answer(HttpResponse(TEXT), HTTP_ACCEPT_ENCODING=accepted).content) for _ in range(200)
    }
    assert len(lengths) > MOST_PADDING / 2
    assert max(lengths) - min(lengths) <= MOST_PADDING


def test_answer_of_a_person_to_an_address_with_a_query_is_not_compressed() -> None:
    for cache_control, coding in (("no-store", None), ("private, no-cache", "br")):
        response = HttpResponse(TEXT, headers={"Cache-Control": cache_control})
        assert answer(response, "/?guess=abc").get("Content-Encoding") == coding
    private = HttpResponse(TEXT, headers={"Cache-Control": "no-store"})
    assert answer(private)["Content-Encoding"] == "br"


@pytest.mark.django_db
def test_page_of_a_person_is_not_compressed_beside_a_strangers_words(
    client: Client, caste_certificate: Any
) -> None:
    fill(client)
    check = address("check")
    token = client.get(f"{check}?guess=name", **LIKES_BOTH)
    made = send(client)
    number = client.get(f"{made.url}?guess=name", **LIKES_BOTH)
    assert re.search(rb'name="form_token" value="[0-9a-f-]{36}"', token.content)
    assert b"guess=name" in number.content  # it repeats the query, and holds a name
    assert "সুচিত্রা" in number.content.decode()
    assert ["Content-Encoding" in page for page in (token, number)] == [False, False]
    assert client.get(made.url, **LIKES_BOTH)["Content-Encoding"] == "br"


@pytest.mark.django_db
def test_csrf_token_is_another_text_in_every_page(client: Client) -> None:
    pages = [client.get("/track/").content.decode() for _ in range(3)]
    tokens = [t for page in pages for t in re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page)]
    assert len(tokens) >= 3
    assert len(set(pages)) == 3
    firsts = [re.search(r'csrfmiddlewaretoken" value="(\w+)"', page) for page in pages]
    assert len({first[1] for first in firsts if first}) == 3


@pytest.mark.django_db
def test_public_search_is_compressed_and_sets_nothing_that_is_the_same_twice(
    client: Client,
) -> None:
    make_pond_lease()
    found = client.get("/services/?q=lease", **LIKES_BOTH)
    assert (found["Content-Encoding"], found["Cache-Control"]) == ("br", "private, no-cache")
    assert "bsk-session" not in found.cookies
    assert "পুকুর" in brotli.decompress(found.content).decode()


@pytest.mark.django_db
def test_head_tells_what_get_would_send(client: Client) -> None:
    head = client.head("/", **LIKES_BOTH)
    assert (head.content, head["Content-Encoding"]) == (b"", "br")
    assert "Accept-Encoding" in head["Vary"]
