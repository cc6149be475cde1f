"""The first page of authoring: what is on its way, every service, and how a new one is begun."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from audit.centres.models import Operator
from audit.languages.switching import as_typed, is_switch
from services.authoring import rows, workflow
from services.authoring.content import as_json, begun
from services.authoring.facts_form import BeginForm
from services.authoring.guard import APPROVE, SEE, WRITE, staff_view
from services.catalogue.stored import as_read


@require_safe
@staff_view(SEE)
def index(request: HttpRequest, person: Operator) -> HttpResponse:
    proposals = list(rows.open_proposals())
    context = {
        "proposals": proposals,
        "services": rows.services(),
        "may_write": person.has_perm(WRITE),
        "may_approve": person.has_perm(APPROVE),
    }
    return render(request, "services/authoring/index.html", context)


@staff_view(WRITE)
def begin(request: HttpRequest, person: Operator) -> HttpResponse:
    """A service from nothing: its title and short name, and the rest page by page."""
    if is_switch(request):
        form = as_typed(request.POST, BeginForm)
    elif request.method == "POST":
        form = BeginForm(request.POST)
        if form.is_valid():
            content, slug = begun(form.cleaned_data["title"]), form.cleaned_data["slug"]
            try:
                workflow.begin(slug, content, service=None, how="new", by=person.actor)
                return redirect("authoring-service", slug)
            except workflow.AlreadyOpen:
                form.add_error("slug", _("A service has this short name already."))
    else:
        form = BeginForm()
    return render(request, "services/authoring/begin.html", {"form": form})


@require_POST
@staff_view(WRITE)
def change(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """A copy of the published service, to be changed; what the public sees stays as it is."""
    service = rows.service_of(slug)
    if service is not None:
        content = as_json(as_read(service))
        try:
            workflow.begin(slug, content, service=service, how="change", by=person.actor)
        except workflow.AlreadyOpen:
            messages.info(request, _("A change of this service is already on its way."))
    return redirect("authoring-service", slug)
