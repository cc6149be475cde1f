"""What a question can ask for, and which settings go with which kind."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    TEXT = "text", _("Short text")
    LONG_TEXT = "long_text", _("Long text")
    NAME = "name", _("Name of a person")
    NUMBER = "number", _("Number")
    MONEY = "money", _("Money, in rupees")
    DATE = "date", _("Date")
    PARTIAL_DATE = "partial_date", _("Date, year or age")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of a list")
    CHOICES = "choices", _("Several of a list")
    MOBILE = "mobile", _("Mobile number")
    EMAIL = "email", _("E-mail address")
    PIN = "pin", _("PIN code")
    ADDRESS = "address", _("Address, from district to village or ward")
    BANK_ACCOUNT = "bank_account", _("Bank account with IFSC")
    AADHAAR = "aadhaar", _("Aadhaar, the last four digits")
    EPIC = "epic", _("Voter card number (EPIC)")
    RATION_CARD = "ration_card", _("Ration card number")
    SCHEME_NUMBER = "scheme_number", _("Number in another scheme")
    DOCUMENT = "document", _("Document")
    STATEMENT = "statement", _("Statement to be ticked")
    GROUP = "group", _("Several persons or things, each with the same questions")


WITH_OPTIONS = frozenset({Kind.CHOICE, Kind.CHOICES})
# Least and most count letters of a text, bound a number, count documents or the members of a group.
TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.NAME})
NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY})
COUNTED = frozenset({Kind.DOCUMENT, Kind.GROUP})
DATES = frozenset({Kind.DATE, Kind.PARTIAL_DATE})
# What cannot be asked of each member of a group.
NOT_IN_A_GROUP = frozenset({Kind.GROUP, Kind.DOCUMENT})

LONGEST_TEXT = 5_000
LARGEST_NUMBER = 2_147_483_647
MOST_DOCUMENTS = 10
MOST_MEMBERS = 30

DOCUMENT_KINDS = ("jpeg", "png", "pdf")
MOST_MEGABYTES = 10


def bounds_of(kind: str) -> tuple[int, int] | None:
    """Between which numbers the least and the most of this kind may lie; None where it has neither."""
    if kind in TEXTS:
        return 0, LONGEST_TEXT
    if kind in NUMBERS:
        return -LARGEST_NUMBER, LARGEST_NUMBER
    if kind == Kind.DOCUMENT:
        return 0, MOST_DOCUMENTS
    if kind == Kind.GROUP:
        return 0, MOST_MEMBERS
    return None
