"""Services with groups and conditions, and how a browser without JavaScript fills them in."""

import re
from typing import Any

from tests.catalogue_rows import make_department, make_service
from tests.errand_fixtures import PERSON, address, options, pages_of, question

SLUG = "household"

MEMBERS = question(
    "family",
    "group",
    least=1,
    most=3,
    questions=[
        question("relative", "name"),
        question("years", "number", least=0, most=120),
        question(
            "school",
            "text",
            required=False,
            shown_when={
                "match": "all",
                "rules": [{"question": "years", "is": "at_most", "than": 17}],
            },
        ),
    ],
)


def when(key: str, operator: str, than: Any = None, match: str = "all") -> dict[str, Any]:
    """A condition of one rule."""
    rule = {"question": key, "is": operator}
    return {"match": match, "rules": [{**rule, "than": than} if than is not None else rule]}


def publish(questions: list[list[dict[str, Any]]], slug: str = SLUG, **pages: Any) -> Any:
    """The service with these questions, a page for each list; `page_2` holds members of page 2."""
    from services.catalogue.versions import publish as publish_pages
    from services.models import Department, Service

    service = Service.objects.filter(slug=slug).first()
    if service is None:
        department = Department.objects.first() or make_department()
        service = make_service(department, slug, f"{slug} পরিষেবা", f"{slug} service")
    made = pages_of(questions)
    for name, told in pages.items():
        made[int(name.removeprefix("page_")) - 1].update(told)
    publish_pages(service, made)
    service.refresh_from_db()
    return service


def begin(client: Any, slug: str = SLUG, **typed: str) -> None:
    """Begins, and saves the three pages about the person."""
    client.post(address(slug=slug), typed)
    for page, told in PERSON.items():
        answer = client.post(address(page, slug), told)
        assert answer.status_code == 302, answer.context["form"].errors


def page(client: Any, number: int, slug: str = SLUG) -> str:
    answer = client.get(address(f"questions-{number}", slug))
    assert answer.status_code == 200, answer.url
    return str(answer.content.decode())


def hidden(html: str) -> dict[str, str]:
    """What a browser sends along of the page's own form, that nobody typed."""
    form = html[html.index('id="page-form"') :]
    fields = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: value for name, value in fields if name != "csrfmiddlewaretoken"}


def save(client: Any, number: int, slug: str = SLUG, **typed: Any) -> Any:
    """Opens a page of questions, types over what it holds hidden, and presses its button."""
    sent = {**hidden(page(client, number, slug)), **typed}
    return client.post(address(f"questions-{number}", slug), sent)


def again(client: Any, answer: Any, number: int, slug: str = SLUG, **typed: Any) -> Any:
    """Sends the page that came back, as it stands, with this typed besides."""
    sent = {**hidden(answer.content.decode()), **typed}
    return client.post(address(f"questions-{number}", slug), sent)


def answers(slug: str = SLUG) -> dict[str, Any]:
    from services.models import Draft

    return dict(Draft.objects.get(service__slug=slug).answers)


__all__ = ["MEMBERS", "again", "answers", "begin", "options", "publish", "question", "save", "when"]
