"""An address as the answer to one question: the same districts and blocks as where a person lives."""

from django.utils.translation import gettext_lazy as _

from audit.languages.fields import TextField
from audit.languages.parts_field import PartsField
from citizens.people.address_form import PlaceForm


class AddressForm(PlaceForm):
    """Errors are listed in the order in which the page asks."""

    line = TextField(label=_("House, road or para"), limit=200, required=False)

    field_order: tuple[str, ...] = ("district", "block", "village_or_ward", "line", "pin")


class AddressField(PartsField):
    """{"district", "block", "village_or_ward", "line", "pin"}: codes of places, and texts."""

    parts = AddressForm
    parts_template = "citizens/people/address_parts.html"
