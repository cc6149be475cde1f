"""Settings that must not be: each stops the portal with a sentence, before it serves anybody."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from bsk_portal import message_settings
from tests.operation_fixtures import PRODUCTION, manage


def check(*words: str, without: str = "", **changes: str) -> tuple[int, str]:
    """Status and words of `manage.py check` in production, with these changes."""
    told = {**PRODUCTION, **changes}
    told[without or "BSK_SECRET_KEY_FALLBACKS"] = ""
    done = manage("check", *words, **told)
    return done.returncode, done.stdout.strip()


def test_production_passes_the_deploy_checks() -> None:
    status, words = check("--deploy", "--fail-level", "WARNING")
    assert (status, words.partition(" (")[0]) == (0, "System check identified no issues")


@pytest.mark.parametrize(
    ("without", "sentence"),
    [
        (
            "DATABASE_URL",
            "DATABASE_URL is missing: the embedded PostgreSQL is for demonstration only.",
        ),
        ("BSK_SECRET_KEY", "BSK_SECRET_KEY is missing: set it to at least 50 random characters."),
        (
            "BSK_DOCUMENT_KEYS",
            "BSK_DOCUMENT_KEYS is missing: documents are encrypted with the first of its keys.",
        ),
        ("BSK_HOSTS", "BSK_HOSTS is missing: name the portal's hosts, separated by commas."),
        (
            "BSK_PUBLIC_URL",
            "BSK_PUBLIC_URL is missing: links in messages and on slips begin with it.",
        ),
    ],
)
def test_production_without_a_setting_stops_with_a_sentence(without: str, sentence: str) -> None:
    assert check(without=without) == (1, sentence)


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("BSK_SECRET_KEY", "x" * 49, "BSK_SECRET_KEY must have at least 50 characters."),
        (
            "BSK_ENVIRONMENT",
            "prod",
            "BSK_ENVIRONMENT must be demonstration, staging or production.",
        ),
        (
            "BSK_DOCUMENT_KEYS",
            "short",
            "BSK_DOCUMENT_KEYS holds what is no key: 32 random bytes in URL-safe base64.",
        ),
        ("BSK_OFFLINE_PAGE", "no", "BSK_OFFLINE_PAGE must be on or off."),
        ("PORT", "eighty", "PORT must be a whole number, and is 'eighty'."),
        ("BSK_RETENTION_DAYS", "৪০০", "BSK_RETENTION_DAYS must be a whole number, and is '৪০০'."),
    ],
)
def test_wrong_setting_stops_with_a_sentence(name: str, value: str, sentence: str) -> None:
    assert check(**{name: value}) == (1, sentence)


SMS = {
    "BSK_SMS_URL": "https://sms.example.in/esms/sendsmsrequestDLT",
    "BSK_SMS_USERNAME": "bsk",
    "BSK_SMS_PASSWORD": "a password",
    "BSK_SMS_SENDER": "BSKPMU",
    "BSK_SMS_SECURE_KEY": "a key",
    "BSK_SMS_ENTITY_ID": "1101000000000000001",
}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        (
            {**SMS, "BSK_SMS_SECURE_KEY": "", "BSK_SMS_SENDER": ""},
            "The SMS gateway is set by halves: BSK_SMS_SENDER, BSK_SMS_SECURE_KEY missing.",
        ),
        (
            {**SMS, "BSK_SMS_URL": "http://sms.example.in/"},
            "BSK_SMS_URL must be an https address.",
        ),
        (
            {**SMS, "BSK_SMS_ANSWER_SECONDS": "long"},
            "BSK_SMS_ANSWER_SECONDS must be a number of seconds up to 120.",
        ),
        (
            {"BSK_SMTP_URL": "smtp://mail.example.in"},
            "The mail server is set by halves: BSK_SMTP_URL and BSK_MAIL_FROM go together.",
        ),
        (
            {"BSK_SMTP_URL": "mail.example.in", "BSK_MAIL_FROM": "bsk@example.in"},
            "BSK_SMTP_URL must be like smtp://name:password@host:587?tls=start or smtps://…",
        ),
        (
            {"BSK_SMS_REPORT_TOKEN": "short"},
            "BSK_SMS_REPORT_TOKEN must be at least 20 random characters without a slash.",
        ),
    ],
    ids=lambda told: told if isinstance(told, str) else "",
)
def test_gateway_set_by_halves_or_without_tls_stops_with_a_sentence(
    told: dict[str, str], sentence: str
) -> None:
    def env(name: str, default: str) -> str:
        return told.get(name, default)

    with pytest.raises(SystemExit) as stopped:  # noqa: PT012 - whichever of the three it is
        message_settings.sms_gateway(env, demonstration=False)
        message_settings.mail_server(env)
        message_settings.report_token(env)
    assert str(stopped.value) == sentence


def test_half_a_gateway_stops_production() -> None:
    told = {**SMS, "BSK_SMS_SENDER": ""}
    assert check(**told) == (1, "The SMS gateway is set by halves: BSK_SMS_SENDER missing.")


@pytest.mark.parametrize(
    ("days", "status", "word"),
    [
        ("179", 1, "bsk_portal.E001"),
        ("0", 1, "bsk_portal.E001"),
        ("180", 0, "bsk_portal.W001"),
        ("364", 0, "bsk_portal.W001"),
        ("365", 0, "no issues"),
    ],
)
def test_retention_is_refused_under_180_days_and_warned_of_under_a_year(
    days: str, status: int, word: str
) -> None:
    done, words = check(BSK_RETENTION_DAYS=days)
    assert done == status
    assert word in words


def test_too_short_a_retention_stops_the_purge_itself() -> None:
    done = manage("purge", **{**PRODUCTION, "BSK_RETENTION_DAYS": "90"})
    assert done.returncode == 1
    assert "bsk_portal.E001" in done.stdout


def test_production_never_shows_a_debug_page() -> None:
    code = "from django.conf import settings; print(settings.DEBUG, settings.BSK_EMBEDDED)"
    done = manage("shell", "--no-imports", "-c", code, **{**PRODUCTION, "DEBUG": "1"})
    assert done.stdout.strip() == "False None"


def test_migration_waits_for_a_large_table_and_a_page_does_not():
    patience = "import sys; sys.argv = ['manage.py', '{}']; from django.conf import settings; "
    patience += "print(settings.DATABASES['default']['OPTIONS']['options'].split()[3])"
    told = [
        subprocess.run(
            [sys.executable, "-c", patience.format(command)],
            env={**os.environ, "DJANGO_SETTINGS_MODULE": "bsk_portal.settings"},
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for command in ("migrate", "up", "work")
    ]
    assert told == ["statement_timeout=0", "statement_timeout=0", "statement_timeout=15s"]
