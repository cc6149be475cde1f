"""An officer's day: what is new, what is with her, what is due and late, what she decided."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.centres.guard import office_view
from audit.centres.models import Operator


@require_safe
@office_view()
def office(request: HttpRequest, officer: Operator) -> HttpResponse:
    return render(request, "services/office/home.html")
