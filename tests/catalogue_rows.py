"""Departments and services that tests of the public pages invent."""

import datetime
from typing import Any

from services.models import BankQuestion, Department, FeeRule, Officer, Service

UPDATED = datetime.date(2026, 11, 1)


def make_department(slug: str = "ponds", bn: str = "পুকুর বিভাগ", en: str = "Ponds") -> Department:
    return Department.objects.create(slug=slug, title={"bn": bn, "en": en})


def make_service(department: Department, slug: str, bn: str, en: str, **fields: Any) -> Service:
    given = {
        "kind": Service.Kind.TRANSACTION,
        "summary": {"bn": f"{bn} সম্পর্কে", "en": f"About {en}"},
        "eligibility": {"bn": ["যে কেউ"], "en": ["Anybody"]},
        "papers": {"bn": ["ভোটার কার্ড"], "en": ["Voter card"]},
        "updated_on": UPDATED,
        **fields,
    }
    return Service.objects.create(
        department=department, slug=slug, title={"bn": bn, "en": en}, **given
    )


def make_bank_question(key: str = "land_area", **fields: Any) -> BankQuestion:
    given = {
        "kind": "number",
        "label": {"bn": "জমির পরিমাণ", "en": "Area of the land"},
        "purpose": {"bn": "কর ঠিক করতে", "en": "To fix the tax"},
        **fields,
    }
    return BankQuestion.objects.create(key=key, **given)


def make_pond_lease() -> Service:
    """A service with everything a page can show: fees past, present and coming, two areas."""
    service = make_service(
        make_department(),
        "pond-lease",
        "পুকুর ইজারা",
        "Pond lease",
        order=10,
        time_limit_days=20,
        time_limit_notice={"bn": "বিজ্ঞপ্তি ১-পি", "en": "Notification 1-P"},
        steps={"bn": ["অফিসে যায়"], "en": ["It goes to the office"]},
    )
    for amount, year in ((50, 2019), (75, 2024), (100, 2090)):
        FeeRule.objects.create(
            service=service, amount=amount, from_date=datetime.date(year, 1, 1), condition={}
        )
    for area in Officer.Area:
        for role, days in (("reviewing", 31), ("appellate", 30), ("designated", 20)):
            title = {"bn": f"{role} {area}", "en": f"{role} of {area}"}
            Officer.objects.create(service=service, role=role, area=area, title=title, days=days)
    return service
