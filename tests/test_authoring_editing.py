"""Writing a service page by page: what is wrong is said beside its field, and nothing typed is lost."""

import re
from typing import Any

import pytest

from services.catalogue.kinds import Kind
from tests.authoring_fixtures import (
    FACTS,
    ROOT,
    address,
    approver,
    author,
    pond_lease,
    post,
    proposal,
    question,
    staff,
    texts,
)

pytestmark = pytest.mark.django_db
__all__ = ["approver", "author", "pond_lease"]


def keys(page: int = 1) -> list[str]:
    return [each["key"] for each in proposal().content["pages"][page - 1]["questions"]]


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"slug": "pond"}, "Write the title in at least one language."),
        ({"title_en": "Pond", "slug": ""}, "Write a short name."),
        ({"title_en": "Pond", "slug": "Pond lease"}, "Use small Latin letters and digits"),
        ({"title_en": "Pond", "slug": "পুকুর"}, "Use small Latin letters and digits"),
        ({"title_en": "Pond", "slug": "x" * 61}, "60"),
        ({"title_en": "Pond", "slug": "file"}, "This word stands in the portal's own addresses."),
        ({"title_en": "<b>Pond</b>", "slug": "pond"}, "HTML is not taken"),
        ({"title_en": "x" * 601, "slug": "pond"}, "Use at most 600 characters in each language."),
    ],
)
def test_faulty_beginning_is_refused_with_all_that_was_typed(author, typed, says):
    answer = author.post(f"{ROOT}beginning/", typed)
    assert answer.status_code == 200
    assert says in answer.content.decode().replace("&#x27;", "'")
    for value in typed.values():
        assert value.replace("<", "&lt;").replace(">", "&gt;") in answer.content.decode()


def test_short_name_of_another_service_is_refused(author, pond_lease):
    answer = author.post(f"{ROOT}beginning/", {"title_en": "Other", "slug": "pond-lease"})
    assert "A service has this short name already." in said(answer)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("time_limit_days", "0", "This cannot be less than 1."),
        ("time_limit_days", "soon", "Write a number in digits"),
        ("order", "-1", "This cannot be less than 0."),
        ("department", "unknown", "Choose one from the list."),
        ("kind", "magic", "Choose one from the list."),
        ("summary_en", "[x](javascript:alert(1))", "A link begins with https://"),
        ("papers_en", "one\n# two", "A text holds no headings"),
        ("title_bn", "ক\0খ", "Null characters are not allowed."),
    ],
)
def test_faulty_fact_is_refused_beside_its_field_and_nothing_is_saved(
    author, pond_lease, field, typed, says
):
    before = proposal().content
    answer = post(author, "facts/", {**FACTS, field: typed})
    assert (answer.status_code, proposal().content) == (200, before)
    assert list(answer.context["form"].errors) == [re.sub("_(bn|en)$", "", field)]
    assert says in said(answer)


def test_stale_save_is_refused_with_what_changed_and_nothing_typed_is_lost(author, pond_lease):
    old = str(proposal().revision)
    colleague = staff("bina", "author")
    post(colleague, "facts/", {**FACTS, "time_limit_days": "45"})
    typed = {**FACTS, "summary_en": "Mine", "revision": old}
    answer = author.post(address("facts/"), typed)
    page = said(answer)
    assert "Not saved: somebody else changed the service meanwhile" in page
    assert "bina, " in page
    assert "what the service is" in page
    assert [(each.where, each.before, each.after) for each in answer.context["would_change"]] == [
        ("Time limit, working days", "45", "30"),
        ("Summary (English)", "A pond of the government can be leased.", "Mine"),
    ]
    assert 'name="summary_en"' in answer.content.decode()
    assert ">\nMine</textarea>" in answer.content.decode()
    assert proposal().content["time_limit_days"] == 45
    again = author.post(address("facts/"), {**typed, "revision": str(proposal().revision)})
    assert again.status_code == 302
    assert (proposal().content["time_limit_days"], proposal().content["summary"]["en"]) == (
        30,
        "Mine",
    )
    assert proposal().editors == ["ananya", "bina"]


def test_another_language_keeps_what_was_typed_and_saves_nothing(author, pond_lease):
    before = proposal().revision
    answer = post(author, "facts/", {**FACTS, "summary_en": "Half", "form_language": "bn"})
    assert (answer.status_code, proposal().revision) == (200, before)
    assert ">\nHalf</textarea>" in answer.content.decode()


def test_texts_in_languages_that_are_not_asked_for_are_kept(author, pond_lease, settings):
    row = proposal()
    row.content["title"]["hi"] = "तालाब"
    row.save()
    settings.LANGUAGES = [("bn", "বাংলা"), ("en", "English")]
    post(author, "facts/", {**FACTS, "title_en": "Lease of a pond"})
    assert proposal().content["title"] == {
        "bn": "পুকুর ইজারা",
        "en": "Lease of a pond",
        "hi": "तालाब",
    }


def test_fees_and_officers_are_added_changed_and_taken_out(author, pond_lease):
    def rows(initial: int, *given: dict[str, str]) -> dict[str, str]:
        managed = {"form-TOTAL_FORMS": str(len(given)), "form-INITIAL_FORMS": str(initial)}
        fields = {
            f"form-{place}-{name}": value
            for place, row in enumerate(given)
            for name, value in row.items()
        }
        return {**managed, **fields}

    fee = {"from_date": "০১/০৪/২০২৬", "amount": "1,000", "condition_bn": "", "condition_en": ""}
    assert post(author, "fees/", rows(0, fee, {"from_date": "", "amount": ""})).status_code == 302
    assert proposal().content["fees"] == [
        {"from_date": "2026-04-01", "amount": "1000.00", "condition": {}}
    ]
    wrong = post(author, "fees/", rows(1, {**fee, "amount": "-5"}))
    assert (wrong.status_code, "This cannot be less than 0." in said(wrong)) == (200, True)
    assert post(author, "fees/", rows(1, {**fee, "DELETE": "on"})).status_code == 302
    assert proposal().content["fees"] == []
    sdo = {"role": "designated", "area": "state", "days": "30", **texts("title", "মহকুমা", "SDO")}
    twice = post(author, "officers/", rows(0, sdo, sdo))
    assert "This role is filled in this area already." in said(twice)
    assert post(author, "officers/", rows(0, sdo)).status_code == 302
    assert proposal().content["officers"] == [
        {"role": "designated", "area": "state", "days": 30, "title": {"bn": "মহকুমা", "en": "SDO"}}
    ]


SETTINGS: dict[str, dict[str, Any]] = {
    "text": {"least": "2", "most": "80"},
    "long_text": {"most": "500"},
    "name": {"most": "60"},
    "number": {"least": "0", "most": "50"},
    "money": {"least": "0"},
    "choice": {"options": "a | ক | A\nb | খ | B"},
    "choices": {"options": "a | ক | A\nb | খ | B"},
    "document": {"kinds": ["jpeg", "pdf"], "mb": "3", "least": "1", "most": "2"},
    "group": {"least": "1", "most": "6"},
    "address": {"west_bengal": "on"},
}


@pytest.mark.parametrize("kind", Kind.values)
def test_each_kind_is_asked_for_with_its_own_settings_alone(author, pond_lease, kind):
    page = author.get(address(f"pages/1/new-question/?kind={kind}"))
    fields = set(page.context["form"].fields)
    usual = {"label", "hint", "error", "required", "purpose", "kept_days", "key"}
    given = set(SETTINGS.get(kind, {}))
    assert fields - usual == given | ({"least", "most"} if given & {"least", "most"} else set())
    typed = question(f"{kind} বাংলা", f"Kind {kind}", **SETTINGS.get(kind, {}))
    assert post(author, f"pages/1/new-question/?kind={kind}", typed).status_code == 302
    made = proposal().content["pages"][0]["questions"][-1]
    assert (made["key"], made["kind"], made["required"]) == (f"kind_{kind}", kind, True)
    changed = post(author, f"questions/kind_{kind}/", {**typed, "label_en": "Other"})
    assert changed.status_code == 302
    again = proposal().content["pages"][0]["questions"][-1]
    assert again == {**made, "label": {**made["label"], "en": "Other"}}


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("number", {"least": "5", "most": "2"}, "The most is less than the least."),
        ("choice", {"options": "a | ক"}, "must read: value | বাংলা | English."),
        ("choice", {"options": "a | ক | A\na | খ | B"}, "repeats the value"),
        ("choice", {"options": "A b | ক | A\nc | খ | B"}, "a value has small Latin letters"),
        ("document", {"kinds": ["exe"], "mb": "3"}, "Choose from the list."),
        ("document", {"kinds": ["pdf"], "mb": "500"}, "This cannot be more than"),
        ("text", {"key": "Caps"}, "Use small Latin letters, digits and _."),
        ("text", {"key": "farms"}, "Another question has this short name."),
        ("text", {"kept_days": "0"}, "This cannot be less than 1."),
        ("text", {"hint_en": "<i>x</i>"}, "HTML is not taken"),
    ],
)
def test_faulty_question_is_refused_beside_its_field(author, pond_lease, kind, typed, says):
    new = f"pages/1/new-question/?kind={kind}"
    answer = post(author, new, {**question("ক", "A"), **typed})
    assert (answer.status_code, says in said(answer)) == (200, True)
    assert keys() == ["which_pond", "farms"]


def test_group_has_its_own_questions(author, pond_lease):
    post(author, "pages/1/new-question/?kind=group", question("পরিবার", "Family", most="5"))
    kinds = dict(author.get(address("questions/family/new-member/")).context["kinds"])
    assert not {"group", "document"} & set(kinds)
    assert author.get(address("questions/farms/new-member/")).status_code == 404
    post(author, "questions/family/new-member/?kind=name", question("নাম", "Name of each"))
    post(author, "questions/family/new-member/?kind=number", question("বয়স", "Age of each"))
    post(author, "questions/age_of_each/moving/", {"up": "1"})
    group = proposal().content["pages"][0]["questions"][-1]
    assert [member["key"] for member in group["questions"]] == ["age_of_each", "name_of_each"]


def test_questions_and_pages_are_moved(author, pond_lease):
    post(author, "questions/farms/moving/", {"up": "1"})
    assert keys() == ["farms", "which_pond"]
    post(author, "pages/", texts("title", "শেষ", "The end"))
    post(author, "questions/which_pond/moving/", {"down": "1"})
    assert (keys(1), keys(2)) == (["farms"], ["which_pond"])
    post(author, "questions/which_pond/moving/", {"down": "1"})  # nothing is below
    post(author, "pages/2/moving/", {"up": "1"})
    assert (keys(1), keys(2)) == (["which_pond"], ["farms"])
    post(author, "questions/farms/moving/", {"up": "1"})
    assert keys(1) == ["which_pond", "farms"]
    assert post(author, "pages/2/deletion/").status_code == 302
    assert len(proposal().content["pages"]) == 1


def test_condition_is_built_of_lists_and_keeps_what_it_names(author, pond_lease):
    post(author, "pages/1/new-question/?kind=text", question("মাছ", "Which fish", key="fish"))
    at = "questions/fish/condition/"
    first = author.get(address(at))
    assert [
        value for value, _label in first.context["subject_form"].fields["question"].choices
    ] == [
        "",
        "which_pond",
        "farms",
    ]
    nothing = post(author, f"{at}?question=farms", {"is": "equals"})
    assert "Give the value to compare with." in said(nothing)
    two = post(author, f"{at}?question=farms", {"is": "equals", "options": ["yes", "no"]})
    assert "Tick one only" in said(two)
    right = post(author, f"{at}?question=farms", {"is": "equals", "options": ["yes"]})
    assert right.status_code == 302
    assert proposal().content["pages"][0]["questions"][2]["shown_when"] == {
        "match": "all",
        "rules": [{"question": "farms", "is": "equals", "than": "yes"}],
    }
    kept = author.post(
        address("questions/farms/deletion/"), {"revision": proposal().revision}, follow=True
    )
    assert "stays: its answer is named by the condition of “Which fish”." in said(kept)
    post(author, "questions/fish/moving/", {"up": "1"})
    assert keys() == ["which_pond", "farms", "fish"]  # it may not come before what it names
    post(author, at, {"take_out": "0"})
    assert "shown_when" not in proposal().content["pages"][0]["questions"][2]
    post(author, "questions/farms/deletion/")
    assert keys() == ["which_pond", "fish"]


def test_page_that_others_name_is_not_deleted(author, pond_lease):
    post(author, "pages/", texts("title", "মাছ", "Fish"))
    at = "pages/2/condition/?question=farms"
    assert post(author, at, {"is": "equals", "options": ["yes"]}).status_code == 302
    answer = author.post(
        address("pages/1/deletion/"), {"revision": proposal().revision}, follow=True
    )
    assert "This page stays" in said(answer)
    assert len(proposal().content["pages"]) == 2


def test_rule_of_eligibility_is_built_of_facts(author, pond_lease):
    typed = {"then": "no", **texts("reason", "বয়স ১৮ হতে হবে।", "One must be 18.")}
    assert post(author, "eligibility/", typed).status_code == 302
    at = "eligibility/1/condition/?question=age"
    assert post(author, at, {"is": "age_at_most", "years": "১৭"}).status_code == 302
    assert proposal().content["eligibility_rules"] == [
        {
            "then": "no",
            "reason": {"bn": "বয়স ১৮ হতে হবে।", "en": "One must be 18."},
            "when": {
                "match": "all",
                "rules": [{"question": "age", "is": "age_at_most", "than": 17}],
            },
        }
    ]
    post(author, "eligibility/1/deletion/")
    assert proposal().content["eligibility_rules"] == []


@pytest.mark.parametrize("part", ["pages/9/", "questions/none/", "eligibility/4/", "pages/0/"])
def test_what_is_not_there_is_not_found(author, pond_lease, part):
    assert author.get(address(part)).status_code == 404
    assert post(author, part, {}).status_code == 404
