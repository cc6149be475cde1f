"""Sends whoever has proved no number to prove it, and back."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from citizens.own_sign_in.sessions import mobile_of

P = ParamSpec("P")


def signed_in_only(
    view: Callable[Concatenate[HttpRequest, str, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """The view is given the number that is proved in this browser."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if mobile := mobile_of(request):
            return view(request, mobile, *args, **kwargs)
        back = request.get_full_path() if request.method in ("GET", "HEAD") else reverse("my")
        return redirect(f"{reverse('my-sign-in')}?{urlencode({'next': back})}")

    return guarded
