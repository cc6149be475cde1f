"""Settings of the messages: the SMS gateway, the mail server, budget and caps; half of one is refused."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

Env = Callable[[str, str], str]
SMS_ALL = ("URL", "USERNAME", "PASSWORD", "SENDER", "SECURE_KEY", "ENTITY_ID")


@dataclass(frozen=True, repr=False)
class SmsGateway:
    """An account at C-DAC's Mobile Seva. `reports_url` may be blank; times in seconds."""

    url: str
    username: str
    password: str
    sender: str
    secure_key: str
    entity_id: str
    reports_url: str
    connect_seconds: float
    answer_seconds: float


@dataclass(frozen=True, repr=False)
class MailServer:
    """`security` is "", "starttls" or "tls"; `sender` the address that messages come from."""

    host: str
    port: int
    username: str
    password: str
    security: str
    sender: str
    seconds: float = 20.0


def sms_gateway(env: Env, *, demonstration: bool) -> SmsGateway | None:
    """None when nothing of it is set. Stops the start when it is set by halves or without TLS."""
    told = {name: env(f"BSK_SMS_{name}", "") for name in (*SMS_ALL, "REPORTS_URL")}
    if not any(told.values()):
        return None
    if missing := [f"BSK_SMS_{name}" for name in SMS_ALL if not told[name]]:
        sys.exit(f"The SMS gateway is set by halves: {', '.join(missing)} missing.")
    for name in ("URL", "REPORTS_URL"):
        address = urlsplit(told[name])
        allowed = {"https", "http"} if demonstration else {"https"}
        if told[name] and (address.scheme not in allowed or not address.hostname):
            sys.exit(f"BSK_SMS_{name} must be an https address.")
    seconds = answer_seconds(env("BSK_SMS_ANSWER_SECONDS", "20"))
    account = {name.lower(): value for name, value in told.items()}
    return SmsGateway(**account, connect_seconds=min(5.0, seconds), answer_seconds=seconds)


def answer_seconds(told: str) -> float:
    try:
        seconds = float(told)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 120:
        sys.exit("BSK_SMS_ANSWER_SECONDS must be a number of seconds up to 120.")
    return seconds


def mail_server(env: Env) -> MailServer | None:
    """Of BSK_SMTP_URL, such as smtp://name:password@host:587?tls=start or smtps://…; None without."""
    url, sender = env("BSK_SMTP_URL", ""), env("BSK_MAIL_FROM", "")
    if not url and not sender:
        return None
    if not (url and sender):
        sys.exit("The mail server is set by halves: BSK_SMTP_URL and BSK_MAIL_FROM go together.")
    address = urlsplit(url)
    tls = parse_qs(address.query).get("tls", [""])[0]
    if address.scheme not in {"smtp", "smtps"} or not address.hostname or tls not in {"", "start"}:
        sys.exit("BSK_SMTP_URL must be like smtp://name:password@host:587?tls=start or smtps://…")
    if "@" not in sender or "\n" in sender:
        sys.exit("BSK_MAIL_FROM must be an address of e-mail.")
    implicit = address.scheme == "smtps"
    return MailServer(
        host=address.hostname,
        port=address.port or (465 if implicit else 25),
        username=unquote(address.username or ""),
        password=unquote(address.password or ""),
        security="tls" if implicit else "starttls" if tls else "",
        sender=sender,
    )


def report_token(env: Env) -> str:
    """The secret part of the address that the gateway's delivery reports come to; blank: none come."""
    token = env("BSK_SMS_REPORT_TOKEN", "")
    if token and (len(token) < 20 or not token.isascii() or "/" in token):
        sys.exit("BSK_SMS_REPORT_TOKEN must be at least 20 random characters without a slash.")
    return token
