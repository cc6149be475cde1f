-- Two roles on the production database, run once by its administrator before the first migration:
--   psql -d bsk -f deploy/roles.sql
-- bsk_owner makes the tables and runs the schedule, which makes and drops days of the visit log.
-- bsk_web serves the pages: it may add to the journal, and neither change nor delete in it.

CREATE ROLE bsk_owner LOGIN;
CREATE ROLE bsk_web LOGIN;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO bsk_owner;
GRANT USAGE ON SCHEMA public TO bsk_web;
ALTER DEFAULT PRIVILEGES FOR ROLE bsk_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO bsk_web;
ALTER DEFAULT PRIVILEGES FOR ROLE bsk_owner IN SCHEMA public
    GRANT USAGE ON SEQUENCES TO bsk_web;
