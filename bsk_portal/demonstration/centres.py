"""Enough invented centres for the work, and how busy each of them is."""

import math
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet

from audit.centres.centre_file import DEMONSTRATION_PREFIX
from audit.centres.loading import DEMONSTRATION_CENTRES, load_centres, load_places
from audit.centres.models import Block, Centre, District
from bsk_portal.demonstration.chance import Chance, Weighted
from bsk_portal.demonstration.words import list_of, read

A_DAY = 36  # requests of one centre: about 1.3 lakh of 3,561 centres
LEAST_SHARE = 4


@dataclass
class Place:
    """A centre, and what is known of the country around it."""

    code: str
    district: str
    block: str
    address_ip: str
    pins: list[str]
    rural_blocks: list[str] = field(default_factory=list)
    urban_blocks: list[str] = field(default_factory=list)


def places(requests: int, days: int, chance: Chance) -> tuple[list[Place], Weighted[Place]]:
    """The demonstration's centres in order of code, and the same by how much comes to each."""
    load_places_if_none()
    add_centres(math.ceil(requests / (A_DAY * days)), chance)
    blocks = list(Block.objects.order_by("code").values_list("code", "district_id", "kind"))
    centres = list(_centres())
    pins: dict[str, list[str]] = {}
    for centre in centres:
        if centre.pin:
            pins.setdefault(centre.district_id, []).append(centre.pin)
    found = [
        Place(
            code=centre.code,
            district=centre.district_id,
            block=centre.block_id,
            # Addresses that carriers use inside their own networks: nobody's on the internet.
            address_ip=f"100.{64 + number % 64}.{number // 250 % 250}.{1 + number % 250}",
            pins=[centre.pin] if centre.pin else pins.get(centre.district_id, ["700001"]),
            rural_blocks=_codes(blocks, centre.district_id, Block.Kind.BLOCK),
            urban_blocks=_codes(blocks, centre.district_id, Block.Kind.MUNICIPALITY),
        )
        for number, centre in enumerate(centres)
    ]
    return found, Weighted(zip(found, _shares(found, chance), strict=True))


def load_places_if_none() -> None:
    if not District.objects.exists():
        load_places()
    if not _centres().exists():
        load_centres(DEMONSTRATION_CENTRES, demonstration=True)


@transaction.atomic
def add_centres(wanted: int, chance: Chance) -> None:
    """Invents more where the demonstration's are too few, spread over the blocks."""
    blocks = list(Block.objects.order_by("code"))
    codes = set(Centre.objects.values_list("code", flat=True))
    sites, villages = list_of("sites"), list_of("villages")
    added = []
    for number in range(wanted - _centres().count()):
        block = chance.choice(blocks)
        code = f"{DEMONSTRATION_PREFIX}{block.district_id}-{100 + number}"
        if code in codes:
            code = f"{code}-{chance.characters('ACDEFGHJKM', 4)}"
        village, site = chance.choice(villages), chance.choice(sites)
        added.append(
            Centre(
                code=code,
                name=(village + site).both,
                block=block,
                district_id=block.district_id,
                place=(site + village).both,
                is_demonstration=True,
            )
        )
    Centre.objects.bulk_create(added, batch_size=500)


def _centres() -> QuerySet[Centre]:
    return Centre.objects.filter(is_demonstration=True, is_open=True, kind=Centre.Kind.CENTRE)


def _codes(blocks: list[tuple[str, str, str]], district: str, kind: str) -> list[str]:
    return [
        code for code, of_district, of_kind in blocks if (of_district, of_kind) == (district, kind)
    ]


def _shares(found: list[Place], chance: Chance) -> list[float]:
    """A district's share among its centres, some of which are far busier than others."""
    shares = {code: entry["share"] for code, entry in read("districts").items()}
    weights = [math.exp(chance.gauss(0, 0.5)) for _place in found]
    sums: dict[str, float] = {}
    for place, weight in zip(found, weights, strict=True):
        sums[place.district] = sums.get(place.district, 0) + weight
    return [
        shares.get(place.district, LEAST_SHARE) * weight / sums[place.district]
        for place, weight in zip(found, weights, strict=True)
    ]
