"""What was told of the matters of a number, with the words as long as they are kept."""

from dataclasses import dataclass

from citizens.models import Enquiry
from citizens.notices.models import Notice
from citizens.notices.rendering import Rendered, rendered
from services.grievances.own import own_grievances
from services.my.applications import requests_under

MATTERS = 200
MESSAGES = 50


@dataclass(frozen=True)
class Told:
    """`said` is None once the words are no longer kept."""

    notice: Notice
    said: Rendered | None


def matters_of(mobile: str) -> list[str]:
    """As notices name them: the latest of each kind."""
    requests = requests_under(mobile).order_by("-submitted_at", "-id")
    enquiries = Enquiry.objects.filter(mobile=mobile).order_by("-pk")
    return [
        f"{kind}:{number}"
        for kind, numbers in (
            ("request", requests.values_list("acknowledgement", flat=True)),
            ("grievance", own_grievances(mobile).values_list("number", flat=True)),
            ("enquiry", enquiries.values_list("number", flat=True)),
        )
        for number in numbers[:MATTERS]
    ]


def messages_told(mobile: str) -> list[Told]:
    """The latest, whomever they went to."""
    notices = Notice.objects.filter(about__in=matters_of(mobile)).order_by("-created_at", "-id")
    return [Told(notice, _said(notice)) for notice in notices[:MESSAGES]]


def _said(notice: Notice) -> Rendered | None:
    try:
        return rendered(notice)
    except ValueError:
        return None
