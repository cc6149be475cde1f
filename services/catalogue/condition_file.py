"""Conditions and rules of eligibility as a file gives them; what they may name is checked elsewhere."""

from datetime import date
from typing import Any

from services.catalogue.condition_faults import MATCHES, OUTCOMES
from services.catalogue.definition import Condition, Rule
from services.catalogue.entries import Entry


def read_condition(entry: Entry, key: str = "shown_when") -> Condition:
    """{"match", "rules": [{"question", "is", "than"}]}; {} where there is none.

    `than` is a text, a whole number, a list of texts, or a day, which is kept as 2026-11-30.
    """
    table = entry.table_at(key)
    if table is None:
        return {}
    match = table.one_of("match", MATCHES) if "match" in table.table else MATCHES[0]
    table.read.add("match")
    rules = [_rule(rule) for rule in table.tables("rules")]
    if not rules:
        table.refuse(f"{key} has no rules")
    table.close()
    return {"match": match, "rules": rules}


def _rule(entry: Entry) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "question": entry.text("question", longest=40),
        "is": entry.text("is", longest=40),
    }
    for name in ("than", "on"):
        if name in entry.table:
            rule[name] = _value(entry, name)
    entry.close()
    return rule


def _value(entry: Entry, name: str) -> Any:
    value = entry.value(
        name, (str, int, list, date), "a text, a whole number, a day or a list", required=True
    )
    if isinstance(value, str):
        return entry.text(name, longest=200)
    if isinstance(value, list):
        return entry.texts(name)
    return value.isoformat() if isinstance(value, date) else value


def read_eligibility(service: Entry) -> list[Rule]:
    """[{"when": condition, "then": "no" or "ask", "reason": text in each language}]."""
    rules = []
    for entry in service.tables("eligibility_rules"):
        when = read_condition(entry, "when")
        if not when and "when" not in entry.table:
            entry.refuse("when is missing")
        rules.append(
            {
                "when": when,
                "then": entry.one_of("then", OUTCOMES),
                "reason": entry.translated("reason"),
            }
        )
        entry.close()
    return rules
