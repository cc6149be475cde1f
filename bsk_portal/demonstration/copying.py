"""Writes rows by PostgreSQL's COPY, the columns taken from the models themselves."""

import io
import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, models

Row = dict[str, Any]

_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Keys for rows to come, from the model's own sequence."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def copy(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Stores rows that all name the same columns.

    A column that they do not name gets the model's default, where that is one plain value, or the
    database's own. Raises IntegrityError as an INSERT would.
    """
    if not rows:
        return
    given = list(rows[0])
    defaults = {
        field.column: "" if field.default is models.NOT_PROVIDED else field.default
        for field in model._meta.concrete_fields
        if field.column not in rows[0] and not _made_by_the_database(field) and not field.null
    }
    ends = "".join(
        "\t" + _text(value() if callable(value) else value) for value in defaults.values()
    )
    file = io.StringIO()
    for row in rows:
        file.write("\t".join([_text(row[name]) for name in given]) + ends + "\n")
    file.seek(0)
    columns = ", ".join(f'"{name}"' for name in (*given, *defaults))
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {model._meta.db_table} ({columns}) FROM STDIN", file)


def _made_by_the_database(field: models.Field[Any, Any]) -> bool:
    return field.db_default is not models.NOT_PROVIDED or isinstance(field, models.AutoField)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.translate(_ESCAPED)
    if value is None:
        return "\\N"
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, date):  # and a moment, which is one
        return value.isoformat()
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
    if isinstance(value, (int, UUID)):
        return str(value)
    raise TypeError(f"a {type(value).__name__} is not copied")
