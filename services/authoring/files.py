"""A service as a file: taken out as it stands, and brought in with every fault of it named by its line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from audit.centres.models import Operator
from audit.languages.data_files import Fault, FaultyData, decoded
from audit.languages.switching import as_typed, is_switch
from services.authoring import rows, workflow
from services.authoring.content import Content, as_fields, as_json
from services.authoring.guard import SEE, WRITE, staff_view
from services.catalogue.bank import whole_bank
from services.catalogue.reading import read_one
from services.catalogue.stored import as_read
from services.catalogue.writing import written

LARGEST = 500_000


class FileForm(forms.Form):
    """A file, or its text; what was read of a faulty file stays in the box to be put right there."""

    file = forms.FileField(label=gettext_lazy("File"), required=False, allow_empty_file=True)
    text = forms.CharField(
        label=gettext_lazy("or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": 16, "spellcheck": "false", "lang": "en"}),
    )

    data: Any
    slug = ""
    content: Content
    faults: tuple[Fault, ...] = ()

    def clean(self) -> None:
        if self.errors:
            return
        name, text = self.given()
        try:
            self.slug, fields = read_one(name, text, rows.departments(), whole_bank())
        except FaultyData as faulty:
            self.faults = tuple(faulty.faults)
            self.add_error("text", _("Nothing is stored: the file has the faults below."))
            return
        self.content = as_json(fields)

    def given(self) -> tuple[str, str]:
        """The file's name and text. Raises ValidationError where there is nothing to read."""
        sent = self.cleaned_data.get("file")
        if sent is None:
            text: str = self.cleaned_data["text"].replace("\r\n", "\n")
            if not text.strip():
                raise ValidationError(_("Choose a file, or paste its text."))
            return "text", text
        if sent.size > LARGEST:
            raise ValidationError(_("A file of a service has at most 500 KB."))
        try:
            text = decoded("file", sent.read())
        except FaultyData as faulty:
            raise ValidationError([fault.reason for fault in faulty.faults]) from faulty
        if not text.strip():
            raise ValidationError(_("Choose a file, or paste its text."))
        self.data = {**self.data.dict(), "text": text}
        return "file", text


@staff_view(WRITE)
def import_file(request: HttpRequest, person: Operator) -> HttpResponse:
    """A new service, or a change of the one whose short name the file says."""
    if is_switch(request):
        form = as_typed(request.POST, FileForm)
    elif request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                workflow.begin(
                    form.slug,
                    form.content,
                    service=rows.service_of(form.slug),
                    how="file",
                    by=person.actor,
                )
                return redirect("authoring-service", form.slug)
            except workflow.AlreadyOpen:
                form.add_error(
                    "text", _("A change of this service is already on its way; give it up first.")
                )
    else:
        form = FileForm()
    return render(request, "services/authoring/import.html", {"form": form})


@require_safe
@staff_view(SEE)
def export_file(request: HttpRequest, person: Operator, slug: str) -> HttpResponse:
    """The proposal that is on its way, else what is published; the loader reads it."""
    proposal, service = rows.open_proposal(slug), rows.service_of(slug)
    if proposal is not None:
        fields = as_fields(proposal.content)
    elif service is not None:
        fields = as_read(service)
    else:
        raise Http404
    return HttpResponse(
        written(slug, fields),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{slug}.toml"'},
    )
