"""The page that a mistake stands on: a path of our own, without what names a person's matter."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.urls import Resolver404, URLPattern, get_resolver, resolve

# What stands in these addresses is public: the short names of services and policies.
PUBLIC = ("services/", "policies/")
LONGEST = 200


def kept_of(route: str, path: str) -> str:
    """The path as it may be kept: up to the first number, token or name that stands in it.

    "" for what has no page of the portal's own, as Django's admin.
    """
    if route.startswith("admin/"):
        return ""
    if "<" not in route or route.startswith(PUBLIC):
        return path
    return "/" + route[: route.index("<")]


def own_page(typed: str) -> str:
    """The page that was asked for, as it may be kept; "" where it is none of ours."""
    if len(typed) > LONGEST or not typed.startswith("/"):
        return ""
    if typed in _cut_paths():
        return typed
    try:
        return kept_of(resolve(typed).route, typed)
    except Resolver404:
        return ""


@cache
def _cut_paths() -> frozenset[str]:
    return frozenset(kept_of(route, "") for route in _routes()) - {""}


def _routes() -> Iterator[str]:
    def walk(patterns: Any, before: str) -> Iterator[str]:
        for pattern in patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield here
            else:
                yield from walk(pattern.url_patterns, here)

    yield from walk(get_resolver().url_patterns, "")
