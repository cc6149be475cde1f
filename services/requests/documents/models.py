"""A document of a draft or of a request; its content is a file outside the database."""

from typing import Any, Self
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.db import connections, models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Operator
from services.requests.documents import store
from services.requests.models import Draft, ServiceRequest
from services.requests.papers.models import PapersAsked


def with_its_file(collector: Any, field: Any, documents: Any, using: str) -> None:
    """Goes with its draft or request, and its file once that is certain.

    Outside a transaction nothing is ever certain: there the hourly sweep finds the file.
    """
    models.CASCADE(collector, field, documents, using)
    if connections[using].in_atomic_block:
        names = [document.file for document in documents]
        transaction.on_commit(lambda: store.remove(names), using=using)


class DocumentQuerySet(models.QuerySet["Document"]):
    def visible_to(self, user: Operator | AnonymousUser) -> Self:
        """Of the drafts and requests that this member of staff may see."""
        drafts = Draft.objects.visible_to(user)
        requests = ServiceRequest.objects.visible_to(user)
        return self.filter(Q(draft__in=drafts.values("pk")) | Q(request__in=requests.values("pk")))


class Document(models.Model):
    class Kind(models.TextChoices):
        JPEG = "jpeg", "JPEG"
        PNG = "png", "PNG"
        PDF = "pdf", "PDF"

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be checked for viruses")
        CLEAN = "clean", _("Checked")
        REFUSED = "refused", _("Refused: it holds a virus")

    id = models.UUIDField(primary_key=True, default=uuid4)
    draft = models.ForeignKey(Draft, with_its_file, null=True, related_name="documents")
    request = models.ForeignKey(ServiceRequest, with_its_file, null=True, related_name="documents")
    question = models.CharField(max_length=40)
    # Set for what was brought later, when it was asked for; `question` is blank then.
    brought_for = models.ForeignKey(
        PapersAsked, models.CASCADE, null=True, related_name="documents"
    )
    # What the office gave with its delivery; `question` is blank then.
    is_result = models.BooleanField(default=False)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64)
    file = models.CharField(max_length=32, unique=True, default=store.new_name)
    state = models.CharField(max_length=7, choices=State)
    created_at = models.DateTimeField(default=timezone.now)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="document_is_a_drafts_or_a_requests",
                condition=Q(draft=None, request__isnull=False)
                | Q(draft__isnull=False, request=None),
            ),
        ]
        indexes = [
            models.Index(
                fields=["created_at"], name="document_waiting", condition=Q(state="waiting")
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def file_name(self) -> str:
        """What it is called when it is saved; a name of the citizen's own is kept nowhere."""
        return f"document-{str(self.id)[:8]}.{'jpg' if self.kind == 'jpeg' else self.kind}"
