"""Log lines as one JSON object each: control characters escaped, no request body, no person."""

import json
import logging
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "bsk_portal.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "bsk": {"level": "INFO"},
        # A line for each refused request would repeat the Refusal, and would name the path twice.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        "axes": {"level": "CRITICAL"},
    },
}


class JsonFormatter(logging.Formatter):
    """One record, one line; what was being handled is named by its reference, not by its path."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        request = getattr(record, "request", None)
        if reference := getattr(request, "bsk_reference", None):
            line["reference"] = reference
        if record.exc_info and record.exc_info[0]:
            # Messages of exceptions quote values ("Key (mobile)=..."): the type and place suffice.
            line["exception"] = record.exc_info[0].__name__
            line["trace"] = places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=True)


def places(trace: TracebackType | None) -> list[str]:
    """File, line and function of each frame, innermost last, twelve at most."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return found[-12:]
