"""Admin lists that stay quick at a million rows, show nobody's numbers, and write to the journal."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import PAGE_VAR, ChangeList
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.journal.actors import Actor
from audit.journal.models import Event
from audit.journal.recording import record
from audit.journal.retention import INDIA
from audit.languages.text import in_digits_of

MOST_COUNTED = 1_000
EVENTS_SHOWN = 100
LOOKUP_ENDS = ("exact", "isnull", "id__exact", "pk__exact", "code__exact")


class CappedPaginator(Paginator[Any]):
    """Counts no further than a thousand rows: a deeper look is a narrower filter, not page 900."""

    @cached_property
    def count(self) -> int:
        rows = self.object_list[: MOST_COUNTED + 1]
        counted = rows.values("pk") if isinstance(rows, QuerySet) else rows
        return min(len(list(counted)), MOST_COUNTED)


class DayFilter(admin.SimpleListFilter):
    """One Indian day of a log, today's unless another is asked for (?day=yyyy-mm-dd)."""

    title = _("day")
    parameter_name = "day"
    field: ClassVar[str] = "at"
    template = "admin/day_filter.html"

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        gone = (self.parameter_name, PAGE_VAR)
        # Another day is asked for by a form, which keeps the other filters.
        self.kept = [(name, value) for name, value in request.GET.items() if name not in gone]
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        today = timezone.now().astimezone(INDIA).date()
        return [
            ((today - timedelta(days=back)).isoformat(), today - timedelta(days=back))
            for back in range(7)
        ]

    def choices(self, changelist: Any) -> Any:
        for value, day in self.lookup_choices:
            yield {
                "selected": self.day().isoformat() == value,
                "query_string": changelist.get_query_string({self.parameter_name: value}),
                "display": in_digits_of(get_language() or "", f"{day:%d/%m/%Y}"),
            }

    def day(self) -> Any:
        try:
            asked = parse_date(self.value() or "")
        except ValueError:
            asked = None
        return asked or timezone.now().astimezone(INDIA).date()

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        start = datetime.combine(self.day(), time.min, INDIA)
        end = datetime.combine(self.day() + timedelta(days=1), time.min, INDIA)
        return queryset.filter(**{f"{self.field}__gte": start, f"{self.field}__lt": end})


def in_this_language(field: str, title: Any) -> Callable[[models.Model], str]:
    """A column with the reader's text of a translated field, where Django would show both as JSON."""

    @admin.display(description=title, ordering=field)
    def text_of(row: models.Model) -> str:
        return str(getattr(row, field))

    return text_of


def acting(request: HttpRequest) -> Actor:
    """The member of staff at work; the admin lets nobody else in."""
    user: Any = request.user
    actor: Actor = user.actor
    return actor


class QuickAdmin(admin.ModelAdmin[Any]):
    """No count over the table, no lookup by a field that is not a filter, changes in the journal."""

    show_full_result_count = False
    paginator = CappedPaginator
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER  # a count for every choice of every filter
    # What the journal calls a row of this model, and the field that names one.
    subject_kind: ClassVar[str] = ""
    subject_field: ClassVar[str] = "pk"

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Only this list's own filters: `?password__startswith=` would spell a secret out."""
        filters = self.get_list_filter(request) if request else self.list_filter
        names = {item for item in filters if isinstance(item, str)}
        own = {getattr(item, "parameter_name", None) for item in filters}
        return lookup in own or any(
            lookup in {name, *(f"{name}__{end}" for end in LOOKUP_ENDS)} for name in names
        )

    def subject_of(self, row: models.Model) -> str:
        return f"{self.subject_kind}:{getattr(row, self.subject_field)}"

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return self._record(request, obj, "added", message)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return self._record(request, obj, "changed", message)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        return [self._record(request, row, "deleted", []) for row in queryset]

    def _record(self, request: HttpRequest, row: Any, verb: str, message: Any) -> Event:
        fields: set[str] = set()
        for part in message if isinstance(message, list) else []:
            for change in part.values():
                fields.update(change.get("fields", [change.get("name", "")]))
        return record(
            action=f"{self.subject_kind}.{verb}",
            subject=self.subject_of(row),
            by=acting(request),
            fields=",".join(sorted(str(field) for field in fields))[:500],
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The journal's events about this row, newest first."""
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        events = Event.objects.filter(subject=self.subject_of(row)).order_by("-id")
        context = {
            **self.admin_site.each_context(request),
            "title": row,
            "opts": self.opts,
            "object": row,
            "events": events[:EVENTS_SHOWN],
        }
        return TemplateResponse(request, "admin/object_events.html", context)


class ReadOnlyAdmin(QuickAdmin):
    """Rows that are looked at and never touched here."""

    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class IndexedOrder(ChangeList):
    """Sorts by what the list names as sortable and nothing else, whatever the address asks."""

    def get_ordering_field(self, field_name: Any) -> Any:
        sortable = field_name in (self.sortable_by or ())
        return super().get_ordering_field(field_name) if sortable else None


class LongAdmin(ReadOnlyAdmin):
    """A log: newest first, as its index gives it; sorting a million rows otherwise takes seconds."""

    sortable_by = ()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return IndexedOrder
