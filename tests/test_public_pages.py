"""What the public reads: home, services, search, one service, policies; no session, few queries."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from services.models import Service
from tests.catalogue_rows import make_department, make_pond_lease, make_service
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db
PAGES = (
    "/",
    "/services/",
    "/services/?q=pond",
    "/services/?q=zebra",
    "/services/pond-lease/",
    "/policies/privacy/",
    "/policies/terms/",
    "/policies/accessibility/",
    "/sitemap/",
)
# Every page has these; GIGW 3.0 and the portal's own policy ask for them.
EVERY_PAGE = {
    "bn": (
        "কর্মিবর্গ ও প্রশাসনিক সংস্কার এবং ই-গভর্ন্যান্স বিভাগ, পশ্চিমবঙ্গ সরকার",
        "মূল বিষয়ে যান",
        "৩২৫ শরৎ চ্যাটার্জি রোড, শিবপুর, হাওড়া ৭১১১০২",
        "+৯১ ৩৩ ২২১৪ ০০৭৮",
        "+৯১ ৩৩ ২২১৪ ০০৮৭",
        "০৮:০০ থেকে ২২:০০",
        "ওয়েবেল",
        "আইনের ভাষ্য নয়",
        "শেষ হালনাগাদ",
        "কিছু ভুল চোখে পড়ল?",
    ),
    "en": (
        "Personnel & Administrative Reforms and e-Governance Department, Government of West",
        "Skip to the content",
        "325 Sarat Chatterjee Road, Shibpur, Howrah 711102",
        "+91 33 2214 0078",
        "+91 33 2214 0087",
        "08:00 to 22:00",
        "Webel",
        "not a statement of law",
        "Last updated",
        "Is something wrong here?",
    ),
}


@pytest.fixture
def reader(client: Client) -> Client:
    client.cookies["bsk-language"] = "en"
    return client


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    html = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html)


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["bn", "en"])
def test_reader_sees_owner_contact_and_date_on_every_page(
    client: Client, path: str, language: str
) -> None:
    make_pond_lease()
    client.cookies["bsk-language"] = language
    html = client.get(path).content.decode()
    assert [part for part in EVERY_PAGE[language] if part not in html] == []
    assert html.count("<h1") == 1
    assert f'<html lang="{language}">' in html


@pytest.mark.parametrize("path", PAGES)
def test_reader_gets_no_session_and_no_inline_code(client: Client, path: str) -> None:
    make_pond_lease()
    response = client.get(path)
    html = response.content.decode()
    assert "bsk-session" not in response.cookies
    assert re.findall(r"<style|<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=|javascript:", html) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', html) == []
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("path", ["/", "/services/", "/services/?q=lease", "/sitemap/"])
def test_reader_of_three_services_costs_the_queries_of_one(
    client: Client, path: str, django_assert_num_queries: Any, django_assert_max_num_queries: Any
) -> None:
    make_pond_lease()
    client.get(path)
    with django_assert_max_num_queries(3) as seen:
        client.get(path)
    for_one = len(seen)
    for number in (1, 2):
        department = make_department(f"tanks-{number}", f"দিঘি {number}", f"Tanks {number}")
        make_service(department, f"tank-{number}", f"দিঘি ইজারা {number}", "Tank lease", order=20)
    cache.clear()
    client.get(path)
    with django_assert_num_queries(for_one):
        client.get(path)


def test_reader_of_a_service_costs_three_queries(
    client: Client, django_assert_num_queries: Any
) -> None:
    make_pond_lease()
    client.get("/services/pond-lease/")
    with django_assert_num_queries(3):
        client.get("/services/pond-lease/")


def test_home_names_most_used_services_and_every_department(reader: Client) -> None:
    make_pond_lease()
    hills = make_department("hills", "পাহাড় বিভাগ", "Hills")
    make_service(hills, "hill-path", "পাহাড়ি পথ", "Hill path", order=300)
    make_service(hills, "hill-old", "পুরনো", "Withdrawn thing", order=1, is_offered=False)
    text = text_of(reader, "/")
    assert "Pond lease" in text
    assert "Hill path" not in text
    assert "Withdrawn thing" not in text
    assert "Hills (1)" in text.replace("&nbsp;", " ")
    assert "The centre charges nothing, ever." in text


def test_home_and_services_without_a_service_say_where_to_ask(reader: Client) -> None:
    for path in ("/", "/services/"):
        assert "No service is listed yet. Ask at a centre" in text_of(reader, path)


def test_service_page_says_who_papers_fee_time_and_officers(reader: Client) -> None:
    make_pond_lease()
    text = text_of(reader, "/services/pond-lease/")
    for part in (
        "Anybody",
        "Voter card",
        "20 working days",
        "Public holidays do not count.",
        "designated of state",
        "appellate of kolkata",
        "Everywhere else",
        "Kolkata",
        "Source : Notification 1-P",
        "last updated on 1 November 2026",
        "The centre itself charges nothing",
    ):
        assert part in text.replace("Source:", "Source :"), part


def test_service_page_shows_the_fee_of_today_and_the_coming_one(reader: Client) -> None:
    make_pond_lease()
    text = text_of(reader, "/services/pond-lease/")
    assert re.findall(r"Rs [\d,.]+", text) == ["Rs 75", "Rs 75", "Rs 100"]
    assert "since 1 January 2024" in text
    assert "From 1 January 2090: Rs 100" in text


def test_service_page_lists_officers_in_the_order_of_the_act(reader: Client) -> None:
    make_pond_lease()
    text = text_of(reader, "/services/pond-lease/")
    found = re.findall(r"(designated|appellate|reviewing) of (state|kolkata)", text)
    roles = ["designated", "appellate", "reviewing"]
    assert found == [(role, area) for area in ("state", "kolkata") for role in roles]


def test_bare_service_page_says_what_is_not_known(reader: Client) -> None:
    make_service(make_department(), "shell", "শামুক", "Shells", papers={})
    text = text_of(reader, "/services/shell/")
    for part in (
        "Papers needed None.",
        "The department takes no fee.",
        "No time limit is recorded here for this service.",
        "This cannot be applied for here at present.",
    ):
        assert part in text


def test_information_service_has_no_apply_button_and_says_what_to_do(reader: Client) -> None:
    steps = {"bn": ["ফোন করুন"], "en": ["Call the office"]}
    make_service(
        make_department(), "tide", "জোয়ার", "Tides", kind=Service.Kind.INFORMATION, steps=steps
    )
    html = reader.get("/services/tide/").content.decode()
    assert "What to do" in html
    assert "Call the office" in html
    assert "This is not applied for here." in html
    assert "/apply/" not in html


@pytest.mark.parametrize("path", ["/services/withdrawn/", "/services/nothing/"])
def test_reader_is_told_that_a_service_not_offered_is_not_there(reader: Client, path: str) -> None:
    make_service(make_department(), "withdrawn", "নেই", "Gone", is_offered=False)
    assert reader.get(path).status_code == 404


def test_search_finds_a_service_and_keeps_what_was_typed(reader: Client) -> None:
    make_pond_lease()
    html = reader.get("/services/", {"q": "pond"}).content.decode()
    assert "1 service found" in html
    assert 'href="/services/pond-lease/"' in html
    assert 'value="pond"' in html


def test_search_that_finds_nothing_says_what_to_try(reader: Client) -> None:
    text = text_of(reader, "/services/?q=zebra")
    assert "No service was found for “zebra”" in text
    assert "The list of all services by department." in text


@pytest.mark.parametrize(
    "typed", ["\0", "%", "'; --", "<b>", "\u202e", "ক" * 5000, "\ud800".encode("utf-8", "replace")]
)
def test_search_answers_whatever_is_typed(reader: Client, typed: Any) -> None:
    make_pond_lease()
    response = reader.get("/services/", {"q": typed})
    assert response.status_code == 200
    assert "<b>" not in response.content.decode()


def test_bangla_reader_sees_bangla_digits_dates_and_money(client: Client) -> None:
    make_pond_lease()
    text = text_of(client, "/services/pond-lease/")
    for part in ("৭৫ টাকা", "২০টি কাজের দিন", "১ নভেম্বর ২০২৬", "বিজ্ঞপ্তি ১-পি"):
        assert part in text


def test_reader_changes_language_and_stays_on_the_page(client: Client) -> None:
    make_pond_lease()
    page = client.get("/services/?q=pond").content.decode()
    assert 'name="next" value="/services/?q=pond"' in page
    response = client.post("/language/", {"language": "en", "next": "/services/?q=pond"})
    assert response["Location"] == "/services/?q=pond"
    assert '<html lang="en">' in client.get("/services/?q=pond").content.decode()


def test_privacy_notice_says_version_periods_and_where_to_complain(
    client: Client, settings: Any
) -> None:
    settings.RETENTION_DAYS = 777
    for language, parts in {
        "en": ("2026-11", "777 days", "30 days", "Data Protection Board of India", "consent"),
        "bn": ("২০২৬-১১", "৭৭৭ দিন", "৩০ দিন", "তথ্য সুরক্ষা পর্ষদে", "সম্মতি"),
    }.items():
        client.cookies["bsk-language"] = language
        text = text_of(client, "/policies/privacy/")
        assert [part for part in parts if part not in text] == []


def test_unknown_policy_is_not_found(client: Client) -> None:
    assert client.get("/policies/secrets/").status_code == 404


def test_staff_bar_shows_who_is_signed_in_where(client: Client, operator: Any) -> None:
    client.post("/operator/sign-in/", {"username": "mitali", "password": PASSWORD})
    client.cookies["bsk-language"] = "en"
    text = text_of(client, "/policies/terms/")
    assert "Signed in: Mitali Biswas (mitali), centre NAD-001" in text
    assert "Sign out" in text


def test_reader_without_a_session_sees_no_staff_bar(reader: Client) -> None:
    assert "Signed in:" not in text_of(reader, "/policies/terms/")


def test_robots_are_kept_from_staff_and_personal_pages(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().split("\n")
    staff, own = ("desk", "operator", "admin", "pmu"), ("track", "resume", "acknowledgements")
    paths = (*staff, *own, "grievances/track")
    assert lines == ["User-agent: *", *[f"Disallow: /{path}/" for path in paths], ""]


def test_browser_asking_for_the_old_icon_is_sent_to_the_mark(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert (response.status_code, response["Location"]) == (301, "/static/images/favicon.svg")
