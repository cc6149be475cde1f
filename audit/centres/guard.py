"""Lets in staff whose role has the right that a page needs; refuses everybody else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from audit.centres.models import Operator

P = ParamSpec("P")
StaffView = Callable[Concatenate[HttpRequest, Operator, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def staff_view(right: str) -> Callable[[StaffView[P]], View[P]]:
    """Gives the view the member of staff who is signed in and has the right."""

    def guard(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            person = request.user
            if not isinstance(person, Operator):
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "")
            if not person.has_perm(right):
                raise PermissionDenied
            return view(request, person, *args, **kwargs)

        return guarded

    return guard
