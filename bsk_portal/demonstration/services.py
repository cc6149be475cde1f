"""What is asked for, how often and by whom: the catalogue's services with the demonstration's shares."""

from dataclasses import dataclass

from bsk_portal.demonstration.answers import Answering
from bsk_portal.demonstration.chance import Chance, Weighted
from bsk_portal.demonstration.words import read
from services.catalogue.loading import load_catalogue
from services.catalogue.models import Service
from services.requests.deciding import KOLKATA, days_allowed

WOMEN = 0.42
AGES = (18, 78)
ELSEWHERE = ""


@dataclass(frozen=True)
class Asked:
    """`days` are the working days allowed, by district code; `ELSEWHERE` for all but Kolkata."""

    service: int
    slug: str
    version: int
    answering: Answering
    women: float
    ages: tuple[int, int]
    days: dict[str, int | None]

    def sex(self, chance: Chance) -> str:
        if self.women < 1 and chance.happens(0.002):
            return "other"
        return "female" if chance.happens(self.women) else "male"

    def days_in(self, district: str) -> int | None:
        return self.days.get(district, self.days[ELSEWHERE])


def services_asked_for() -> Weighted[Asked]:
    """Every service that can be applied for; the catalogue is loaded where there is none."""
    if not Service.objects.exists():
        load_catalogue()
    shares = read("services")
    found = Service.objects.filter(
        kind=Service.Kind.TRANSACTION, is_offered=True, current_version__isnull=False
    )
    return Weighted(
        (
            _asked(service, shares.get(service.slug, {})),
            shares.get(service.slug, {}).get("share", 1),
        )
        for service in found.select_related("current_version").order_by("slug")
    )


def _asked(service: Service, entry: dict[str, list[int] | float]) -> Asked:
    version = service.current_version
    if version is None:
        raise ValueError(f"{service.slug} is not published")
    ages = entry.get("ages", AGES)
    women = entry.get("women", WOMEN)
    return Asked(
        service=service.pk,
        slug=service.slug,
        version=version.pk,
        answering=Answering(version.definition),
        women=women if isinstance(women, int | float) else WOMEN,
        ages=(int(ages[0]), int(ages[1])) if isinstance(ages, list | tuple) else AGES,
        days={area: days_allowed(service, area) for area in (KOLKATA, ELSEWHERE)},
    )
