"""Who answers a grievance: by rule and not by choice, never who it is about, never nobody's unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from audit.centres.models import Operator
from audit.centres.roles import Post, Role
from services.grievances.models import PMU, Grievance

Level = Grievance.Level

# In the order in which they are asked; see `Level`.
POSTS: dict[str, tuple[str, ...]] = {
    Level.OFFICER: (Post.GRIEVANCE, Post.DESIGNATED),
    Level.APPELLATE: (Post.APPELLATE,),
    Level.ADMINISTRATOR: (),
}
PMU_ROLES: dict[str, tuple[str, ...]] = {
    Level.OFFICER: (Role.HELPDESK, Role.ADMINISTRATOR),
    Level.APPELLATE: (Role.ADMINISTRATOR,),
    Level.ADMINISTRATOR: (Role.ADMINISTRATOR,),
}


@dataclass(frozen=True)
class Place:
    """Where a grievance lies; `handler` is None only where nobody is left who may have it."""

    unit: str
    level: str
    handler: Operator | None


def candidates(
    unit: str,
    level: str,
    *,
    district_id: str | None,
    barred: Iterable[str],
    last: int | None = None,
) -> QuerySet[Operator]:
    """Those who may have it, best first: by post, own district before the state, least open ones.

    `last` is the key of who had it before: she comes after everybody else.
    """
    if unit == PMU:
        order, fits = PMU_ROLES[level], Q(role__in=PMU_ROLES[level])
        ranks = [When(role=role, then=Value(2 * place)) for place, role in enumerate(order)]
    else:
        order = POSTS[level]
        near = Q(district=None) | Q(district=district_id) if district_id else Q(district=None)
        fits = Q(role=Role.OFFICER, department=unit, post__in=order) & near
        ranks = [
            When(post=post, district=district, then=Value(2 * place + (district is None)))
            for place, post in enumerate(order)
            for district in ([district_id, None] if district_id else [None])
        ]
    return (
        Operator.objects.filter(fits, is_active=True)
        .exclude(login_name__in=list(barred))
        .annotate(
            had_it=Case(When(pk=last, then=Value(1)), default=Value(0)),
            rank=Case(*ranks, default=Value(99), output_field=IntegerField()),
            load=Count("grievances", filter=Q(grievances__state__in=Grievance.OPEN)),
        )
        .order_by("had_it", "rank", "load", "pk")
    )


def first_place(
    unit: str, *, district_id: str | None, barred: Iterable[str], last: int | None = None
) -> Place:
    """The unit's officer, else the PMU's help desk or administrator, else the unit without anybody."""
    for where in dict.fromkeys((unit, PMU)):
        found = candidates(
            where, Level.OFFICER, district_id=district_id, barred=barred, last=last
        ).first()
        if found:
            return Place(where, Level.OFFICER, found)
    return Place(unit, Level.OFFICER, None)


def next_place(grievance: Grievance) -> Place | None:
    """One level up, past a level where nobody is; None above the administrator, who is the last."""
    if grievance.level == Level.ADMINISTRATOR:
        return None
    above = [(PMU, Level.ADMINISTRATOR)]
    if grievance.unit != PMU and grievance.level == Level.OFFICER:
        above.insert(0, (grievance.unit, Level.APPELLATE))
    for unit, level in above:
        if found := who(grievance, unit, level):
            return Place(unit, level, found)
    return Place(PMU, Level.ADMINISTRATOR, None)


def who(grievance: Grievance, unit: str, level: str) -> Operator | None:
    return candidates(
        unit,
        level,
        district_id=grievance.district_id,
        barred=grievance.barred,
        last=grievance.handler_id,
    ).first()


def may_have(grievance: Grievance, person: Operator) -> bool:
    """Whether it could be hers where it lies now."""
    return (
        candidates(
            grievance.unit,
            grievance.level,
            district_id=grievance.district_id,
            barred=grievance.barred,
        )
        .filter(pk=person.pk)
        .exists()
    )


def another_place(grievance: Grievance) -> Place | None:
    """Where one goes whose handler is gone: the same desk, else the PMU's, else a level up."""
    if found := who(grievance, grievance.unit, grievance.level):
        return Place(grievance.unit, grievance.level, found)
    if grievance.level == Level.OFFICER and (found := who(grievance, PMU, Level.OFFICER)):
        return Place(PMU, Level.OFFICER, found)
    higher = next_place(grievance)
    return higher if higher and higher.handler else None


def misplaced() -> QuerySet[Grievance]:
    """Open ones that nobody has, or somebody who was disabled or moved away."""
    fits = Q(pk__in=[])
    for level in Level.values:
        fits |= Q(level=level, unit=PMU, handler__role__in=PMU_ROLES[level])
        fits |= Q(
            Q(handler__district=None) | Q(handler__district=F("district")),
            level=level,
            handler__role=Role.OFFICER,
            handler__department=F("unit"),
            handler__post__in=POSTS[level],
        )
    kept = Grievance.objects.filter(fits, handler__is_active=True)
    return Grievance.objects.open().exclude(pk__in=kept.values("pk"))
