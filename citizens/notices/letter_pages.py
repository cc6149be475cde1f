"""PMU's page of letters: shows a batch as it is printed, and takes the word that it was."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from audit.centres.guard import staff_view
from audit.centres.models import Operator
from citizens.notices import printing
from citizens.notices.outbox import RESEND, SEE, as_number


@require_safe
@staff_view(SEE)
def letters(request: HttpRequest, person: Operator) -> HttpResponse:
    waiting = printing.to_print()
    context = {
        "letters": printing.letters(list(waiting[: printing.BATCH])),
        "count": waiting.count(),
        "may_print": person.has_perm(RESEND),
        "today": timezone.localdate(),
    }
    return render(request, "citizens/notices/letters.html", context)


@require_POST
@staff_view(RESEND)
def marking(request: HttpRequest, person: Operator) -> HttpResponse:
    """Those that stood on the page, not whatever came since."""
    ids = [as_number(told) for told in request.POST.getlist("letter")[: printing.BATCH]]
    done = printing.mark_printed(ids, timezone.now(), by=person.actor)
    if done:
        told = ngettext("%(count)s letter is printed.", "%(count)s letters are printed.", done)
        messages.success(request, told % {"count": done})
    else:
        messages.info(request, _("No letter was marked."))
    return redirect("letters")
