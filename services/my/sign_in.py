"""Signing in by mobile number and one-time code: one answer for known and unknown numbers."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from audit.journal.client_address import source_of
from audit.journal.models import Refusal
from audit.journal.refusals import TooManyTries, refuse
from audit.languages.switching import as_typed, is_switch
from citizens.own_sign_in import codes, sessions
from citizens.people.citizens_only import citizens_only
from citizens.people.tokens import token_of_or_new
from services.my.forms import CodeForm, NumberForm

LONGEST_ADDRESS = 1_000


@citizens_only
@sensitive_post_parameters()
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        if sessions.mobile_of(request):
            return HttpResponseRedirect(next_page(request))
        return show(request, NumberForm())
    if is_switch(request):
        return show(request, as_typed(request.POST, NumberForm))
    form = NumberForm(request.POST)
    if not form.is_valid():
        return show(request, form)
    try:
        secret = codes.ask(
            request,
            mobile=form.cleaned_data["mobile"],
            token=token_of_or_new(request.POST),
            address=source_of(request),
            language=request.LANGUAGE_CODE,
        )
    except TooManyTries as error:
        return too_many(request, form, error)
    response = HttpResponseRedirect(f"{reverse('my-code')}{with_next(request)}")
    codes.keep(response, secret)
    return response


def show(request: HttpRequest, form: NumberForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "form_token": token_of_or_new(request.POST),
        "next": wanted(request),
        "signed_out": "signed-out" in request.GET,
    }
    return render(request, "services/my/sign_in.html", context, status=status)


def too_many(request: HttpRequest, form: NumberForm, error: TooManyTries) -> HttpResponse:
    """The same page with what was typed; a stranger learns nothing of the number."""
    refuse(request, Refusal.Rule.RATE_LIMIT)
    form.add_error(
        None,
        _(
            "Too many codes were asked for in a short time. Wait a quarter of an hour; if that does "
            "not help, try again tomorrow."
        ),
    )
    response = show(request, form, status=429)
    response["Retry-After"] = str(error.seconds)
    return response


@citizens_only
@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    asked = codes.asked_here(request)
    if asked is None:
        return redirect("my-sign-in")
    if is_switch(request):
        form = as_typed(request.POST, CodeForm)
    elif request.method == "POST":
        form = CodeForm(request.POST)
        if form.is_valid():
            address = source_of(request)
            answer, secret = codes.give_back(request, form.cleaned_data["code"], address=address)
            if answer is codes.Answer.RIGHT:
                return signed_in(request, secret)
            refused(request, form, answer)
    else:
        form = CodeForm()
    context = {
        "form": form,
        "ending": asked.mobile[-4:],
        "mobile": asked.mobile,
        "next": wanted(request),
        "form_token": token_of_or_new(request.GET),
    }
    return render(request, "services/my/code.html", context)


def refused(request: HttpRequest, form: CodeForm, answer: codes.Answer) -> None:
    dead = answer is codes.Answer.DEAD
    refuse(request, Refusal.Rule.LOCKOUT if dead else Refusal.Rule.SIGN_IN)
    form.add_error(
        "code",
        {
            codes.Answer.WRONG: _("This is not the code. Look at the message again."),
            codes.Answer.OVER: _("This code works no longer. Ask for a new one."),
            codes.Answer.DEAD: _("A wrong code was typed five times. Ask for a new one."),
        }[answer],
    )


def signed_in(request: HttpRequest, secret: str) -> HttpResponse:
    response = HttpResponseRedirect(next_page(request))
    sessions.keep(response, secret)
    codes.forget(response)
    return response


def wanted(request: HttpRequest) -> str:
    """Where she was going, when that is a page of ours; else ""."""
    to = request.POST.get("next") or request.GET.get("next", "")
    own = to.startswith("/") and url_has_allowed_host_and_scheme(
        to, allowed_hosts=None, require_https=request.is_secure()
    )
    return to if own and len(to) <= LONGEST_ADDRESS else ""


def next_page(request: HttpRequest) -> str:
    return wanted(request) or reverse("my")


def with_next(request: HttpRequest) -> str:
    to = wanted(request)
    return f"?{urlencode({'next': to})}" if to else ""
