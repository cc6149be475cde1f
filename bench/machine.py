"""What the figures were measured on, and the CPU that this process and its PostgreSQL backend used."""

import os
import platform
import time
from pathlib import Path

import django
from django.db import connection


def facts() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('fsync')")
        version, fsync = cursor.fetchone()
    return (
        f"{os.cpu_count()} cores, {memory_gb()} GB, load {os.getloadavg()[0]:.1f}; "
        f"Python {platform.python_version()}, Django {django.get_version()}, "
        f"PostgreSQL {version} fsync {fsync}"
    )


def memory_gb() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**30


def backend() -> int:
    """The process of PostgreSQL that serves our connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def cpu_seconds(backend_pid: int) -> float:
    """CPU of all threads of this process, and of the backend to the nanosecond."""
    spent = Path(f"/proc/{backend_pid}/schedstat").read_text().split()[0]
    return time.process_time() + int(spent) / 1e9
