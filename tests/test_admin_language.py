"""The admin speaks Bangla: what is in Latin letters on it is data, not a sentence left over."""

import re
from html import unescape
from typing import Any

import pytest

from tests.admin_rows import make_refusal, make_request, make_visit
from tests.catalogue_rows import make_bank_question, make_pond_lease
from tests.test_sign_in import sign_in

pytestmark = pytest.mark.django_db
UNSEEN = re.compile(
    r"<(script|style|textarea|select|template)\b.*?</\1>|<[^>]+>|<!--.*?-->", re.DOTALL
)
DATA = {
    "English",  # the name of the other language, in its own letters
    "Anindita", "Sen", "Mitali", "Biswas", "mitali", "anindita",
    "NAD", "CHAKDAHA", "KALYANI", "pond", "lease", "ponds", "POST", "ABCD", "XXXXXX", "BSK",
    "yyyy", "land", "area", "JPEG", "PNG", "PDF",
}  # fmt: skip


def latin_words(response: Any) -> set[str]:
    _head, _body, seen = response.content.decode().partition("<body")
    text = unescape(UNSEEN.sub(" ", f"<body{seen}"))
    return set(re.findall(r"[A-Za-z]{3,}", text))


def test_no_english_is_left_on_the_pages_of_the_admin(client, administrator, operator):
    sign_in(client, "anindita")
    service = make_pond_lease()
    service.officers.all().delete()
    shared = make_bank_question(kind="name")
    request = make_request(service, operator)
    refusal = make_refusal(rule="csrf")
    make_visit()
    known = DATA | set(re.findall("[A-Z]{3,}", f"{request.acknowledgement} {request.number}"))
    english: dict[str, set[str]] = {}
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
        "audit/refusal/",
        f"audit/refusal/{refusal.pk}/change/",
        "audit/event/",
        "audit/district/",
        "audit/block/",
        "services/department/",
        "services/service/",
        "services/bankquestion/",
        "services/bankquestion/add/",
        f"services/service/{service.pk}/change/",
        f"services/bankquestion/{shared.pk}/change/",
        "services/servicerequest/",
        f"services/servicerequest/{request.pk}/change/",
    ):
        response = client.get(f"/admin/{path}")
        assert response.status_code == 200
        left = latin_words(response) - known
        if left:
            english[path] = left
    assert english == {}


def test_messages_after_a_change_are_in_bangla(client, administrator, operator):
    sign_in(client, "anindita")
    answer = client.post(
        f"/admin/audit/operator/{operator.pk}/change/",
        {
            "login_name": "mitali",
            "name": "Mitali Biswas",
            "role": "operator",
            "centre": "NAD-001",
            "is_active": "on",
        },
        follow=True,
    )
    [message] = [str(message) for message in answer.context["messages"]]
    assert "বদলানো হয়েছে" in message


def test_list_is_read_in_the_other_language_and_a_form_offers_no_switch(
    client, administrator, operator
):
    sign_in(client, "anindita")
    page = client.get("/admin/audit/operator/?q=mitali").content.decode()
    assert '<button name="language" value="en" lang="en">English</button>' in page
    back = "/admin/audit/operator/?q=mitali"
    assert f'name="next" value="{back}"' in page
    answer = client.post("/language/", {"language": "en", "next": back}, follow=True)
    assert "Select operator to" in answer.content.decode()
    form = client.get(f"/admin/audit/operator/{operator.pk}/change/").content.decode()
    assert 'name="language" value=' not in form
