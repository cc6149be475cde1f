"""Rules of eligibility, shared questions and a service that has them, as tests invent them."""

from typing import Any

from audit.languages.texts import Translated
from services.catalogue.versions import publish
from services.models import BankQuestion, Service
from tests.catalogue_rows import make_department, make_service


def rule(then: str, reason: str, *rules: tuple[Any, ...], match: str = "all") -> dict[str, Any]:
    each = [{"question": key, "is": operator, "than": than} for key, operator, than in rules]
    return {"when": {"match": match, "rules": each}, "then": then, "reason": text(reason)}


def text(words: str) -> Translated:
    return Translated({"bn": f"{words} বাংলা", "en": words})


YOUNG = rule("no", "Under 25", ("age", "age_at_most", 24))
OLD = rule("no", "Over 60", ("age", "age_at_least", 61))
MAN = rule("no", "For women", ("sex", "is_not", "female"))
PAID = rule("ask", "Paid by the government", ("government_pay", "equals", "yes"))
RULES = [YOUNG, OLD, MAN, PAID]


def make_bank() -> None:
    for key, kind, label in (
        ("government_pay", "yes_no", "Government pay?"),
        ("income", "money", "Income"),
    ):
        BankQuestion.objects.create(
            key=key, kind=kind, label=text(label), purpose=text("To know it")
        )


def make_women(**fields: Any) -> Service:
    make_bank()
    service = make_service(make_department("women"), "women", "মহিলা", "Women", **fields)
    publish(service, [], [YOUNG, OLD, MAN, PAID])
    return service
