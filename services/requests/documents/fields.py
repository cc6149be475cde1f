"""The field of a question that asks for documents: files just sent, and those its draft has already."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from audit.languages.conditions import missing
from audit.templatetags.languages import digits
from services.catalogue.kinds import DOCUMENT_KINDS, MOST_DOCUMENTS
from services.requests.documents import listing
from services.requests.documents.accepting import Accepted, accept, in_words
from services.requests.documents.models import Document
from services.requests.documents.unacceptable import Unacceptable, megabytes

if TYPE_CHECKING:
    from services.requests.models import Draft

USUAL_MEGABYTES = 5
MEGABYTE = 1_000_000
# The button beside a document that is kept, with its number, and the one that sends and stays here.
REMOVE, SEND = "remove_document", "send_documents"
MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "pdf": "application/pdf"}
LONGEST_NAME = 40


class DocumentsInput(forms.Widget):
    template_name = "forms/documents.html"
    needs_multipart_form = True
    field: "DocumentsField"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile[bytes]]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def use_required_attribute(self, initial: Any) -> bool:
        return False  # what was sent before is not chosen again

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        field = self.field
        context = super().get_context(name, None, attrs)
        context["widget"].update(
            accept=",".join(MEDIA_TYPES[kind] for kind in field.kinds),
            multiple=field.most > 1,
            documents=listing.listed(field.documents),
            remove=REMOVE,
            send=SEND if field.stays else "",
            limit=megabytes(settings.FILE_UPLOAD_MAX_MEMORY_SIZE) if field.is_first else "",
        )
        return context


class DocumentsField(forms.Field):
    """Its value is the numbers of the documents, as text, those of `accepted` among them.

    `accepted` are files just found right. They are kept by whoever saves the page, even where a
    file beside them, or another answer, is wrong (services.requests.documents.keeping).
    """

    widget = DocumentsInput
    default_error_messages = {"required": gettext_lazy("Choose a file.")}
    # Whether files can be sent by a button of their own while the rest is filled in.
    stays = True

    def __init__(
        self,
        *,
        kinds: Iterable[str] = DOCUMENT_KINDS,
        megabytes_each: int | None = None,
        least: int | None = None,
        most: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.kinds = tuple(kinds)
        self.most_bytes = (megabytes_each or USUAL_MEGABYTES) * MEGABYTE
        self.least = least or (1 if self.required else 0)
        self.most = max(most or MOST_DOCUMENTS, self.least)
        self.help_text = self._what_may_be_sent()
        self.key = ""
        self.draft: Draft | None = None
        self.removed = ""
        self.is_first = True
        self.accepted: list[Accepted] = []
        self.refused_a_file = False

    def __deepcopy__(self, memo: Any) -> "DocumentsField":
        copied = super().__deepcopy__(memo)
        copied.accepted = []
        copied.widget.field = copied
        return copied

    def _what_may_be_sent(self) -> str:
        told = {
            "kinds": in_words(self.kinds),
            "most": digits(self.most),
            "size": megabytes(self.most_bytes),
        }
        return (
            ngettext(
                "%(kinds)s, one file of at most %(size)s MB.",
                "%(kinds)s, at most %(most)s files of %(size)s MB each.",
                self.most,
            )
            % told
        )

    def get_bound_field(self, form: Any, field_name: str) -> BoundField:
        """Finds out whose documents these are; the form knows its draft."""
        self.key, self.draft = field_name, getattr(form, "draft", None)
        self.removed = form.data.get(REMOVE, "") if form.is_bound else ""
        self.widget.field = self
        # What holds of all files is said once on a page.
        ours = (name for name, field in form.fields.items() if isinstance(field, DocumentsField))
        self.is_first = next(ours, field_name) == field_name
        return super().get_bound_field(form, field_name)

    @cached_property
    def documents(self) -> list[Document]:
        """What the draft has for this question, but for the one just removed."""
        if self.draft is None:
            return []
        rows = Document.objects.filter(draft=self.draft, question=self.key)
        return [row for row in rows if str(row.pk) != self.removed]

    @property
    def usable(self) -> list[Document]:
        return [row for row in self.documents if row.state != Document.State.REFUSED]

    def look_again(self) -> None:
        """After the draft's documents have changed."""
        self.accepted = []
        self.__dict__.pop("documents", None)

    def clean(self, value: Any) -> list[str]:
        given = value or []
        kept = (
            [str(row.pk) for row in self.usable]
            if self.draft
            else [str(each) for each in given if not isinstance(each, UploadedFile)]
        )
        wrong = self._take([each for each in given if isinstance(each, UploadedFile)], len(kept))
        wrong.extend(
            listing.virus_found() for row in self.documents if row.state == Document.State.REFUSED
        )
        if wrong:
            raise ValidationError(wrong, "invalid")
        found = [*kept, *(str(each.id) for each in self.accepted)]
        self._check_count(len(found))
        return found

    def _take(self, files: list[UploadedFile[bytes]], kept: int) -> list[str]:
        """Each file by itself; a sentence for each that is not taken."""
        self.accepted, wrong = [], []
        known = {row.digest for row in self.usable}  # a form sent twice holds the same files
        for file in files:
            name = shortened(file.name or "")
            try:
                taken = accept(file, kinds=self.kinds, most_bytes=self.most_bytes)
            except Unacceptable as refusal:
                wrong.append(f"{name}: {refusal}")
                self.refused_a_file = True
                continue
            if taken.digest in known:
                continue
            if kept + len(self.accepted) >= self.most:
                wrong.append(f"{name}: {self._too_many()}")
                continue
            known.add(taken.digest)
            self.accepted.append(taken)
        return wrong

    def _too_many(self) -> str:
        return ngettext(
            "Only one file can be sent here; this one was not kept. Remove the other first.",
            "At most %(most)s files can be sent here; this one was not kept. Remove another first.",
            self.most,
        ) % {"most": digits(self.most)}

    def _check_count(self, count: int) -> None:
        if count == 0 and self.required:
            raise missing(str(self.error_messages["required"]))
        if count < self.least and (count or self.required):
            sentence = ngettext("Send %(least)s file.", "Send %(least)s files.", self.least)
            raise missing(sentence % {"least": digits(self.least)})
        if count > self.most:  # two windows sent at once: nothing is thrown away unasked
            raise ValidationError(
                _("There are more than %(most)s files here. Remove those that are not needed.")
                % {"most": digits(self.most)},
                "most",
            )

    def numbers(self) -> list[UUID]:
        return [row.pk for row in self.usable]

    def shown(self, value: Any) -> str:
        """Kept numbers as links, for the pages that show answers."""
        return listing.as_links(value or [])


def shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
