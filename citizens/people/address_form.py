"""Where the person lives, from the district down; a block of another district is refused."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Block, District
from audit.languages.alphabet import alphabetical
from audit.languages.conditions import mark_needed_sometimes, missing
from audit.languages.doubts import doubts
from audit.languages.fields import PinField, SelectField, TextField

T = TypeVar("T")
PLACES_KEPT = 60  # seconds

Groups = list[tuple[str, list[tuple[str, str]]]]


def districts() -> list[tuple[str, str]]:
    """Code and name of each district, in the order of the reader's names."""
    return remembered("districts", read_districts)


def blocks_of(district: str) -> Groups:
    """The district's blocks, then its municipalities, each as code and name."""
    return remembered(f"blocks-{district}", partial(read_blocks, district))


def remembered(name: str, read: Callable[[], T]) -> T:
    """What `read` gave in this language within the last minute; places are renamed once in years."""
    found = cache.get_or_set(f"places-{get_language()}-{name}", read, PLACES_KEPT)
    return cast(T, found)


def language_of_places() -> str:
    """The reader's where places have names in it; Bangla is what they all have."""
    here = get_language()
    return here if here and here in dict(settings.FULL_LANGUAGES) else settings.LANGUAGE_CODE


def read_districts() -> list[tuple[str, str]]:
    return [(district.code, str(district)) for district in alphabetical(District.objects.all())]


def read_blocks(district: str) -> Groups:
    found: dict[str, list[tuple[str, str]]] = {}
    for block in alphabetical(Block.objects.filter(district_id=district)):
        found.setdefault(block.kind, []).append((block.code, str(block)))
    titles = {
        Block.Kind.BLOCK: gettext("Blocks"),
        Block.Kind.MUNICIPALITY: gettext("Municipalities"),
    }
    return [(title, found[kind]) for kind, title in titles.items() if kind in found]


class PlaceForm(forms.Form):
    """The blocks offered are those of the district that is chosen, typed or stored."""

    class Media:
        js = (forms.Script("js/blocks.js", defer=True),)

    district = SelectField(label=_("District"), empty=_("Choose a district"), choices=[])
    block = SelectField(
        label=_("Block or municipality"),
        help_text=_("Choose the district first."),
        empty=_("Choose a block or municipality"),
        choices=[],
        required=False,
    )
    village_or_ward = TextField(label=_("Village, or ward of the town"), limit=120)
    pin = PinField(label=_("PIN code"), help_text=_("Six digits."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = districts()
        self._offer("district", known)
        district = self["district"].value()
        self.blocks: Groups = blocks_of(district) if district in dict(known) else []
        self._offer("block", self.blocks)
        mark_needed_sometimes(self, "block")

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, SelectField):
            field.choices = [("", field.empty), *choices]
            if (language := language_of_places()) != get_language():
                field.widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if self.blocks and "block" not in self.errors and not told.get("block"):
            # Every district has some today; one without, as Kolkata once was, needs none.
            self.add_error("block", missing(_("Choose the block or the municipality.")))
        return told


class HomeForm(PlaceForm):
    """Where the person lives; errors are listed in the order in which the page asks."""

    house = TextField(label=_("House, road or para"), limit=200, required=False)

    field_order: tuple[str, ...] = ("district", "block", "village_or_ward", "house", "pin")

    def warnings(self) -> list[str]:
        return doubts(self, getattr(self, "cleaned_data", {}))
