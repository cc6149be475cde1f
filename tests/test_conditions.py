"""What a condition says of answers; what an author is told who writes one that cannot be right."""

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from services.catalogue.ages import ages_on, possible_days
from services.catalogue.condition_faults import faults
from services.catalogue.condition_words import in_words
from services.catalogue.conditions import holds, outcomes
from services.catalogue.operators import OPERATORS, operators_of

TODAY = date(2026, 11, 25)


def condition(*rules: tuple[Any, ...], match: str = "all") -> dict[str, Any]:
    """Each rule is (question, operator) or (question, operator, than)."""
    return {
        "match": match,
        "rules": [
            {"question": rule[0], "is": rule[1], **({"than": rule[2]} if len(rule) > 2 else {})}
            for rule in rules
        ],
    }


def said(operator: str, answer: Any, than: Any = None) -> bool:
    return holds(condition(("q", operator, than)), {"q": answer}, today=TODAY)


def test_no_condition_holds_always():
    assert [holds(none, {}, today=TODAY) for none in (None, {}, {"match": "any", "rules": []})] == [
        True
    ] * 3


@pytest.mark.parametrize(
    ("operator", "answer", "than", "holds"),
    [
        ("equals", "sc", "sc", True),
        ("equals", "st", "sc", False),
        ("equals", 5, 5, True),
        ("equals", "5.00", 5, True),
        ("equals", 0, 0, True),
        ("is_not", "st", "sc", True),
        ("is_not", "sc", "sc", False),
        ("one_of", "st", ["sc", "st"], True),
        ("one_of", "obc", ["sc", "st"], False),
        ("includes", ["voter", "bill"], "bill", True),
        ("includes", ["voter"], "bill", False),
        ("lacks", ["voter"], "bill", True),
        ("lacks", ["voter", "bill"], "bill", False),
        ("at_least", "120000.50", 120_000, True),
        ("at_least", 4, 5, False),
        ("at_most", "120000.50", 120_000, False),
        ("at_most", 5, 5, True),
        ("before", "2026-03-31", "2026-04-01", True),
        ("before", "2026-04-01", "2026-04-01", False),
        ("after", "2026-04-02", "2026-04-01", True),
        ("after", "2026-04-01", "2026-04-01", False),
        ("answered", 0, None, True),
        ("answered", False, None, False),
        ("answered", {"known": "year", "on": "2026-01-01"}, None, False),
        ("not_answered", [], None, True),
        ("not_answered", "x", None, False),
    ],
)
def test_rule_says_of_an_answer(operator, answer, than, holds):
    assert said(operator, answer, than) is holds


def test_question_that_nobody_answered_satisfies_only_what_denies():
    held = {name for name in OPERATORS if holds(condition(("q", name, 1)), {}, today=TODAY)}
    assert held == {"not_answered", "is_not", "lacks"}


def test_all_rules_are_to_hold_or_any():
    rules = (("a", "equals", "yes"), ("b", "equals", "yes"))
    one = {"a": "yes", "b": "no"}
    assert holds(condition(*rules), one, today=TODAY) is False
    assert holds(condition(*rules, match="any"), one, today=TODAY) is True


def test_age_turns_on_the_birthday():
    eighteen = condition(("born", "age_at_least", 18))
    for born, right in (("2008-11-25", True), ("2008-11-26", False), ("2008-02-29", True)):
        assert holds(eighteen, {"born": born}, today=TODAY) is right


def test_age_counts_on_the_day_the_rule_names():
    rule = {"question": "born", "is": "age_at_least", "than": 18, "on": "2026-04-01"}
    on_a_day = {"match": "all", "rules": [rule]}
    assert holds(on_a_day, {"born": "2008-04-01"}, today=TODAY) is True
    assert holds(on_a_day, {"born": "2008-04-02"}, today=TODAY) is False


@pytest.mark.parametrize(
    ("born", "ages"),
    [
        ({"known": "date", "date": "2001-04-03"}, (25, 25)),
        ({"known": "year", "year": 2001}, (24, 25)),
        ({"known": "age", "age": 40, "on": "2026-11-25"}, (40, 40)),
        ({"known": "age", "age": 40, "on": "2026-06-01"}, (40, 41)),
        ({"known": "age", "age": 40, "on": "2024-02-29"}, (42, 43)),
    ],
)
def test_ages_that_a_partial_date_leaves_possible(born, ages):
    days = possible_days(born)
    assert days
    assert ages_on(days, TODAY) == ages


def test_rule_of_age_holds_where_it_may_and_is_known_to_be_unsure():
    born = {"known": "year", "year": 2008}
    assert said("age_at_least", born, 18) is True
    assert said("age_at_most", born, 17) is True
    rule = {"question": "q", "is": "age_at_least", "than": 18}
    assert outcomes(rule, born, TODAY) == {True, False}


ANSWERS = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.text("0123456789-.eE")
    | st.dates().map(str)
    | st.fixed_dictionaries(
        {"known": st.sampled_from(["date", "year", "age", ""])},
        optional={
            "year": st.integers() | st.text(),
            "age": st.integers(),
            "date": st.dates().map(str) | st.text(),
            "on": st.dates().map(str) | st.text(),
        },
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from(sorted(OPERATORS)), ANSWERS, ANSWERS, ANSWERS, st.dates())
def test_no_answer_and_no_value_raise_an_error(operator, answer, than, on, today):
    rule = {"question": "q", "is": operator, "than": than, "on": on}
    for match in ("all", "any"):
        held = holds({"match": match, "rules": [rule]}, {"q": answer}, today=today)
        assert isinstance(held, bool)


@given(st.integers(), st.integers())
def test_at_least_and_at_most_part_all_numbers(number, bound):
    assert said("at_least", number, bound) or said("at_most", number, bound)
    assert said("equals", number, bound) == (
        said("at_least", number, bound) and said("at_most", number, bound)
    )


@given(st.dates(date(1900, 1, 1), date(2026, 11, 25)), st.integers(0, 120))
def test_age_told_today_is_the_age_of_the_day_of_birth(born, years):
    age = ages_on((born, born), TODAY)[0]
    told = {"known": "age", "age": age, "on": str(TODAY)}
    days = possible_days(told)
    assert days
    assert days[0] <= born <= days[1]
    assert ages_on(days, TODAY) == (age, age)
    assert said("age_at_least", str(born), years) == said("age_at_least", told, years)


def text(words: str) -> dict[str, str]:
    return {"bn": f"{words} বাংলা", "en": words}


def question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "required": True, "label": text(key.capitalize()), **more}


CATEGORY = question("category", "choice", options=[{"value": "sc", **text("SC")}])


def pages(*questions: dict[str, Any], **page: Any) -> dict[str, Any]:
    first = {"title": text("First"), "questions": [CATEGORY]}
    return {"pages": [first, {"title": text("Second"), "questions": list(questions), **page}]}


def told(definition: dict[str, Any], **kwargs: Any) -> list[str]:
    with override("en"):
        return faults(definition, **kwargs)


def test_condition_on_an_earlier_question_has_no_fault():
    shown = condition(("category", "equals", "sc"), ("card", "answered"))
    asked = question("number", "text", shown_when=shown)
    assert told(pages(question("card", "yes_no"), asked)) == []
    assert told(pages(asked, shown_when=condition(("category", "is_not", "sc")))) == [
        "Question “Number”: the condition names card, which no question has as its key."
    ]


def test_author_is_told_of_a_later_question_and_of_a_cycle():
    one = question("one", "yes_no", shown_when=condition(("two", "equals", "yes")))
    two = question("two", "yes_no", shown_when=condition(("one", "equals", "yes")))
    own = question("own", "yes_no", shown_when=condition(("own", "equals", "yes")))
    here = condition(("two", "equals", "yes"))
    assert told(pages(one, two, own, shown_when=here)) == [
        "Page “Second”: the condition names “Two”, which is asked only later.",
        "Question “One”: the condition names “Two”, which is asked only later.",
        "Question “Own”: the condition names the question itself.",
    ]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (("category", "at_least", 5), "“Category” cannot be compared by “is at least”."),
        (("category", "likes", 5), "“Category” cannot be compared by “likes”."),
        (("category", "equals", "obc"), "“Category”: obc is not one of its answers."),
        (("category", "equals"), "“Category”: choose the answer that the rule is about."),
        (("category", "one_of", "sc"), "“Category”: choose the answers that the rule is about."),
        (("category", "one_of", ["sc", "x"]), "“Category”: x is not one of its answers."),
        (("income", "at_most", "5"), "“Income”: the rule needs a whole number to compare with."),
        (("born", "before", "soon"), "“Born”: the rule needs a date as 2026-04-01."),
        (("born", "age_at_least", 900), "“Born”: the rule needs an age in years, at most 130."),
        (("card", "equals", "maybe"), "“Card”: maybe is not one of its answers."),
    ],
)
def test_author_is_told_what_does_not_suit_the_question(rule, sentence):
    definition = pages(
        question("income", "money"),
        question("born", "partial_date"),
        question("card", "yes_no"),
        question("last", "text", shown_when=condition(rule)),
    )
    assert told(definition) == [f"Question “Last”: {sentence}"]


def test_members_of_a_group_are_named_only_within_it():
    group = question(
        "family",
        "group",
        questions=[
            question("age", "number"),
            question("school", "text", shown_when=condition(("age", "at_most", 18))),
            question("caste", "text", shown_when=condition(("category", "equals", "sc"))),
        ],
    )
    assert told(pages(group)) == []
    after = question("after", "text", shown_when=condition(("age", "at_most", 18)))
    assert told(pages(group, after)) == [
        "Question “After”: the condition names age, which is asked of each member of a group and"
        " has no one answer."
    ]
    counted = question("after", "text", shown_when=condition(("family", "answered")))
    assert told(pages(group, counted)) == []


@pytest.mark.parametrize("shape", [5, [], {"match": "some"}, {"match": "all", "rules": []}, {}])
def test_what_is_no_condition_is_told_and_raises_nothing(shape):
    assert len(told(pages(question("last", "text", shown_when=shape)))) == 1


def test_rules_of_eligibility_name_facts_and_the_bank():
    rule = {"when": condition(("age", "age_at_most", 24)), "then": "no", "reason": text("Young")}
    wrong = {"when": condition(("income", "at_least", 5)), "then": "perhaps", "reason": {}}
    assert told({"pages": [], "eligibility": [rule]}, bank={}) == []
    assert told({"pages": [], "eligibility": [rule, wrong]}, bank={}) == [
        "Rule 2 of eligibility: it must lead to “no” or to “ask”.",
        "Rule 2 of eligibility: its reason is missing.",
        "Rule 2 of eligibility: the condition names income, which no question has as its key.",
    ]
    bank = {"income": question("income", "money")}
    wrong.update(then="ask", reason=text("Income"))
    assert told({"pages": [], "eligibility": [rule, wrong]}, bank=bank) == []


def test_condition_reads_as_a_sentence_in_both_languages():
    definition = pages(question("income", "money"), question("born", "date"))
    written = condition(("category", "equals", "sc"), ("income", "at_most", 100_000))
    aged = {"question": "born", "is": "age_at_least", "than": 18, "on": "2026-04-01"}
    with override("en"):
        assert in_words(None, definition) == "always"
        assert in_words(written, definition) == (
            "“Category” is “SC” and “Income” is at most Rs 1,00,000"
        )
        assert in_words({"match": "any", "rules": [aged]}, definition) == (
            "“Born” makes the age at least 18 years on 1 April 2026"
        )
        assert in_words(condition(("gone", "answered")), definition) == "“gone” is answered"
    with override("bn"):
        assert in_words(written, definition) == (
            "“Category বাংলা”-এর উত্তর “SC বাংলা” এবং “Income বাংলা” ১,০০,০০০ টাকা বা তার কম"
        )


def test_every_kind_of_question_can_be_compared():
    assert [operator.name for operator in operators_of("group")] == ["answered", "not_answered"]
    assert len(operators_of("choice")) == 5
