"""What an office gives with its delivery: a document of the request that answers no question of it."""

from django.db.models import QuerySet

from services.requests.documents.accepting import Accepted
from services.requests.documents.keeping import store_document
from services.requests.documents.models import Document
from services.requests.models import ServiceRequest


def keep_result(request: ServiceRequest, accepted: Accepted) -> Document:
    """Inside the transaction of the delivery; the file is on the disk before its row."""
    return store_document(accepted, request=request, is_result=True)


def results_of(request: ServiceRequest) -> QuerySet[Document]:
    """Who may see the request may open them (services.requests.documents.serving)."""
    return Document.objects.filter(request=request, is_result=True)
