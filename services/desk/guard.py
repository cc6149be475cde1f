"""Lets an operator of an open centre in; sends the unknown to sign in and refuses everybody else."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from audit.centres.models import Centre, Operator
from audit.centres.replaying import owner_of
from audit.centres.roles import Role
from audit.centres.sessions import SessionEnded

P = ParamSpec("P")
DeskView = Callable[Concatenate[HttpRequest, Operator, P], HttpResponse]
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def serves_on(centre: Centre, day: date) -> bool:
    """Whether the centre serves anybody that day; a camp has a first and a last one."""
    begun = centre.opens_on is None or centre.opens_on <= day
    over = centre.closes_on is not None and centre.closes_on < day
    return centre.is_open and begun and not over


def desk_view(view: DeskView[P]) -> View[P]:
    """Gives the view the operator who is signed in, through whom it reaches every row."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        operator = request.user
        if not isinstance(operator, Operator):
            if owner := owner_of(request):
                raise SessionEnded(owner)
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "")
        centre = operator.centre if operator.role == Role.OPERATOR else None
        if centre is None or not serves_on(centre, timezone.localdate()):
            raise PermissionDenied
        return view(request, operator, *args, **kwargs)

    return guarded
