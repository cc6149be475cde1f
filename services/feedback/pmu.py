"""What citizens say of the service, for the PMU: counts for all who see it, words for who answers people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.centres.guard import staff_view
from audit.centres.models import Operator
from services.feedback.counting import LEAST_SHOWN, by_centre, by_service, words_to_read

MOST_WORDS = 100


@require_safe
@staff_view("services.view_score")
def scores(request: HttpRequest, person: Operator) -> HttpResponse:
    reads_words = person.has_perm("services.handle_grievance")
    context = {
        "least": LEAST_SHOWN,
        "centres": by_centre(),
        "services": by_service(),
        "reads_words": reads_words,
        "words": words_to_read(MOST_WORDS) if reads_words else [],
    }
    return render(request, "services/feedback/scores.html", context)
