"""An author who writes a whole service by the pages of authoring alone, from what a paper form says.

She sends what the forms offer and follows the links that the pages show; whatever they cannot say
stops her with an AssertionError.
"""

from collections.abc import Mapping
from typing import Any

from tests.html_forms import Page, Value, Visitor

ROOT = "/pmu/services/"
Typed = dict[str, Value]
VALUE_FIELDS = {"age_at_least": "years", "age_at_most": "years", "before": "day", "after": "day"}


def texts(name: str, said: Mapping[str, Any]) -> Typed:
    """A text in each language, or a list of them, one a line."""
    return {
        f"{name}_{code}": "\n".join(text) if isinstance(text, list) else text
        for code, text in said.items()
    }


class Author(Visitor):
    def __init__(self, client: Any, slug: str) -> None:
        super().__init__(client)
        self.slug = slug

    def follow(self, to: str) -> Page:
        return self.open(self.page.link(to))

    def save(self, typed: Typed, having: str = "", to: str = "", **press: Any) -> Page:
        """Sends a form of this page, and goes on where no field of it was refused."""
        page = self.send(self.page.form(having=having, to=to), typed, **press)
        assert "error-summary" not in page.html, (page.url, typed)
        return page

    def write(self, service: Mapping[str, Any]) -> None:
        """`service` as its file gives it: services.catalogue.service_file."""
        self.open(ROOT)
        self.follow("/beginning/")
        self.save({**texts("title", service["title"]), "slug": self.slug}, having="slug")
        self._facts(service)
        for part in ("fees", "officers"):
            self._rows(part, service[part])
        for number, page in enumerate(service["pages"], start=1):
            self._page(number, page)
        for number, rule in enumerate(service["eligibility_rules"], start=1):
            self._rule(number, rule)

    def send_for_review(self) -> None:
        self.open(f"{ROOT}{self.slug}/")
        self.save({}, to="/sending/")

    def _facts(self, service: Mapping[str, Any]) -> None:
        self.follow("/facts/")
        typed: Typed = {
            "department": service["department"],
            "kind": service["kind"],
            "also_called": "\n".join(service["also_called"]),
            "time_limit_days": str(service["time_limit_days"] or ""),
            "order": str(service["order"]),
        }
        for name in ("title", "summary", "eligibility", "papers", "steps", "time_limit_notice"):
            typed.update(texts(name, service[name]))
        self.save(typed, having="department")

    def _rows(self, part: str, rows: list[dict[str, Any]]) -> None:
        """As many at a time as the page has empty rows for."""
        write = {"fees": fee, "officers": officer}[part]
        waiting = list(enumerate(rows))
        while waiting:
            form = self.follow(f"/{part}/").form(having="form-TOTAL_FORMS")
            room = int(form.named("form-TOTAL_FORMS")[0].value) - waiting[0][0]
            assert room > 0, f"{self.page.url} has no room for another row"
            typed: Typed = {}
            for place, row in waiting[:room]:
                typed.update({f"form-{place}-{name}": value for name, value in write(row).items()})
            self.save(typed, having="form-TOTAL_FORMS")
            waiting = waiting[room:]

    def _page(self, number: int, page: Mapping[str, Any]) -> None:
        self.open(f"{ROOT}{self.slug}/")
        self.follow("/pages/")
        self.save(texts("title", page["title"]), having="title_bn")
        here = f"{ROOT}{self.slug}/pages/{number}/"
        assert self.page.url == here
        for question in page["questions"]:
            self._question(question, f"/pages/{number}/new-question/")
            self._condition(question, f"/questions/{question['key']}/condition/")
        self._condition(page, f"/pages/{number}/condition/")

    def _question(self, question: Mapping[str, Any], new: str) -> None:
        here = self.page.url
        self.follow(new)
        if shared := question.get("bank"):
            assert question["key"] == shared
            form = next(form for form in self.page.forms if form.button("bank", shared))
            self.send(form, press=("bank", shared))
            if not question["required"]:
                self.follow(f"/questions/{shared}/")
                self.save({"required": []}, to="/duty/")
                self.open(here)
            return
        self.save({"kind": question["kind"]}, having="kind")
        self.save(settings(question), having="label_bn")
        for member in question.get("questions", ()):
            self._question(member, f"/questions/{question['key']}/new-member/")
            self._condition(member, f"/questions/{member['key']}/condition/")

    def _condition(
        self, holder: Mapping[str, Any], address: str, member: str = "shown_when"
    ) -> None:
        condition = holder.get(member)
        if not condition:
            return
        here = self.page.url
        self.follow(address)
        self._condition_here(condition)
        self.open(here)

    def _condition_here(self, condition: Mapping[str, Any]) -> None:
        for rule in condition["rules"]:
            self.save({"question": rule["question"]}, having="question")
            self.save(self._compared(rule), having="is")
        if condition["match"] != "all" and len(condition["rules"]) > 1:
            self.save({"match": condition["match"]}, having="match")

    def _compared(self, rule: Mapping[str, Any]) -> Typed:
        typed: Typed = {"is": rule["is"]}
        if "than" not in rule:
            return typed
        than = rule["than"]
        if field := VALUE_FIELDS.get(rule["is"]):
            typed[field] = str(than)
        elif isinstance(than, int):
            typed["number"] = str(than)
        else:
            typed["options"] = than if isinstance(than, list) else [than]
        if "on" in rule:
            typed["on"] = rule["on"]
        return typed

    def _rule(self, number: int, rule: Mapping[str, Any]) -> None:
        self.open(f"{ROOT}{self.slug}/")
        self.follow("/eligibility/")
        self.save({"then": rule["then"], **texts("reason", rule["reason"])}, having="then")
        assert self.page.url.endswith(f"/eligibility/{number}/condition/")
        self._condition_here(rule["when"])


def fee(row: Mapping[str, Any]) -> Typed:
    return {
        "from_date": row["from_date"].strftime("%d/%m/%Y"),
        "amount": f"{row['amount']:.2f}",
        **texts("condition", row["condition"]),
    }


def officer(row: Mapping[str, Any]) -> Typed:
    named = {name: str(row[name]) for name in ("role", "area", "days")}
    return {**named, **texts("title", row["title"])}


def settings(question: Mapping[str, Any]) -> Typed:
    """What the form of a question's own kind is to say."""
    typed: Typed = {"key": question["key"], "required": ["on"] if question["required"] else []}
    for name in ("label", "hint", "error", "purpose"):
        typed.update(texts(name, question.get(name, {})))
    for name in ("kept_days", "least", "most"):
        if name in question:
            typed[name] = str(question[name])
    if "options" in question:
        lines = (f"{each['value']} | {each['bn']} | {each['en']}" for each in question["options"])
        typed["options"] = "\n".join(lines)
    if "documents" in question:
        typed["kinds"] = question["documents"]["kinds"]
        typed["mb"] = str(question["documents"]["mb"])
    if question["kind"] == "address":
        typed["west_bengal"] = ["on"] if question.get("address") == "west_bengal" else []
    return typed


def approve(reviewer: Visitor, slug: str) -> None:
    """Publishes at once what somebody else sent."""
    form = reviewer.open(f"{ROOT}{slug}/").form(to="/approval/")
    page = reviewer.send(form, {"when": "now"})
    assert "error-summary" not in page.html, page.url
