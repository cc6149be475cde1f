"""The visit log, partitioned by the Indian day of the access time; the schedule makes the days."""

from django.db import migrations

TABLE = """
CREATE TABLE audit_visit (
    access_time timestamptz NOT NULL,
    id uuid NOT NULL,
    last_seen timestamptz NOT NULL,
    out_time timestamptz,
    ended varchar(20) NOT NULL DEFAULT '',
    ip inet,
    login_name varchar(150) NOT NULL DEFAULT '',
    centre varchar(40) NOT NULL DEFAULT '',
    PRIMARY KEY (access_time, id),
    CONSTRAINT visit_out_time_and_ending_together CHECK ((out_time IS NULL) = (ended = '')),
    CONSTRAINT visit_does_not_end_before_it_begins CHECK (out_time >= access_time)
) PARTITION BY RANGE (access_time);
CREATE INDEX audit_visit_open ON audit_visit (last_seen) WHERE out_time IS NULL;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_event_append_only")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE audit_visit;")]
