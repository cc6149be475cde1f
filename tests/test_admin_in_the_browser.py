"""The PMU's admin in Chromium: every page and widget works under the policy the public pages have."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from services.models import BankQuestion, Service
from tests.admin_rows import make_refusal, make_request, make_visit
from tests.catalogue_rows import make_bank_question, make_pond_lease
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
    return make_pond_lease()


def test_every_page_obeys_the_policy(pmu, pond, operator, complaints):
    request = make_request(pond, operator)
    refusal = make_refusal()
    make_visit()
    shared = make_bank_question()
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
        "services/bankquestion/add/",
        f"services/service/{pond.pk}/change/",
        f"services/bankquestion/{shared.pk}/change/",
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


def test_author_adds_a_shared_question_and_mends_its_options(pmu, complaints):
    pmu.goto("/admin/services/bankquestion/add/")
    pmu.fill("#id_key", "land_right")
    pmu.select_option("#id_kind", "choice")
    for field, bn, en in (
        ("label", "জমি কার", "Whose land it is"),
        ("purpose", "কে আবেদন করতে পারেন, তা ঠিক করতে", "To see who may apply"),
    ):
        pmu.fill(f"[name={field}_bn]", bn)
        pmu.fill(f"[name={field}_en]", en)
    pmu.fill("#id_options", "own | নিজের")
    pmu.click("[name=_save]")
    error = pmu.inner_text(".field-options .errorlist")
    assert error == "১ নম্বর লাইনটি এই রকম হবে: মান | বাংলা | English।"
    pmu.fill("#id_options", "own | নিজের | Own\nrented | ভাড়ার | Rented")
    pmu.click("[name=_save]")
    pmu.wait_for_url("**/admin/services/bankquestion/")
    assert complaints == []
    assert BankQuestion.objects.get().options == [
        {"value": "own", "bn": "নিজের", "en": "Own"},
        {"value": "rented", "bn": "ভাড়ার", "en": "Rented"},
    ]


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
