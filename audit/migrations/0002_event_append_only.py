"""PostgreSQL itself keeps the journal: no event is altered, and none is deleted before the floor.

Retention says `SET LOCAL bsk.retention = 'on'`, and may then delete what is older than 180 days,
the least that CERT-In's directions of 28.04.2022 allow, whatever a setting says.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION audit_event_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND coalesce(current_setting('bsk.retention', true), '') = 'on'
       AND OLD.at < now() - interval '180 days' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'audit_event is append-only: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON audit_event
    FOR EACH ROW EXECUTE FUNCTION audit_event_guard();
CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_guard();
"""

UNGUARD = """
DROP TRIGGER event_append_only ON audit_event;
DROP TRIGGER event_no_truncate ON audit_event;
DROP FUNCTION audit_event_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [migrations.RunSQL(GUARD, UNGUARD)]
