"""From the application to the answer about it: late, told, appealed, ordered, delivered, opened.

The citizen reads Bangla on a small telephone without JavaScript; time passes by what is stored.
"""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page

from audit.journal.actors import SCHEDULE
from bsk_portal.schedule.jobs import mind_limits
from citizens.models import Notice
from services.feedback.inviting import invite
from services.models import Appeal, Score, ServiceRequest
from tests import document_files as files
from tests.appeal_fixtures import GROUND
from tests.conftest import make_officer
from tests.desk_fixtures import signed_in
from tests.errand_fixtures import caste_certificate
from tests.test_apply_in_the_browser import (
    agree,
    answer_the_questions,
    contexts,
    tell_the_person,
)

__all__ = ["caste_certificate", "contexts"]
pytestmark = pytest.mark.django_db(transaction=True)
ORDER = "দশ দিনের মধ্যে শংসাপত্র দিতে হবে।"


def last(template: str) -> dict[str, str]:
    """What the last message of this kind says, as it waits in the outbox."""
    values: dict[str, str] = Notice.objects.filter(template=template).latest("id").values
    return values


def path_of(link: str) -> str:
    return link.removeprefix(settings.PUBLIC_URL)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def apply(page: Page) -> ServiceRequest:
    tell_the_person(page, script=False)
    answer_the_questions(page)
    agree(page)
    press(page, "আবেদন পাঠান")
    return ServiceRequest.objects.get()


def become_late(found: ServiceRequest) -> None:
    """As if the last day had been yesterday; then the minute of the schedule."""
    yesterday = timezone.localdate() - timedelta(days=1)
    ServiceRequest.objects.filter(pk=found.pk).update(due_on=yesterday)
    mind_limits(timezone.now(), SCHEDULE)


def appeal(page: Page, link: str) -> Appeal:
    """On another telephone: the message's link, the four digits, the code, the grounds."""
    page.goto(path_of(link))
    page.get_by_label("মোবাইল নম্বরের শেষ চারটি অঙ্ক").fill("২৩৪৫")
    press(page, "দেখান")
    page.get_by_role("link", name="আপিল করুন").click()
    page.get_by_label("মোবাইল নম্বর").fill("৯৮৩০০১২৩৪৫")
    press(page, "কোড পাঠান")
    page.locator("[name=code]").fill(last("code.sign_in")["code"])
    press(page, "সাইন ইন")
    page.locator("[name=ground]").fill(GROUND)
    press(page, "আপিল জমা দিন")
    lodged = Appeal.objects.get()
    assert page.locator(".panel-number").inner_text() == lodged.shown_number
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    return lodged


def allow(officer: Any, lodged: Appeal) -> None:
    form = {"decision": "allow", "order": ORDER, "days": "১০", "revision": "0"}
    answer = signed_in(officer).post(f"/office/appeals/{lodged.number}/", form)
    assert answer.status_code == 302


def deliver(officer: Any, found: ServiceRequest) -> None:
    found.refresh_from_db()
    form = {"revision": found.revision, "given": "document"}
    form["document"] = files.sent(files.paper(), "certificate.pdf")
    at = f"/office/requests/{found.acknowledgement}/delivery/"
    assert signed_in(officer).post(at, form).status_code == 302


def test_citizen_is_told_of_the_delay_appeals_gets_her_certificate_and_says_how_it_went(
    contexts: Any, caste_certificate: Any
) -> None:
    found = apply(contexts(java_script_enabled=False).new_page())
    become_late(found)
    telephone = contexts(java_script_enabled=False).new_page()
    lodged = appeal(telephone, last("request.delayed")["link"])
    allow(make_officer("arpita", caste_certificate, post="appellate"), lodged)
    deliver(make_officer("saheb", caste_certificate), found)
    telephone.goto(f"/acknowledgements/{found.acknowledgement}/")
    assert ORDER not in telephone.content()
    with telephone.expect_download() as download:
        telephone.locator(".results a").first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    telephone.goto(f"/acknowledgements/{found.acknowledgement}/appeals/{lodged.number}/")
    assert ORDER in telephone.content()
    day_ago = timezone.now() - timedelta(hours=25)
    ServiceRequest.objects.filter(pk=found.pk).update(closed_at=day_ago)
    assert invite(timezone.now(), by=SCHEDULE) == 1
    telephone.goto(path_of(last("feedback.wanted")["link"]))
    telephone.locator("[name=face]").first.check()
    press(telephone, "পাঠান")
    score = Score.objects.get()
    assert (score.service_id, score.centre_id, score.face) == (
        found.service_id,
        None,
        Score.Face.GOOD,
    )
    told = Notice.objects.exclude(template="code.sign_in").order_by("id")
    assert list(told.values_list("template", flat=True)) == [
        "request.received",
        "request.delayed",
        "appeal.received",
        "appeal.allowed",
        "request.delivered",
        "feedback.wanted",
    ]
