"""The PMU's admin in Chromium: every page and widget works under the policy the public pages have."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from services.catalogue.versions import publish
from services.models import Question, QuestionPage, Service
from tests.admin_rows import make_refusal, make_request, make_visit
from tests.catalogue_rows import make_department, make_pond_lease
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console said, and addresses asked for outside this host."""
    return []


@pytest.fixture
def pmu(
    browser: Browser, live_server: Any, administrator: Any, complaints: list[str]
) -> Iterator[Page]:
    """Anindita's browser, signed in."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1366, "height": 800})
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            None
            if request.url.startswith((live_server.url, "blob:", "data:"))
            else complaints.append(request.url)
        ),
    )
    page.goto("/admin/")
    page.fill("#id_username", "anindita")
    page.fill("#id_password", PASSWORD)
    page.click("main form button")
    page.wait_for_url("**/admin/")
    yield page
    context.close()


@pytest.fixture
def pond(nadia: Any) -> Service:
    service = make_pond_lease()
    page = QuestionPage.objects.create(service=service, number=1, title={"bn": "জমি", "en": "Land"})
    Question.objects.create(
        page=page, key="area", kind="number", label={"bn": "কত কাঠা", "en": "How many katha"}
    )
    publish(service)
    return service


def test_every_page_obeys_the_policy(pmu, pond, operator, complaints):
    request = make_request(pond, operator)
    refusal = make_refusal()
    make_visit()
    question_page = pond.pages.get()
    for path in (
        "",
        "audit/",
        "audit/operator/",
        "audit/operator/add/",
        f"audit/operator/{operator.pk}/change/",
        f"audit/operator/{operator.pk}/history/",
        "audit/centre/",
        "audit/centre/NAD-001/change/",
        "audit/visit/",
        "audit/visit/?day=2026-01-01&q=mitali",
        "audit/refusal/",
        f"audit/refusal/{refusal.pk}/change/",
        "audit/event/",
        "services/department/add/",
        "services/service/",
        "services/service/add/",
        f"services/service/{pond.pk}/change/",
        f"services/questionpage/{question_page.pk}/change/",
        f"services/questionpage/{question_page.pk}/delete/",
        "services/servicerequest/",
        f"services/servicerequest/{request.pk}/change/",
    ):
        answer = pmu.goto(f"/admin/{path}")
        assert answer is not None
        assert (answer.status, complaints) == (200, []), path
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "'none'" in policy


def test_policy_is_in_force_and_the_test_would_see_a_breach(pmu, complaints):
    pmu.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert len(complaints) == 1
    assert "Content Security Policy" in complaints[0]


def test_author_adds_a_service_with_its_fee_and_finds_the_department(pmu, complaints):
    make_department()
    pmu.goto("/admin/services/service/add/")
    pmu.fill("#id_slug", "boat-licence")
    pmu.click(".field-department .select2-selection")
    pmu.fill(".select2-search__field", "পুকুর")
    pmu.click(".select2-results__option:has-text('পুকুর বিভাগ')")
    pmu.select_option("#id_kind", "transaction")
    for field, bn, en in (
        ("title", "নৌকার লাইসেন্স", "Boat licence"),
        ("summary", "নৌকা চালাতে লাগে", "Needed to ply a boat"),
        ("eligibility", "নৌকার মালিক", "Owner of a boat"),
    ):
        pmu.fill(f"[name={field}_bn]", bn)
        pmu.fill(f"[name={field}_en]", en)
    pmu.click(".field-updated_on .datetimeshortcuts a >> nth=0")  # today
    pmu.click("#fees-group .add-row a")
    pmu.fill("#id_fees-0-amount", "25")
    pmu.click("#fees-0 .datetimeshortcuts a >> nth=0")
    pmu.click("#pages-group .add-row a")
    pmu.fill("#id_pages-0-number", "1")
    pmu.fill("[name=pages-0-title_bn]", "নৌকা")
    pmu.fill("[name=pages-0-title_en]", "Boat")
    pmu.click("[name=_save]")
    pmu.wait_for_url("**/admin/services/service/")
    assert complaints == []
    service = Service.objects.get(slug="boat-licence")
    assert service.current_version is not None
    assert (service.department.slug, service.fees.count(), service.pages.count()) == (
        "ponds",
        1,
        1,
    )


def test_author_changes_the_options_of_a_question(pmu, pond, complaints):
    pmu.goto(f"/admin/services/questionpage/{pond.pages.get().pk}/change/")
    pmu.select_option("#id_questions-0-kind", "choice")
    pmu.fill("#id_questions-0-options", "own | নিজের")
    pmu.click("[name=_save]")
    error = pmu.inner_text("#questions-0 .field-options .errorlist")
    assert error == "১ নম্বর লাইনটি এই রকম হবে: মান | বাংলা | English।"
    pmu.fill("#id_questions-0-options", "own | নিজের | Own")
    pmu.click("[name=_save]")
    pmu.wait_for_url("**/admin/services/questionpage/")
    assert complaints == []
    assert Question.objects.get().options == [{"value": "own", "bn": "নিজের", "en": "Own"}]


def test_administrator_enrols_an_operator_and_gives_her_another_password(pmu, centre, complaints):
    pmu.goto("/admin/audit/operator/add/")
    pmu.fill("#id_login_name", "tara")
    pmu.fill("#id_name", "Tara Lama")
    pmu.click(".field-centre .select2-selection")
    pmu.fill(".select2-search__field", "NAD")
    pmu.click(".select2-results__option:has-text('NAD-001')")
    pmu.click("[name=_save]")
    first = pmu.inner_text("code")
    pmu.click("main a:has-text('লিখে')")
    pmu.click("text=tara")
    pmu.click("main button:has-text('পাসওয়ার্ড')")
    assert len(first) == len(pmu.inner_text("code")) == 24
    assert first != pmu.inner_text("code")
    assert complaints == []


def test_back_after_signing_out_shows_the_sign_in_page(pmu, operator, complaints):
    pmu.goto("/admin/audit/operator/")
    assert "Mitali Biswas" in pmu.inner_text("main")
    pmu.click("#logout-form button")
    pmu.wait_for_url("**/operator/sign-in/")
    pmu.go_back()
    pmu.wait_for_url("**/operator/sign-in/**")
    assert "Mitali Biswas" not in pmu.content()
    assert [text.partition(" ")[0] for text in complaints] == ["Clear-Site-Data"]
