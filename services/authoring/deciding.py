"""Buttons on a proposal's way: sent, returned, approved, given up; and a service taken from the public."""

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from audit.centres.models import Operator
from audit.languages.switching import as_typed, is_switch
from services.authoring import rows, workflow
from services.authoring.deciding_form import ApproveForm, ReasonForm
from services.authoring.guard import APPROVE, WRITE, staff_view
from services.authoring.overview import show
from services.authoring.saving import revision_of

F = TypeVar("F", bound=forms.Form)


def _moved_on(request: HttpRequest, slug: str) -> HttpResponse:
    messages.warning(request, _("The proposal has moved on meanwhile. Look at where it is now."))
    return redirect("authoring-service", slug)


def _typed(request: HttpRequest, form_class: type[F], auto_id: str) -> F:
    """Beside another form on the page, so with ids of its own."""
    if is_switch(request):
        return as_typed(request.POST, form_class, auto_id=auto_id)
    return form_class(request.POST, auto_id=auto_id)


@require_POST
@staff_view(WRITE)
def sending(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    try:
        workflow.send(rows.proposal_of(slug), by=person.actor)
    except workflow.Incomplete as refused:
        return show(request, person, slug, refused=refused.lacks)
    except workflow.WrongStage:
        return _moved_on(request, slug)
    messages.success(request, _("Sent for review. Another person looks through it now."))
    return redirect("authoring-service", slug)


@require_POST
@staff_view(APPROVE)
def returning(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    form = _typed(request, ReasonForm, "reason_%s")
    if is_switch(request) or not form.is_valid():
        return show(request, person, slug, form=form, reason_form=form, page_form="return")
    try:
        workflow.give_back(
            rows.proposal_of(slug), reason=form.cleaned_data["reason"], by=person.actor
        )
    except workflow.WrongStage:
        return _moved_on(request, slug)
    except workflow.OwnWork as error:
        raise PermissionDenied from error
    messages.success(request, _("Returned to the author."))
    return redirect("authoring-service", slug)


@require_POST
@staff_view(APPROVE)
def approval(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """Refuses who wrote any of it, whatever her role."""
    form = _typed(request, ApproveForm, "approve_%s")
    if is_switch(request) or not form.is_valid():
        return show(request, person, slug, form=form, approve_form=form, page_form="approval")
    try:
        workflow.approve(
            rows.proposal_of(slug),
            revision=revision_of(request),
            publish_at=form.publish_at,
            by=person.actor,
        )
    except workflow.WrongStage:
        return _moved_on(request, slug)
    except workflow.OwnWork as error:
        raise PermissionDenied from error
    except workflow.Incomplete as refused:
        return show(request, person, slug, refused=refused.lacks)
    later = form.publish_at is not None
    messages.success(
        request, _("Approved. It is published at its time.") if later else _("Published.")
    )
    return redirect("authoring-service", slug)


@require_POST
@staff_view(WRITE)
def giving_up(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    try:
        workflow.give_up(rows.proposal_of(slug), by=person.actor)
    except workflow.WrongStage:
        return _moved_on(request, slug)
    messages.info(request, _("The proposal is given up. What the public sees has not changed."))
    return redirect("authoring")


@require_POST
@staff_view(APPROVE)
def offer(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """Takes the service from the public at once, or gives it back."""
    service: Any = rows.service_of(slug)
    if service is None:
        raise Http404
    offered = "offer" in request.POST
    workflow.offer(service, offered=offered, by=person.actor)
    messages.success(
        request,
        _("The service is offered again.")
        if offered
        else _("The service is withdrawn: nobody can begin an application."),
    )
    return redirect("authoring-service", slug)
