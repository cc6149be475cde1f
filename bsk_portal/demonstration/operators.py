"""Two operators for each centre of the demonstration, who cannot sign in: they have no password."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX

from audit.centres.models import Operator
from audit.centres.roles import Role
from audit.journal.actors import Actor
from bsk_portal.demonstration.centres import Place
from bsk_portal.demonstration.chance import HEXADECIMAL, Chance
from bsk_portal.demonstration.words import communities_of

AT_A_CENTRE = 2


class Staff:
    """Operators by centre, each as (key, actor); those who are there already work too."""

    def __init__(self, places: Iterable[Place], since: datetime, chance: Chance) -> None:
        self.at: dict[str, list[tuple[int, Actor]]] = {}
        known = set(Operator.objects.values_list("login_name", flat=True))
        counts: dict[str, int] = {}
        places = list(places)
        for code in Operator.objects.filter(is_active=True).values_list("centre_id", flat=True):
            counts[code or ""] = counts.get(code or "", 0) + 1
        Operator.objects.bulk_create(
            [
                self._invent(place, since, known, chance)
                for place in places
                for _missing in range(AT_A_CENTRE - counts.get(place.code, 0))
            ],
            batch_size=1_000,
        )
        codes = {place.code for place in places}
        people = Operator.objects.filter(is_active=True, centre__in=codes).order_by("login_name")
        for person in people:
            self.at.setdefault(person.centre_id or "", []).append((person.pk, person.actor))

    @staticmethod
    def _invent(place: Place, since: datetime, known: set[str], chance: Chance) -> Operator:
        community = communities_of(place.district).draw(chance)
        sex = "female" if chance.happens(0.4) else "male"
        name = community.name(sex, community.surname(sex, chance), chance)
        plain = "".join(c for c in name.en.lower().replace(" ", ".") if c.isalpha() or c == ".")
        login_name, number = plain, 1
        while login_name in known:
            number += 1
            login_name = f"{plain}{number}"
        known.add(login_name)
        return Operator(
            login_name=login_name,
            name=name.en,
            role=Role.OPERATOR,
            centre_id=place.code,
            password=UNUSABLE_PASSWORD_PREFIX + chance.characters(HEXADECIMAL, 40),
            created_at=since - timedelta(days=30),
        )
