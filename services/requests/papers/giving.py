"""Papers come: they go to the request, visibly as brought later, and its clock goes on."""

from collections.abc import Iterable

from django.db import transaction

from audit.journal.actors import Actor
from audit.journal.recording import record
from services.requests import moves
from services.requests.documents.accepting import Accepted
from services.requests.documents.keeping import store_document
from services.requests.models import ServiceRequest
from services.requests.noting import subject_of
from services.requests.papers.models import PapersAsked


class NotWanted(Exception):
    """The request was decided meanwhile, or these papers came by another hand; nothing was stored."""


def give(
    request: ServiceRequest, *, asked: int, files: Iterable[Accepted], by: Actor
) -> ServiceRequest:
    """Answers the row `asked` of the request with files that were found right; none where paper came.

    Sent once more, the same files change nothing. Raises NotWanted.
    """
    with transaction.atomic():
        row = ServiceRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        papers = PapersAsked.objects.filter(pk=asked, request=row).first()
        if papers is None:
            raise NotWanted
        given = {each.digest: each for each in files}
        if papers.answered_at is not None:
            had = set(papers.documents.values_list("digest", flat=True))
            if given.keys() != had or row.closed_at is not None:
                raise NotWanted
            return row
        for each in given.values():
            store_document(each, request=row, question="", brought_for=papers)
        record(action="request.papers_given", subject=subject_of(row), by=by, files=len(given))
        return moves.papers_came(row, revision=None, by=by)
