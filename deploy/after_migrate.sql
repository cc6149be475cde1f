-- After each migration, as bsk_owner: psql -f deploy/after_migrate.sql
-- What the pages never need is taken from their role.

REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM bsk_web;
REVOKE DELETE, TRUNCATE ON audit_visit, audit_refusal FROM bsk_web;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM bsk_web;
