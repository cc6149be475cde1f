"""Brings what lines say into the visit log: one statement, which may be repeated without harm."""

from collections.abc import Iterable

from django.db import connection

from audit.visits.lines import Known

# A row that was ended by somebody stays ended. One that was taken for idle goes on when a line,
# late, tells that its browser was seen after that: the seal on its cookie vouches for it.
MERGE = """
INSERT INTO audit_visit AS v
    (access_time, id, last_seen, out_time, ended, ip, login_name, centre)
SELECT to_timestamp(began), id, to_timestamp(seen), to_timestamp(out), ended, ip, login_name, centre
FROM unnest(%s::bigint[], %s::uuid[], %s::bigint[], %s::bigint[], %s::text[], %s::inet[],
            %s::text[], %s::text[]) AS line (began, id, seen, out, ended, ip, login_name, centre)
ON CONFLICT (access_time, id) DO UPDATE SET
    last_seen = greatest(v.last_seen, excluded.last_seen),
    out_time = CASE WHEN v.ended NOT IN ('', 'idle') THEN v.out_time
                    WHEN excluded.ended <> '' THEN excluded.out_time
                    WHEN excluded.last_seen > v.last_seen THEN NULL ELSE v.out_time END,
    ended = CASE WHEN v.ended NOT IN ('', 'idle') THEN v.ended
                 WHEN excluded.ended <> '' THEN excluded.ended
                 WHEN excluded.last_seen > v.last_seen THEN '' ELSE v.ended END,
    ip = coalesce(v.ip, excluded.ip),
    login_name = coalesce(nullif(v.login_name, ''), excluded.login_name),
    centre = coalesce(nullif(v.centre, ''), excluded.centre)
WHERE excluded.last_seen > v.last_seen OR excluded.ended <> '' OR v.ip IS NULL
   OR (v.login_name = '' AND excluded.login_name <> '')
"""


def merge(visits: Iterable[Known]) -> None:
    """Stores them; each visit at most once. In the order of their keys, so that no two hosts deadlock.

    Raises IntegrityError where a day has no partition.
    """
    rows = sorted(visits, key=lambda visit: (visit.began, visit.key))
    columns: list[list[object]] = [
        [row.began for row in rows],
        [row.key for row in rows],
        [row.seen for row in rows],
        [row.out for row in rows],
        [row.ended for row in rows],
        [row.ip for row in rows],
        [row.login_name for row in rows],
        [row.centre for row in rows],
    ]
    with connection.cursor() as cursor:
        cursor.execute(MERGE, columns)
