"""The pages of authoring as they look refused, stale, sent and returned: states for every_page."""

from collections.abc import Iterator
from typing import Any

from services.models import Proposal
from tests.authoring_fixtures import address, make_proposal, texts

SLUG = "caste-certificate"


def states_of_authoring(
    author: Any, approver: Any, service: Any, long: str
) -> Iterator[tuple[str, Any]]:
    """By an author, and by an approver for what only she sees; leaves a proposal as it began."""

    def at(part: str = "") -> str:
        return address(part, SLUG)

    def post(client: Any, part: str, typed: Any) -> Any:
        revision = Proposal.objects.get(slug=SLUG, stage__in=Proposal.OPEN).revision
        return client.post(at(part), {"revision": revision, **typed})

    yield "authoring, nothing typed", author.post("/pmu/services/beginning/", {})
    yield "authoring, no file", author.post("/pmu/services/file/", {})
    yield "authoring, faulty file", author.post("/pmu/services/file/", {"text": "kind = 1"})
    for kind in ("choice", "document", "group", "address"):
        new = f"pages/1/new-question/?kind={kind}"
        yield f"authoring, new {kind}", author.get(at(new))
        yield f"authoring, new {kind}, nothing typed", post(author, new, {"kept_days": long})
    yield "authoring, facts refused", post(author, "facts/", {"time_limit_days": long})
    stale = {"revision": "999", "order": "5", **texts("title", long[:200], long[:200])}
    yield "authoring, facts stale", author.post(at("facts/"), stale)
    empty = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-days": long}
    yield "authoring, officers refused", post(author, "officers/", empty)
    rule = "questions/family/condition/?question=category"
    yield "authoring, rule", author.get(at(rule))
    yield "authoring, rule refused", post(author, rule, {"is": "equals"})
    yield "authoring, not sent", post(author, "sending/", {})
    yield "authoring, previewed wide", author.get(at("preview/?page=1&width=1366"))
    yield (
        "authoring, preview refused",
        author.post(
            at("preview/bn/1/"), {"caste": long, "family-rows": "1", "family-0-member": "রীতা"}
        ),
    )
    row = Proposal.objects.get(slug=SLUG, stage__in=Proposal.OPEN)
    Proposal.objects.filter(pk=row.pk).update(stage="review")
    yield "authoring, to approve", approver.get(at())
    yield "authoring, approved for no time", post(approver, "approval/", {"when": "later"})
    yield "authoring, returned without reason", post(approver, "return/", {})
    Proposal.objects.filter(pk=row.pk).update(stage="returned", reason=long, reviewer="somebody")
    yield "authoring, returned", author.get(at())
    Proposal.objects.filter(pk=row.pk).delete()
    yield "authoring, published", author.get(at())
    make_proposal(service)
