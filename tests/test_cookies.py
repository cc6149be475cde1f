"""The portal's cookies: bound to this host and to https in production, out of reach of scripts."""

import os
import subprocess
import sys
from pathlib import Path

from cryptography.fernet import Fernet
from django.test import Client

from tests.conftest import PASSWORD
from tests.test_sign_in import SIGN_IN


def test_cookies_in_production_are_bound_to_this_host_and_to_https(settings, operator):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.COOKIES_SECURE = True
    settings.COOKIE_PREFIX = "__Host-"
    for name in ("SESSION", "CSRF", "LANGUAGE"):
        setattr(settings, f"{name}_COOKIE_NAME", f"__Host-bsk-{name.lower()}")
    browser = Client()
    browser.get(SIGN_IN, secure=True)
    browser.post("/language/", {"language": "bn"}, secure=True)
    browser.post(SIGN_IN, {"username": "mitali", "password": PASSWORD}, secure=True)
    del browser.cookies["bsk-visit"]  # made once for a process: the next test asks a new one
    assert set(browser.cookies) == {
        f"__Host-bsk-{name}" for name in ("session", "csrf", "language")
    }
    for name, cookie in browser.cookies.items():
        held = [cookie[key] for key in ("secure", "httponly", "samesite", "path", "domain")]
        assert held == [True, True, "Lax", "/", ""], name


TELL = """
import django
django.setup()
from django.conf import settings as s
from django.http import HttpResponse
from audit.visits import browser
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.LANGUAGE_COOKIE_NAME, s.COOKIE_PREFIX)
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.COOKIES_SECURE, s.CSRF_COOKIE_HTTPONLY)
answer = HttpResponse()
browser.give(answer, browser.begin(0, signed_in=True))
[visit] = answer.cookies.values()
print(visit.key, visit["secure"], visit["httponly"], visit["samesite"], visit["path"])
"""


def test_production_settings_ask_for_such_cookies():
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        env={
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "bsk_portal.settings",
            "BSK_ENVIRONMENT": "production",
            "BSK_SECRET_KEY": "k" * 50,
            "BSK_DOCUMENT_KEYS": Fernet.generate_key().decode(),
            "BSK_HOSTS": "portal.example",
            "BSK_PUBLIC_URL": "https://portal.example",
            "DATABASE_URL": "postgres://portal@db.example/portal",
        },
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == [
        "__Host-bsk-session __Host-bsk-csrf __Host-bsk-language __Host-",
        "True True True True",
        "__Host-bsk-visit True True Lax /",
    ]
