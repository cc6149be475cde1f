"""Refusals: what an exception report would hold, mostly slips and a few tries at doors."""

from collections.abc import Iterable
from datetime import datetime

from audit.journal.models import Refusal
from audit.journal.refusals import ALPHABET
from bsk_portal.demonstration.chance import Chance, Weighted
from bsk_portal.demonstration.copying import Row

Rule = Refusal.Rule

# The rule, how a request that meets it looks, and whether somebody was signed in.
KINDS = Weighted(
    [
        ((Rule.SIGN_IN, "POST", "/operator/sign-in/", False), 55),
        ((Rule.LOCKOUT, "POST", "/operator/sign-in/", False), 7),
        ((Rule.CSRF, "POST", "/services/lakshmir-bhandar/apply/", False), 9),
        ((Rule.RATE_LIMIT, "POST", "/track/", False), 9),
        ((Rule.FORBIDDEN, "GET", "/admin/", True), 5),
        ((Rule.OTHER_CENTRE, "GET", "/desk/requests/", True), 6),
        ((Rule.HOST, "GET", "/", False), 5),
        ((Rule.MALFORMED, "GET", "/services/", False), 4),
    ]
)


def refusals(
    moments: Iterable[datetime], logins: list[tuple[str, str]], chance: Chance
) -> list[Row]:
    """One for each moment; `logins` are pairs of login name and centre."""
    rows = []
    for at in moments:
        rule, method, path, signed_in = KINDS.draw(chance)
        login_name, centre = chance.choice(logins)
        tried = rule in {Rule.SIGN_IN, Rule.LOCKOUT}
        rows.append(
            {
                "at": at,
                "rule": rule,
                "reference": chance.characters(ALPHABET, 8),
                "ip": f"100.{64 + chance.randrange(64)}.{chance.randrange(256)}.{chance.randrange(256)}",
                "login_name": login_name if signed_in or tried else "",
                "centre": centre if signed_in else "",
                "method": method,
                "path": path,
            }
        )
    return rows
