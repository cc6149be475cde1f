#!/usr/bin/env python
"""The portal's command line; starts the embedded PostgreSQL for the commands that need a database."""

import os
import sys

# These read no table: starting a server for them would surprise, in an image's build above all.
WITHOUT_DATABASE = {"db", "collectstatic", "compilemessages", "makemessages", "help", "version"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bsk_portal.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in WITHOUT_DATABASE and "--help" not in sys.argv:
        from django.conf import settings

        from bsk_portal.postgres import PostgresRefused
        from bsk_portal.starting.orphans import STARTED_BY

        # A child of `up` finds the server started. One that is started again while the server
        # is stopped by hand must not bring it back: it waits for it, as its siblings do.
        if settings.BSK_EMBEDDED is not None and STARTED_BY not in os.environ:
            try:
                settings.BSK_EMBEDDED.start()
            except PostgresRefused as refusal:
                sys.exit(str(refusal))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
