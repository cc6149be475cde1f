"""Signing in and signing out of staff."""

from datetime import timedelta
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from audit.centres import sessions, staff
from audit.centres.forms import OwnPasswordForm, SignInForm
from audit.centres.models import Operator
from audit.centres.replaying import SEALED, Typed, unseal
from audit.journal.rate_limits import RateLimit
from audit.languages.switching import is_switch
from audit.visits.models import Visit

LONGEST_ADDRESS = 1_000
# Who sits down at somebody's open session has no more guesses at her password than at the door.
GUESSES_OF_OWN = RateLimit("own-password", 5, timedelta(minutes=15))
WHY = {
    Visit.Ending.IDLE.value: _("You were signed out because nothing was done for half an hour."),
    Visit.Ending.EXPIRED.value: _("You were signed out at the end of the day's session."),
    Visit.Ending.SIGNED_IN_ELSEWHERE.value: _(
        "Your session here has ended: you signed in at another place."
    ),
    Visit.Ending.ENDED_BY_STAFF.value: _("Your session has ended. Sign in again, or ask the PMU."),
}


@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    if typed := typed_before(request):
        return render(request, "audit/centres/replay.html", {"typed": typed})
    tried = request.method == "POST" and not is_switch(request)
    form = SignInForm(
        request,
        request.POST if tried else None,
        initial={"username": request.POST.get("username")},
    )
    if tried and form.is_valid():
        sessions.begin(request, form.operator)
        if typed := typed_before(request):
            return render(request, "audit/centres/replay.html", {"typed": typed})
        if SEALED in request.POST:
            messages.warning(
                request,
                _("What was typed before was somebody else's, or too old. It is not shown."),
            )
        return HttpResponseRedirect(next_page(request, form.operator))
    return render(
        request,
        "audit/centres/sign_in.html",
        {
            "form": form,
            "next": request.POST.get("next") or request.GET.get("next", ""),
            "sealed": request.POST.get(SEALED, ""),
            "why": WHY.get(request.GET.get("why", "")),
        },
    )


def typed_before(request: HttpRequest) -> Typed | None:
    """What this very person had typed when her session ended, and now comes back with."""
    sealed = request.POST.get(SEALED, "")
    return unseal(sealed, request.user) if sealed and isinstance(request.user, Operator) else None


def next_page(request: HttpRequest, operator: Operator) -> str:
    """Where she was going, when that is here; else her own first page."""
    wanted = request.POST.get("next", "")
    if len(wanted) <= LONGEST_ADDRESS and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return wanted
    return first_page(operator)


def first_page(operator: Operator) -> str:
    return reverse(operator.first_page)


@login_required
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Her own password, by whoever knows the present one; the session goes on under a new key."""
    operator = cast(Operator, request.user)
    tried = request.method == "POST" and not is_switch(request)
    if tried:
        GUESSES_OF_OWN.spend(operator.login_name)
    form = OwnPasswordForm(operator, request.POST if tried else None)
    if tried and form.is_valid():
        staff.change_own_password(operator, form.cleaned_data["new_password1"])
        sessions.renew(request, operator)
        messages.success(request, _("Your password is changed."))
        return HttpResponseRedirect(first_page(operator))
    return render(request, "audit/centres/password.html", {"form": form})


@login_required
@require_safe
def session(request: HttpRequest) -> HttpResponse:
    """Until when she is signed in; to open it makes that later, as to open any page does.

    A page and not a form: it stays true to a window whose form token has since been changed.
    """
    return render(request, "audit/centres/session.html")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Ends session and visit, and asks the browser to forget what it holds of this site."""
    if isinstance(request.user, Operator):
        sessions.end(request, request.user, Visit.Ending.SIGNED_OUT)
    response = HttpResponseRedirect(reverse("operator-sign-in"))
    response["Clear-Site-Data"] = '"cache", "storage"'
    response.delete_cookie(
        f"{settings.COOKIE_PREFIX}bsk-browser", samesite="Lax"
    )  # a draft begun by a citizen at this counter stays out of the next person's sight
    return response
