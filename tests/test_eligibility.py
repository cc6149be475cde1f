"""Who can have a service by its rules, and what the two pages say of it; nothing told is kept."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue.conditions import holds
from services.catalogue.eligibility import Result, Verdict, decide, keys_named
from tests.eligibility_rows import RULES, rule, text

TODAY = date(2026, 11, 25)


WOMAN = {"age": "1990-05-05", "sex": "female", "government_pay": "no"}


def said(**facts: Any) -> Result:
    return decide(RULES, {**WOMAN, **facts}, today=TODAY)


def test_person_whom_no_rule_excludes_can_have_it():
    assert said() == Result("yes")


def test_person_is_told_every_reason_against():
    assert said(age="2010-01-01", sex="male") == Result("no", (text("Under 25"), text("For women")))


def test_what_is_not_certain_is_left_to_the_office():
    assert said(government_pay="yes") == Result("ask", (text("Paid by the government"),))
    assert said(government_pay="yes", sex="male") == Result("no", (text("For women"),))


def test_what_nobody_told_leaves_it_open_and_says_what_it_depends_on():
    assert said(government_pay=None, sex="") == Result("ask", (), ("sex", "government_pay"))
    assert decide(RULES, {}, today=TODAY) == Result("ask", (), ("age", "sex", "government_pay"))
    assert said(sex="male", age=None) == Result("no", (text("For women"),))


@pytest.mark.parametrize(
    ("born", "result"),
    [
        ({"known": "year", "year": 2001}, Result("ask", (), ("age",))),
        ({"known": "year", "year": 2000}, Result("yes")),
        ({"known": "year", "year": 2002}, Result("no", (text("Under 25"),))),
        ({"known": "age", "age": 24, "on": "2026-11-25"}, Result("no", (text("Under 25"),))),
        ({"known": "age", "age": 25, "on": "2026-11-25"}, Result("yes")),
        ({"known": "age", "age": 60, "on": "2026-11-25"}, Result("yes")),
        ({"known": "age", "age": 60, "on": "2026-06-01"}, Result("ask", (), ("age",))),
        ({"known": "date", "date": "2001-11-25"}, Result("yes")),
        ({"known": "date", "date": "2001-11-26"}, Result("no", (text("Under 25"),))),
    ],
)
def test_both_ages_count_where_only_a_year_or_an_age_is_known(born, result):
    assert said(age=born) == result


def test_reason_is_told_only_where_it_holds_for_both_ages():
    born = {"known": "year", "year": 2001}
    assert said(age=born, sex="male") == Result("no", (text("For women"),))


def test_rule_of_several_facts_is_open_only_while_it_can_still_hold():
    poor = rule("no", "Too rich", ("income", "at_least", 100_001), ("ward", "equals", "no"))
    assert decide([poor], {"income": "50000"}, today=TODAY) == Result("yes")
    assert decide([poor], {"ward": "no"}, today=TODAY) == Result("ask", (), ("income",))
    either = rule(
        "no", "No", ("income", "at_least", 100_001), ("ward", "equals", "no"), match="any"
    )
    assert decide([either], {"ward": "no"}, today=TODAY) == Result("no", (text("No"),))
    assert decide([either], {"income": 5}, today=TODAY) == Result("ask", (), ("ward",))


def test_facts_are_asked_in_the_order_of_the_rules():
    assert keys_named(RULES) == ["age", "sex", "government_pay"]


YES_NO = st.sampled_from(["yes", "no"])
WORKS = ["farming", "fishing", "none"]
# By fact: answers as they are kept, and what rules may compare them with.
ANSWERS: dict[str, Any] = {
    "age": st.dates(date(1890, 1, 1), TODAY).map(str),
    "sex": st.sampled_from(["female", "male", "other"]),
    "paid": YES_NO,
    "income": st.integers(0, 9).map(str),
    "work": st.lists(st.sampled_from(WORKS), min_size=1, unique=True),
}
COMPARED: dict[str, Any] = {
    "age": (["age_at_least", "age_at_most"], st.integers(0, 100)),
    "sex": (["equals", "is_not"], ANSWERS["sex"]),
    "paid": (["equals", "is_not", "answered"], YES_NO),
    "income": (["equals", "at_least", "at_most"], st.integers(0, 9)),
    "work": (["includes", "lacks"], st.sampled_from(WORKS)),
}


@st.composite
def any_rule(draw: Any) -> dict[str, Any]:
    each = []
    for key in draw(st.lists(st.sampled_from(list(COMPARED)), min_size=1, max_size=3)):
        operators, than = COMPARED[key]
        each.append((key, draw(st.sampled_from(operators)), draw(than)))
    then, match = draw(st.sampled_from(["no", "ask"])), draw(st.sampled_from(["all", "any"]))
    return rule(then, draw(st.sampled_from(["One", "Two"])), *each, match=match)


SOME_RULES = st.lists(any_rule(), max_size=5)
ALL_FACTS = st.fixed_dictionaries(ANSWERS)
SOME_FACTS = st.fixed_dictionaries({}, optional=ANSWERS)


@given(SOME_RULES, SOME_FACTS, ALL_FACTS)
def test_telling_more_never_turns_a_sure_answer(rules, told, more):
    before = decide(rules, told, today=TODAY)
    after = decide(rules, {**more, **told}, today=TODAY)
    if before.verdict != "ask" or not before.depends_on:
        assert after.verdict == before.verdict
    assert set(before.depends_on) <= set(keys_named(rules)) - set(told)


@given(SOME_RULES, ALL_FACTS)
def test_whoever_told_everything_gets_what_the_conditions_say(rules, told):
    held = [each for each in rules if holds(each["when"], told, today=TODAY)]
    verdicts = {each["then"] for each in held}
    verdict: Verdict = "no" if "no" in verdicts else "ask" if "ask" in verdicts else "yes"
    reasons = tuple(each["reason"] for each in held if each["then"] == verdict)
    assert decide(rules, told, today=TODAY) == Result(verdict, reasons)


@given(SOME_RULES, ALL_FACTS, st.integers(1890, 2026))
def test_year_of_birth_says_no_more_than_each_of_its_days(rules, told, year):
    known = decide(rules, {**told, "age": {"known": "year", "year": year}}, today=TODAY)
    for day in (date(year, 1, 1), date(year, 12, 31)):
        exact = decide(rules, {**told, "age": str(day)}, today=TODAY)
        assert known.verdict in {exact.verdict, "ask"}
