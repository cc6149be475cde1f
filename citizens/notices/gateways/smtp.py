"""E-mail by SMTP: each message has an id of its own for good, and headers of one line."""

import smtplib
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from citizens.notices.gateways.accounts import MailAccount
from citizens.notices.gateways.answers import UNREACHED, Accepted, Answer, Refused, Unseen


class Smtp:
    """For one thread. `send_mail` gives one message to the server once, and never raises."""

    def __init__(self, account: MailAccount) -> None:
        self.account = account
        self.backend = EmailBackend(
            host=account.host,
            port=account.port,
            username=account.username,
            password=account.password,
            use_tls=account.security == "starttls",
            use_ssl=account.security == "tls",
            timeout=account.seconds,
        )

    def send_mail(self, *, number: int, made: datetime, to: str, title: str, text: str) -> Answer:
        """`number` and `made` are the notice's: of them its Message-ID is made, however often it goes."""
        message_id = message_id_of(number, made)
        try:
            message = EmailMessage(
                one_line(title),
                text,
                self.account.sender,
                [one_line(to)],
                headers={"Message-ID": message_id, "Auto-Submitted": "auto-generated"},
            )
            message.message()
        except ValueError:
            return Refused("malformed", for_good=True)
        if not self._connected():
            return UNREACHED
        return self._given(message, message_id)

    def _connected(self) -> bool:
        """On a connection that answers; one that idled may have been closed."""
        try:
            kept = self.backend.connection
            if kept is not None and kept.noop()[0] != 250:
                self.backend.close()
        except (OSError, smtplib.SMTPException):
            self.close()
        try:
            self.backend.open()
        except (OSError, smtplib.SMTPException):
            self.close()
            return False
        return True

    def _given(self, message: EmailMessage, message_id: str) -> Answer:
        try:
            self.backend.send_messages([message])
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _words in refused.recipients.values()]
            return Refused("recipient", for_good=all(code >= 500 for code in codes))
        except smtplib.SMTPSenderRefused:
            return Refused("sender", all_alike=True)
        except smtplib.SMTPDataError as refused:
            return Refused("content", for_good=refused.smtp_code >= 500)
        except (smtplib.SMTPNotSupportedError, UnicodeError, ValueError):
            return Refused("malformed", for_good=True)
        except (OSError, smtplib.SMTPException):
            self.close()
            return Unseen("no_answer")
        return Accepted(message_id[:80])

    def close(self) -> None:
        """Without a farewell, which would wait for an answer."""
        if self.backend.connection is not None:
            self.backend.connection.close()
        self.backend.connection = None


def message_id_of(number: int, made: datetime) -> str:
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    return f"<notice-{number}-{made.astimezone(UTC):%Y%m%d%H%M%S}@{host}>"


def one_line(text: str) -> str:
    """Whatever breaks a line becomes a space, so that no value can begin a header."""
    return " ".join(text.split())
