"""What a complaint is about, what it says and how its sender is told; nobody need give a name."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from audit.centres.models import Centre
from audit.languages.alphabet import alphabetical
from audit.languages.conditions import mark_needed_sometimes, missing
from audit.languages.fields import (
    EmailField,
    LongTextField,
    MobileField,
    SelectField,
    TextField,
)
from citizens.people.address_form import blocks_of, districts, language_of_places
from services.catalogue import listing
from services.catalogue.models import Department, Service
from services.grievances.models import Grievance
from services.requests.track import DigitsField, NumberField

About = Grievance.About


class LodgeForm(forms.Form):
    """What every complaint has; the acknowledgement number is checked as to its form alone."""

    about: str = About.PORTAL

    text = LongTextField(
        label=_("What is your complaint?"),
        help_text=_(
            "Say what happened, where and when. Do not write an Aadhaar number, a bank account "
            "number, a password or anything not needed."
        ),
        limit=3000,
        rows=7,
        least=10,
    )
    number = NumberField(
        label=_("Acknowledgement number"),
        help_text=_("If it is about an application. For example BSK-3C4D-7XYA-9KMNP."),
        required=False,
    )
    digits = DigitsField(
        label=_("Last four digits of the mobile number"),
        help_text=_(
            "Only with an acknowledgement number: with them we can look at the application."
        ),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off", "class": "short"}),
    )
    mobile = MobileField(
        label=_("Mobile number"),
        help_text=_("We send a message at each step."),
        required=False,
    )
    email = EmailField(label=_("E-mail"), required=False)
    postal_address = LongTextField(
        label=_("Name and postal address"),
        help_text=_("For letters, if you have neither a mobile number nor an e-mail."),
        required=False,
        limit=400,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark_needed_sometimes(self, "digits")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or self.cleaned_data
        if told.get("digits") and not told.get("number") and "number" not in self.errors:
            self.add_error("number", missing(_("Write the acknowledgement number as well.")))
        return {**told, "about": self.about}


class CentreLodgeForm(LodgeForm):
    """District, then block, then centre: each list is that of what is chosen above it."""

    about = About.CENTRE

    district = SelectField(label=_("District"), empty=_("Choose a district"), choices=[])
    block = SelectField(
        label=_("Block or municipality"),
        help_text=_("Choose the district first."),
        empty=_("Choose a block or municipality"),
        choices=[],
    )
    centre = SelectField(
        label=_("Centre"),
        help_text=_("Choose the block or municipality first."),
        empty=_("Choose a centre"),
        choices=[],
    )

    field_order: tuple[str, ...] = ("district", "block", "centre")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = districts()
        self.offer("district", known)
        district = self["district"].value()
        blocks = blocks_of(district) if district in dict(known) else []
        self.offer("block", blocks)
        of_district = {code for _title, group in blocks for code, _name in group}
        block = self["block"].value()
        self.centres: list[Centre] = []
        if block in of_district:
            self.centres = alphabetical(Centre.objects.filter(block_id=block))
        self.offer("centre", [(centre.code, str(centre.name)) for centre in self.centres])

    def offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        if isinstance(field, SelectField):
            field.choices = [("", field.empty), *choices]
            if (language := language_of_places()) != get_language():
                field.widget.attrs["lang"] = language

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        by_code = {centre.code: centre for centre in self.centres}
        return {**told, "centre": by_code.get(told.get("centre", ""))}


class PersonLodgeForm(CentreLodgeForm):
    about = About.PERSON

    person = TextField(label=_("Name of the person, or what you know of him or her"), limit=120)

    field_order = ("district", "block", "centre", "person")


class ServiceLodgeForm(LodgeForm):
    """One list: each department as a whole, and its services."""

    about = About.SERVICE

    matter = SelectField(
        label=_("Department or service"), empty=_("Choose from the list"), choices=[]
    )

    field_order = ("matter",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matters: dict[str, tuple[Department, Service | None]] = {}
        groups: list[Any] = []
        for department, services in listing.departments_with_services():
            key = f"department-{department.slug}"
            self.matters[key] = (department, None)
            offered: list[tuple[str, str | Promise]] = [(key, _("The department as a whole"))]
            for service in services:
                self.matters[service.slug] = (department, service)
                offered.append((service.slug, str(service.title)))
            groups.append((str(department.title), offered))
        field = self.fields["matter"]
        if isinstance(field, SelectField):
            field.choices = [("", field.empty), *groups]

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        department, service = self.matters.get(told.get("matter", ""), (None, None))
        return {**told, "department": department, "service": service}


FORMS: dict[str, type[LodgeForm]] = {
    About.CENTRE: CentreLodgeForm,
    About.PERSON: PersonLodgeForm,
    About.SERVICE: ServiceLodgeForm,
    About.PORTAL: LodgeForm,
}
