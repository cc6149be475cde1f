"""A real PostgreSQL beside the portal for development and demonstration, never for production."""

from bsk_portal.postgres.refusals import PostgresRefused
from bsk_portal.postgres.server import EmbeddedPostgres, Status

__all__ = ["EmbeddedPostgres", "PostgresRefused", "Status"]
