"""The one way in which a form of authoring is drawn, drawn anew in another language, and saved."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from audit.centres.models import Operator
from audit.languages.switching import as_typed, is_switch
from services.authoring.content import Content
from services.authoring.editing import Closed, Stale, edit
from services.authoring.models import Proposal
from services.catalogue.differences import differences

F = TypeVar("F", bound=forms.Form)


def revision_of(request: HttpRequest) -> int:
    """Which revision the form was drawn from; -1, which none is, where that cannot be read."""
    typed = request.POST.get("revision", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 10 else -1


def shut(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Where somebody goes who wanted to change what can no longer be changed."""
    messages.warning(request, _("This can no longer be changed: it is with the reviewer."))
    return redirect("authoring-service", proposal.slug)


@dataclass
class Page(Generic[F]):
    """A form over one part of a proposal. `write` puts what a valid form says into the content."""

    template: str
    part: str
    form_class: type[F]
    initial: dict[str, Any]
    write: Callable[[F, Content], None]
    back: str  # where one goes on after saving
    kwargs: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    saved: str = ""

    def answer(self, request: HttpRequest, person: Operator, proposal: Proposal) -> HttpResponse:
        if not proposal.is_editable:
            return shut(request, proposal)
        form, stale = self.form_for(request), {}
        if form.is_bound and not is_switch(request) and form.is_valid():
            try:
                self.save(request, person, proposal, form)
                messages.success(request, self.saved or _("Saved."))
                return redirect(self.back)
            except Closed:
                return shut(request, proposal)
            except Stale as refused:
                stale = self.what_changed(proposal, form, refused)
        context = {"form": form, "proposal": proposal, **self.context, **stale}
        return render(request, f"services/authoring/{self.template}.html", context)

    def form_for(self, request: HttpRequest) -> F:
        if is_switch(request):
            return as_typed(request.POST, self.form_class, **self.kwargs)
        if request.method == "POST":
            return self.form_class(request.POST, initial=self.initial, **self.kwargs)
        return self.form_class(initial=self.initial, **self.kwargs)

    def save(self, request: HttpRequest, person: Operator, proposal: Proposal, form: F) -> None:
        edit(
            proposal,
            lambda content: self.write(form, content),
            part=self.part,
            revision=revision_of(request),
            by=person.actor,
        )

    def what_changed(self, proposal: Proposal, form: F, refused: Stale) -> dict[str, Any]:
        """Who changed what meanwhile, and what saving now would change; the page then saves over it."""
        proposal.refresh_from_db()
        typed = deepcopy(proposal.content)
        self.write(form, typed)
        return {
            "meanwhile": refused.meanwhile,
            "would_change": differences(proposal.content, typed),
        }


def change_at_once(
    request: HttpRequest,
    person: Operator,
    proposal: Proposal,
    change: Callable[[Content], None],
    *,
    part: str,
) -> bool:
    """For a button that changes one thing, as a move: whether it is done; if not, a message says why."""
    try:
        edit(proposal, change, part=part, revision=revision_of(request), by=person.actor)
    except Closed:
        messages.warning(request, _("This can no longer be changed: it is with the reviewer."))
    except Stale:
        messages.warning(
            request, _("Somebody else changed the service meanwhile. Look at it and do it again.")
        )
    else:
        return True
    return False
