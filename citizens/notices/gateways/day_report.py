"""The gateway's own list of what it accepted for a number on a day: settles what nobody saw answered."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from hashlib import sha1

from citizens.notices.gateways.accounts import SmsAccount
from citizens.notices.gateways.connection import Connection, NoAnswer, NotConnected


@dataclass(frozen=True)
class AcceptedThere:
    """`content` is the text as it was posted, entities and all."""

    gateway_id: str
    content: str


class ReportNotRead(Exception):
    """The report could not be fetched or was not one; nothing is known."""


def accepted_on(day: date, *, mobile: str, account: SmsAccount) -> list[AcceptedThere]:
    """Lines of "msgid,mobileno,time,content" for the number ("+91…"). Raises ReportNotRead."""
    connection = Connection(
        account.reports_url,
        connect_seconds=account.connect_seconds,
        answer_seconds=account.answer_seconds,
    )
    number = mobile.removeprefix("+")
    try:
        status, body = connection.post(
            {
                "username": account.username,
                "password": sha1(
                    account.password.encode("latin-1"), usedforsecurity=False
                ).hexdigest(),
                "mobileno": number,
                "date": day.isoformat(),
            }
        )
    except (NotConnected, NoAnswer) as error:
        raise ReportNotRead from error
    finally:
        connection.close()
    lines = list(csv.reader(io.StringIO(body)))
    if status != 200 or not lines or [*map(str.strip, lines[0])][:2] != ["msgid", "mobileno"]:
        raise ReportNotRead
    if any(len(line) != 4 for line in lines):
        raise ReportNotRead
    return [AcceptedThere(line[0], line[3]) for line in lines[1:] if line[1] == number]
