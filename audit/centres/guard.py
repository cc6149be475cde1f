"""Lets in staff whose role or post has the right that a page needs; refuses everybody else."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from audit.centres.models import Operator
from audit.centres.replaying import owner_of
from audit.centres.roles import Post, Role
from audit.centres.sessions import SessionEnded

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


def office_view(*posts: Post) -> Callable[[StaffView[P]], View[P]]:
    """Gives the view the officer who is signed in; of these posts, where any are named.

    Whose rows they are is not asked here: the view reaches each row through the officer.
    """

    def guard(view: StaffView[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            officer = request.user
            if not isinstance(officer, Operator):
                if owner := owner_of(request):
                    raise SessionEnded(owner)
                return redirect_to_login(request.get_full_path() if request.method == "GET" else "")
            if officer.role != Role.OFFICER or (posts and officer.post not in posts):
                raise PermissionDenied
            return view(request, officer, *args, **kwargs)

        return guarded

    return guard
