"""The next state of a service, on its way from the author to the public."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.catalogue.models import Service, ServiceVersion


class Proposal(models.Model):
    """A whole service as it shall be; the public sees none of it before it is published.

    `content` has the shape of services.catalogue.stored.as_read, with dates and amounts as text.
    """

    class Stage(models.TextChoices):
        DRAFT = "draft", _("Being written")
        REVIEW = "review", _("Waiting for review")
        RETURNED = "returned", _("Returned to the author")
        APPROVED = "approved", _("Approved, waiting for its time")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Given up")

    OPEN = (Stage.DRAFT, Stage.REVIEW, Stage.RETURNED, Stage.APPROVED)
    EDITABLE = (Stage.DRAFT, Stage.RETURNED)

    service = models.ForeignKey(
        Service, models.PROTECT, related_name="proposals", null=True, editable=False
    )
    slug = models.SlugField(_("short name"), max_length=60)
    content = models.JSONField()
    stage = models.CharField(_("stage"), max_length=10, choices=Stage, default=Stage.DRAFT)
    # Rises with each save; a form that was drawn from an earlier one is shown again, not saved.
    revision = models.PositiveIntegerField(default=0)
    author = models.CharField(_("author"), max_length=40)
    begun_at = models.DateTimeField(_("begun at"), auto_now_add=True)
    touched_at = models.DateTimeField(_("last changed"), auto_now=True)
    # All login names that wrote any of it, the author's first: none of them may approve it.
    editors = models.JSONField(default=list)
    sent_at = models.DateTimeField(_("sent for review at"), null=True)
    reviewer = models.CharField(_("reviewer"), max_length=40, blank=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True)
    reason = models.TextField(_("reason"), blank=True)
    publish_at = models.DateTimeField(_("publish at"), null=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    version = models.ForeignKey(ServiceVersion, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-touched_at"]
        indexes = [models.Index(fields=["slug", "-begun_at"], name="proposal_of_a_service")]
        constraints = [
            models.UniqueConstraint(
                fields=["slug"],
                condition=models.Q(stage__in=["draft", "review", "returned", "approved"]),
                name="proposal_one_open_for_a_service",
            ),
            models.CheckConstraint(
                name="proposal_is_reviewed_by_another_person",
                condition=~models.Q(reviewer=models.F("author")),
            ),
            models.CheckConstraint(
                name="proposal_is_approved_before_it_is_published",
                condition=~models.Q(stage__in=["approved", "published"])
                | (models.Q(reviewed_at__isnull=False) & ~models.Q(reviewer="")),
            ),
            models.CheckConstraint(
                name="proposal_is_returned_with_a_reason",
                condition=~models.Q(stage="returned") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} {self.begun_at:%Y-%m-%d}"

    @property
    def is_editable(self) -> bool:
        return self.stage in self.EDITABLE

    @property
    def is_open(self) -> bool:
        return self.stage in self.OPEN

    @property
    def subject(self) -> str:
        """As the journal names it."""
        return f"proposal:{self.slug}"
