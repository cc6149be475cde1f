"""How a person is reached, as she told it on the form."""

from citizens.notices.telling import Contact
from citizens.people.models import Citizen


def contact_of(citizen: Citizen) -> Contact:
    """By mobile, e-mail and letter as far as she told them; `tell` takes the first that fits."""
    return Contact(
        mobile=citizen.mobile,
        email=citizen.email,
        postal=f"{citizen.name}\n{citizen.postal_address}" if citizen.postal_address else "",
        language=citizen.language,
    )


def is_citizens_number(mobile: str) -> bool:
    """One of the ways by which a number is known here (settings.KNOWN_NUMBERS)."""
    return Citizen.objects.filter(mobile=mobile).exists()
