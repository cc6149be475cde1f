"""PMU's page of messages: how many wait, failed or are in doubt, and having them sent again."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from audit.centres.guard import staff_view
from audit.centres.models import Operator
from citizens.notices.alarms import standing
from citizens.notices.models import Notice
from citizens.notices.resending import resend, resendable

SEE, RESEND = "citizens.view_notice", "citizens.resend_notice"
ROWS = 50
LISTS = {
    "failed": [Notice.State.FAILED, Notice.State.UNKNOWN],
    "waiting": [Notice.State.WAITING, Notice.State.SENDING],
    "dropped": [Notice.State.DROPPED],
}
WHY = {
    "unreachable": gettext_lazy("The gateway could not be reached"),
    "no_answer": gettext_lazy("The gateway's answer was not seen"),
    "worker_died": gettext_lazy("Sending broke off"),
    "not_accepted": gettext_lazy("The gateway says it did not accept it"),
    "unregistered": gettext_lazy("The text is not registered for DLT yet"),
    "cap_number": gettext_lazy("This number got as many as a number may"),
    "cap_operator": gettext_lazy("The member of staff caused as many as one may"),
    "night": gettext_lazy("Waits for the day"),
    "no_gateway": gettext_lazy("No gateway is set"),
    "template": gettext_lazy("The text could not be written out"),
    "too_late": gettext_lazy("It was of no use any more"),
    "unknown_number": gettext_lazy("Nothing was asked for under this number"),
    "too_old": gettext_lazy("It waited too long"),
}


@dataclass(frozen=True)
class Row:
    notice: Notice
    can_be_resent: bool

    @property
    def recipient(self) -> str:
        """The last four characters of a mobile; of others nothing, a name could stand there."""
        given = self.notice.recipient
        return f"…{given[-4:]}" if self.notice.channel == Notice.Channel.SMS and given else ""

    @property
    def why(self) -> str:
        why = self.notice.why
        if why.startswith(("gateway_", "http_")):
            return _("The gateway refused it: %(code)s") % {"code": why.partition("_")[2]}
        return str(WHY[why]) if why in WHY else why


@require_safe
@staff_view(SEE)
def outbox(request: HttpRequest, person: Operator) -> HttpResponse:
    which = request.GET.get("list", "")
    which = which if which in LISTS else "failed"
    now = timezone.now()
    found = list(listed(which, request.GET.get("before", ""))[: ROWS + 1])
    again = set(
        resendable(now).filter(pk__in=[row.pk for row in found]).values_list("pk", flat=True)
    )
    context = {
        "which": which,
        "counts": counts(),
        "rows": [Row(notice, notice.pk in again) for notice in found[:ROWS]],
        "before": found[ROWS - 1].pk if len(found) > ROWS else None,
        "standing": standing(now),
        "no_gateway": settings.SMS_GATEWAY is None,
        "may_resend": person.has_perm(RESEND) and which == "failed",
        "can_resend": bool(again),
    }
    return render(request, "citizens/notices/outbox.html", context)


@require_POST
@staff_view(RESEND)
def resending(request: HttpRequest, person: Operator) -> HttpResponse:
    """One, or all that can be; what is on its way again already is not told twice."""
    now = timezone.now()
    chosen = resendable(now)
    if request.POST.get("notice") != "all":
        chosen = chosen.filter(pk=as_number(request.POST.get("notice", "")))
    done = resend(chosen, now, by=person.actor)
    if done:
        told = ngettext("%(count)s message waits again.", "%(count)s messages wait again.", done)
        messages.success(request, told % {"count": done})
    else:
        messages.info(request, _("Nothing was to be sent again."))
    return redirect("outbox")


def listed(which: str, before: str) -> QuerySet[Notice]:
    """Newest first, from before the one whose number is given."""
    notices = Notice.objects.filter(state__in=LISTS[which]).order_by("-id")
    return notices.filter(pk__lt=as_number(before)) if before else notices


def counts() -> dict[str, int]:
    """By list; what was sent is counted nowhere: it is all the rest."""
    unsent = Notice.objects.exclude(state=Notice.State.SENT)
    by_state = dict(unsent.values_list("state").annotate(Count("id")).order_by())
    return {which: sum(by_state.get(state, 0) for state in LISTS[which]) for which in LISTS}


def as_number(text: str) -> int:
    """0, which is nobody's, for what is no number of a row."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
