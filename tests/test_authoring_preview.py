"""A proposal is looked at as citizens will see it, in both languages; and what it changes is told."""

from typing import Any

import pytest
from django.utils import translation

from services.authoring.content import as_json
from services.catalogue.differences import differences
from services.catalogue.kinds import Kind
from services.catalogue.stored import as_read
from services.models import Draft, Service
from tests.authoring_fixtures import (
    FACTS,
    address,
    approver,
    author,
    pond_lease,
    post,
    proposal,
    publish_at_once,
    question,
    texts,
)
from tests.test_authoring_editing import SETTINGS

pytestmark = pytest.mark.django_db
__all__ = ["approver", "author", "pond_lease"]


@pytest.fixture
def with_every_kind(author: Any, pond_lease: Any) -> None:
    for kind in Kind.values:
        typed = question(f"{kind} বাংলা", f"Kind {kind}", **SETTINGS.get(kind, {}))
        assert post(author, f"pages/1/new-question/?kind={kind}", typed).status_code == 302
    new = "questions/kind_group/new-member/?kind=name"
    assert post(author, new, question("সদস্য", "Member")).status_code == 302


def test_preview_shows_every_kind_in_both_languages_by_the_citizens_own_forms(
    author, nadia, with_every_kind
):
    for language, label in (("bn", "{} বাংলা"), ("en", "Kind {}")):
        answer = author.get(address(f"preview/{language}/1/"))
        page = answer.content.decode()
        assert f'<html lang="{language}"' in page
        assert [kind for kind in Kind.values if label.format(kind) not in page] == []
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
        assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_preview_checks_what_is_sent_and_keeps_nothing(author, pond_lease):
    nothing = author.post(address("preview/en/1/"), {})
    assert sorted(nothing.context["form"].errors) == ["farms", "which_pond"]
    right = author.post(address("preview/en/1/"), {"which_pond": "Ours", "farms": "yes"})
    assert "These answers would be taken." in right.content.decode()
    assert Draft.objects.count() == 0


def test_preview_shows_what_depends_on_an_answer_and_says_on_which(author, pond_lease):
    post(author, "pages/1/new-question/?kind=text", question("মাছ", "Which fish", key="fish"))
    at = "questions/fish/condition/?question=farms"
    post(author, at, {"is": "equals", "options": ["yes"]})
    assert "Which fish" in author.get(address("preview/en/1/")).content.decode()
    outside = author.get(address("preview/?page=1&width=1366"))
    assert "“Do you farm fish?”" in outside.content.decode()
    assert 'width="1366"' in outside.content.decode()
    assert "frame-src 'self'" in outside["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in outside["Content-Security-Policy"]


def test_preview_shows_the_service_page_as_it_shall_be(author, pond_lease, client):
    page = author.get(address("preview/en/0/")).content.decode()
    assert "A pond of the government can be leased." in page
    assert client.get("/services/pond-lease/").status_code == 404


@pytest.mark.parametrize("part", ["preview/xx/1/", "preview/en/9/", "preview/hi/1/"])
def test_no_other_preview_is_found(author, pond_lease, part):
    assert author.get(address(part)).status_code == 404


def told(before: Any, after: Any) -> list[tuple[str, str, str, str]]:
    with translation.override("en"):
        return [
            (each.where, each.kind, each.before, each.after) for each in differences(before, after)
        ]


def test_differences_are_told_field_by_field_in_the_readers_language(author, approver, pond_lease):
    publish_at_once(author, approver)
    before = as_json(as_read(Service.objects.get()))
    assert told(before, before) == []
    author.post(address("change/"))
    post(author, "facts/", {**FACTS, "time_limit_days": "45", **texts("papers", "কার্ড", "Card")})
    post(author, "pages/1/new-question/?kind=text", question("মাছ", "Which fish", key="fish"))
    post(
        author,
        "questions/fish/condition/?question=farms",
        {"is": "equals", "options": ["yes"]},
    )
    post(author, "questions/which_pond/", question("কোন পুকুর?", "What pond?", most="90"))
    assert told(before, proposal().content) == [
        ("Time limit, working days", "changed", "30", "45"),
        ("Papers needed (বাংলা)", "added", "", '<span lang="bn">কার্ড</span>'),
        ("Papers needed (English)", "added", "", "Card"),
        (
            "Page 1, order of the questions",
            "changed",
            "“Which pond?”\n“Do you farm fish?”",
            "“What pond?”\n“Do you farm fish?”\n“Which fish”",
        ),
        ("“What pond?”, what is asked (English)", "changed", "Which pond?", "What pond?"),
        ("“What pond?”, most", "changed", "80", "90"),
        ("Question", "added", "", "“Which fish”: Short text"),
    ]
    page = author.get(address("differences/")).content.decode()
    assert "The proposal, beside what the public sees now." in page
    assert "What pond?" in page
    author.cookies["bsk-language"] = "bn"
    assert "বদলেছে" in author.get(address("differences/")).content.decode()


def test_each_version_tells_what_it_changed(author, approver, pond_lease):
    publish_at_once(author, approver)
    author.post(address("change/"))
    post(author, "questions/farms/deletion/")
    service = publish_at_once(author, approver)
    version = service.current_version
    assert version is not None
    page = author.get(address(f"versions/{version.digest[:12]}/"))
    assert [(each.where, each.kind) for each in page.context["differences"]] == [
        ("Page 1, order of the questions", "changed"),
        ("Question", "removed"),
    ]
    assert author.get(address("versions/0000/")).status_code == 404


def test_preview_gives_a_group_one_row_more(author, nadia, with_every_kind):
    typed = {"kind_group-rows": "1", "kind_group-0-member": "Rita", "add": "kind_group"}
    page = author.post(address("preview/en/1/"), typed).content.decode()
    assert 'name="kind_group-1-member"' in page
    assert 'value="Rita"' in page
    assert "error-summary" not in page
    assert "These answers would be taken." not in page


def test_question_without_options_or_members_yet_is_previewed(author, pond_lease):
    for kind in ("choice", "choices", "group"):
        answer = post(author, f"pages/1/new-question/?kind={kind}", {"label_en": kind})
        assert answer.status_code == 302
    assert author.get(address("preview/en/1/")).status_code == 200
    assert author.post(address("preview/en/1/"), {"group-rows": "3"}).status_code == 200
