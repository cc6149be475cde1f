"""Keeps signed-in staff off the citizens' pages: what they type there for one would stay for the next."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def citizens_only(view: View[P]) -> View[P]:
    """Sends staff to the desk, where each citizen's application is ended before the next begins.

    Who has no desk, as the PMU, is sent to the admin.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("admin:index" if request.user.is_staff else "desk")
        return view(request, *args, **kwargs)

    return guarded
