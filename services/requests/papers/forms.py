"""The form by which papers are asked for, and the one by which they are given."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from audit.languages.fields import LongTextField
from services.catalogue.kinds import DOCUMENT_KINDS
from services.requests.documents.fields import DocumentsField

MOST_FILES = 10


class WantedForm(forms.Form):
    """What the citizen is asked to bring."""

    wanted = LongTextField(
        label=_("Papers wanted"),
        help_text=_("The citizen reads this: name each paper, and say where it is given out."),
        limit=600,
        rows=3,
    )


class GivenFilesField(DocumentsField):
    """Files that go to the request at once: nothing is kept between two sendings of the form."""

    stays = False


class GivenForm(forms.Form):
    """`asked` is the row that is answered: the same form sent twice answers it once."""

    asked = forms.IntegerField(widget=forms.HiddenInput, max_value=2**63 - 1)

    def __init__(self, *args: Any, files_required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Made here, since its hint is in the reader's language.
        self.files_field = GivenFilesField(
            label=_("Photographs or PDFs of the papers"),
            kinds=DOCUMENT_KINDS,
            most=MOST_FILES,
            required=files_required,
        )
        self.fields["files"] = self.files_field
