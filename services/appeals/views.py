"""The citizen's pages of an appeal: lodge it, see how it stands, print Form 2."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from audit.journal.actors import CITIZEN
from citizens.people.citizens_only import citizens_only
from services.appeals import rows
from services.appeals.filling import fill_in
from services.appeals.form_two import lines
from services.appeals.models import Appeal
from services.requests.acknowledgement import is_served_by
from services.requests.models import ServiceRequest


@citizens_only
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    try:
        found = rows.own_request(request, number)
    except rows.SignInFirst:
        return rows.to_sign_in(request)
    return fill_in(
        request, found, template="services/appeals/appeal.html", then=address_of, by=CITIZEN
    )


@require_safe
def lodged(request: HttpRequest, number: str, appeal_number: str) -> HttpResponse:
    return of_one(request, number, appeal_number, "services/appeals/lodged.html")


@require_safe
def form_two(request: HttpRequest, number: str, appeal_number: str) -> HttpResponse:
    return of_one(request, number, appeal_number, "services/appeals/form_two.html")


def of_one(request: HttpRequest, number: str, appeal_number: str, template: str) -> HttpResponse:
    """A page of one appeal, for whose request it is and for the centre that served her."""
    try:
        found = served_request(request, number) or rows.own_request(request, number)
    except rows.SignInFirst:
        return rows.to_sign_in(request)
    stored = rows.stored_number(appeal_number)
    one = found.appeals.filter(number=stored).select_related("request").first()
    if one is None:
        raise Http404
    one.request = found
    context = {
        "appeal": one,
        "found": found,
        "own": not request.user.is_authenticated,
        "lines": list(lines(one)) if template.endswith("form_two.html") else [],
    }
    return render(request, template, context)


def served_request(request: HttpRequest, number: str) -> ServiceRequest | None:
    """The request, where staff of its own centre ask for it."""
    if not request.user.is_authenticated:
        return None
    found = (
        ServiceRequest.objects.select_related("service__department", "citizen", "district")
        .filter(acknowledgement=rows.stored_number(number))
        .first()
    )
    return found if found and is_served_by(request, found) else None


def address_of(one: Appeal) -> str:
    return reverse("appeal-lodged", args=[one.request.acknowledgement, one.number])
