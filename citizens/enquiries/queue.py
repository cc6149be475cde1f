"""The help desk's queue: oldest first, what looks like a flood apart."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from audit.centres.guard import staff_view
from audit.centres.models import Operator
from citizens.enquiries import rows
from citizens.enquiries.models import Enquiry

ANSWER = "citizens.answer_enquiry"


@require_safe
@staff_view(ANSWER)
def queue(request: HttpRequest, person: Operator) -> HttpResponse:
    asked, topic = request.GET.get("list", ""), request.GET.get("topic", "")
    which = asked if asked in rows.LISTS else "waiting"
    topic = topic if topic in Enquiry.Topic.values else ""
    found = rows.listed(person, which)
    if topic:
        found = found.filter(topic=topic)
    after = request.GET.get("after", "")
    last = (
        Enquiry.objects.visible_to(person).filter(number=after).first() if after.isalnum() else None
    )
    context = {
        "which": which,
        "topic": topic,
        "topics": Enquiry.Topic.choices,
        "counts": {name: rows.listed(person, name).count() for name in rows.LISTS[:3]},
        "page": rows.page_of(found, last),
    }
    return render(request, "citizens/enquiries/queue.html", context)
