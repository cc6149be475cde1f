"""What an office gives with its delivery: a document of the request that answers no question of it."""

from django.conf import settings
from django.db.models import QuerySet

from services.requests.documents import store
from services.requests.documents.accepting import Accepted
from services.requests.documents.models import Document
from services.requests.models import ServiceRequest


def keep_result(request: ServiceRequest, accepted: Accepted) -> Document:
    """Inside the transaction of the delivery; the file is on the disk before its row."""
    row = Document(
        id=accepted.id,
        request=request,
        is_result=True,
        kind=accepted.kind,
        size=len(accepted.content),
        pages=accepted.pages,
        width=accepted.width,
        height=accepted.height,
        digest=accepted.digest,
        state=Document.State.WAITING if settings.CLAMD else Document.State.CLEAN,
    )
    store.write(row.file, accepted.content)
    row.save(force_insert=True)
    return row


def results_of(request: ServiceRequest) -> QuerySet[Document]:
    """Who may see the request may open them (services.requests.documents.serving)."""
    return Document.objects.filter(request=request, is_result=True)
