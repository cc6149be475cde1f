"""To whom a mistake on a page leads: the author of the service whose text it is."""

from audit.centres.models import Operator
from services.authoring.models import Proposal
from services.catalogue.models import Service


def author_of(page: str) -> tuple[str, str]:
    """(short name of the service, login name of its author), each "" where there is none.

    The author is that of the last published proposal, as long as she answers for texts at all.
    """
    parts = page.split("/")
    if parts[:2] != ["", "services"] or len(parts) < 4:
        return "", ""
    slug = parts[2]
    if not Service.objects.filter(slug=slug).exists():
        return "", ""
    published = Proposal.objects.filter(slug=slug, stage=Proposal.Stage.PUBLISHED)
    names = published.order_by("-published_at").values_list("author", flat=True)
    author = Operator.objects.filter(login_name=names.first() or "").first()
    answers = author is not None and author.has_perm("citizens.answer_enquiry")
    return slug, author.login_name if author and answers else ""
