"""How gunicorn serves the portal: threaded workers, tight limits, no access log, no word of itself."""

import os
from pathlib import Path
from typing import Any

import gunicorn.http.wsgi

from bsk_portal.starting.orphans import end_with_parent

# The name and version of a server are nobody's business.
gunicorn.http.wsgi.SERVER = "portal"

# Throughput is the cores'; threads are patience with slow clients. Each thread keeps one
# connection to PostgreSQL, which has a hundred: hence the ceiling.
MOST_WORKERS = 8

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY") or min(os.cpu_count() or 1, MOST_WORKERS))
threads = 8
timeout = 30
graceful_timeout = 15
keepalive = 15
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - heartbeats, no data

limit_request_line = 4094
limit_request_fields = 50
limit_request_field_size = 8190

# Only Django decides whose word on the visitor's address and scheme is taken.
forwarded_allow_ips = ""
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""

control_socket_disable = True
accesslog = None  # an address and a path in each line; a Visit is the record
errorlog = "-"
loglevel = "warning"


def on_starting(server: Any) -> None:
    end_with_parent()
