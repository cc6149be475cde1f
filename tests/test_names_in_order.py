"""Departments, services, districts and blocks stand on the pages in the reader's own order."""

import re
from typing import Any

import pytest
from django.utils.translation import override

from services.models import ServiceVersion
from tests.catalogue_rows import make_department, make_service
from tests.desk_fixtures import signed_in

FOUND = {
    "bn": ["অংশ", "অকাল", "ঊষা", "এক", "তত্ত্ব", "তাঁত"],
    "en": ["Crop failure", "Dawn", "Loom", "One", "Share", "Theory"],
}


@pytest.fixture
def departments(db: None) -> None:
    """Two departments; the slugs and the PMU's order say something else than the titles."""
    names = {
        "তাঁত": "Loom",
        "এক": "One",
        "অংশ": "Share",
        "তত্ত্ব": "Theory",
        "ঊষা": "Dawn",
        "অকাল": "Crop failure",
    }
    fields = make_department("z-fields", "মাঠ বিভাগ", "Fields")
    for number, (bn, en) in enumerate(names.items()):
        service = make_service(fields, f"s-{number}", bn, en, order=number)
        service.current_version = ServiceVersion.objects.create(
            service=service, digest=f"{number}" * 64, definition={}
        )
        service.save()
    make_service(make_department("a-tanks", "আবাদ বিভাগ", "Tanks"), "tank", "পুকুর", "Tank")


def texts(pattern: str, html: str) -> list[str]:
    return [re.sub("<[^>]*>", "", text).strip() for text in re.findall(pattern, html, re.DOTALL)]


@pytest.mark.parametrize("page", ["/services/", "/sitemap/"])
@pytest.mark.parametrize("language", ["bn", "en"])
def test_citizen_reads_departments_and_services_by_title(
    client: Any, departments: None, page: str, language: str
) -> None:
    client.cookies["bsk-language"] = language
    html = client.get(page).content.decode()
    links = texts(r'<li><a href="/services/[a-z0-9-]+/">(.*?)</a>', html)
    tank = {"bn": ["পুকুর"], "en": ["Tank"]}[language]
    # আবাদ comes before মাঠ, Fields before Tanks.
    expected = {"bn": [*tank, *FOUND["bn"]], "en": [*FOUND["en"], *tank]}[language]
    assert links == expected


def test_operator_is_offered_services_by_title(departments: None, operator: Any) -> None:
    for language in ("bn", "en"):
        page = signed_in(operator, language).get("/desk/")
        with override(language):
            titles = [str(each.title) for each in page.context["services"]]
        assert titles == FOUND[language]


def test_citizen_chooses_among_districts_and_blocks_in_the_order_of_the_alphabet(
    client: Any, nadia: Any
) -> None:
    from audit.models import Block, District

    for code, name in (("900", "হুগলি"), ("901", "উত্তর ২৪ পরগনা"), ("902", "ঝাড়গ্রাম")):
        District.objects.create(code=code, name={"bn": name, "en": name})
    for code, name in (("320-B-A", "রানাঘাট ২"), ("320-B-B", "রানাঘাট ১"), ("320-B-C", "তেহট্ট")):
        Block.objects.create(
            code=code,
            subdivision_id="320-KALYANI",
            district=nadia,
            kind="block",
            name={"bn": name, "en": name},
        )
    html = client.get("/information-form/").content.decode()
    offered = texts(r'<option value="[0-9]{3}"[^>]*>(.*?)</option>', html)
    assert offered == ["উত্তর ২৪ পরগনা", "ঝাড়গ্রাম", "নদিয়া", "হুগলি"]
    groups = client.get("/information-form/blocks/320/").json()["groups"]
    assert [name for _code, name in groups[0][1]] == [
        "চাকদহ",
        "তেহট্ট",
        "রানাঘাট ১",
        "রানাঘাট ২",
    ]
