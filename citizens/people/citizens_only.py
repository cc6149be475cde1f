"""Keeps signed-in staff off the citizens' pages: what they type there for one would stay for the next."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from audit.centres.models import Operator

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def citizens_only(view: View[P]) -> View[P]:
    """Sends staff to the desk, where each citizen's application is ended before the next begins.

    Who has no desk is sent to her own first page.
    """

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if isinstance(request.user, Operator):
            return redirect(request.user.first_page)
        return view(request, *args, **kwargs)

    return guarded
