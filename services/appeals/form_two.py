"""Form 2 filled in, each line in both languages of the State, as it is printed and signed.

The words of the Form itself were in no text we could reach; its lines are what the Act makes an
appeal turn on. An office that holds the gazette's form finds every fact of it here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from audit.templatetags.languages import digits, indian_date
from services.appeals.models import Appeal
from services.catalogue.models import Officer
from services.requests.deciding import officers_for

LANGUAGES = [code for code, _name in settings.FULL_LANGUAGES]


@dataclass(frozen=True)
class Line:
    """`labels` and `values` as (language, text); one value without a language is what was told."""

    labels: list[tuple[str, str]]
    values: list[tuple[str, str]]


def lines(appeal: Appeal) -> Iterator[Line]:
    request, person = appeal.request, appeal.request.citizen
    decides = officers_for(request.service, request.district_id).get(Officer.Role.DESIGNATED)
    place = request.district.name
    yield told(_("Name of the appellant"), person.name)
    yield told(_("Father, mother, husband or guardian"), person.guardian_name)
    yield told(_("Address"), ", ".join(filter(None, [person.house, person.village_or_ward])))
    yield both(_("District and PIN code"), lambda: f"{place.here} {digits(person.pin)}")
    if person.mobile:
        yield both(_("Mobile"), lambda: digits(person.mobile.removeprefix("+91")))
    yield both(_("Service"), lambda: request.service.title.here)
    yield both(_("Department"), lambda: request.service.department.title.here)
    yield told(_("Acknowledgement number"), request.number)
    yield both(_("Application received on"), lambda: indian_date(request.submitted_at))
    if decides:
        yield both(_("Officer who decides"), lambda: f"{decides.title.here}, {place.here}")
    if request.due_on:
        yield both(_("Due by"), lambda: indian_date(request.due_on))
    yield both(_("Appeal against"), appeal.get_because_display)
    yield both(_("Officer who hears the appeal"), lambda: f"{appeal.officer.here}, {place.here}")
    yield told(_("Grounds, and what is asked for"), appeal.ground)
    if appeal.late_reason:
        yield told(_("Why the appeal comes late"), appeal.late_reason)
    yield told(_("Number of the appeal"), appeal.shown_number)
    yield both(_("Lodged on"), lambda: indian_date(appeal.lodged_at))
    yield both(_("To be decided by"), lambda: indian_date(appeal.due_on))


def in_both(text: Callable[[], Any]) -> list[tuple[str, str]]:
    found = []
    for language in LANGUAGES:
        with translation.override(language):
            found.append((language, str(text())))
    return found


def both(label: Any, value: Callable[[], Any]) -> Line:
    return Line(in_both(lambda: label), in_both(value))


def told(label: Any, value: str) -> Line:
    return Line(in_both(lambda: label), [("", value)])
