"""Every setting of the portal, read from the environment; stops with a sentence when one is missing."""

import os
import secrets
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url
import django_stubs_ext
from cryptography.fernet import Fernet
from csp.constants import NONE, SELF

from bsk_portal import logs, message_settings
from bsk_portal.languages import languages_here, offered
from bsk_portal.own_secrets import made_once
from bsk_portal.postgres import EmbeddedPostgres

# Django's own classes take type arguments only after this.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("BSK_VAR", BASE_DIR / "var"))


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_int(name: str, default: int) -> int:
    value = env(name, str(default))
    if not value.isascii() or not value.isdigit():
        sys.exit(f"{name} must be a whole number, and is {value!r}.")
    return int(value)


# demonstration: what `make run` gives. production: behind a proxy, with its own PostgreSQL and secrets.
ENVIRONMENT = env("BSK_ENVIRONMENT", "demonstration")
if ENVIRONMENT not in {"demonstration", "staging", "production"}:
    sys.exit("BSK_ENVIRONMENT must be demonstration, staging or production.")
DEMONSTRATION = ENVIRONMENT == "demonstration"
DEBUG = False


def secret_key() -> str:
    """The key from BSK_SECRET_KEY; the demonstration keeps one of its own in the var folder."""
    if value := env("BSK_SECRET_KEY"):
        if len(value) < 50 and not DEMONSTRATION:
            sys.exit("BSK_SECRET_KEY must have at least 50 characters.")
        return value
    if not DEMONSTRATION:
        sys.exit("BSK_SECRET_KEY is missing: set it to at least 50 random characters.")
    return made_once(VAR_DIR / "secret-key", lambda: secrets.token_urlsafe(64))


def document_keys() -> list[str]:
    """The keys of BSK_DOCUMENT_KEYS, the first to encrypt with; the demonstration keeps its own."""
    keys = env_list("BSK_DOCUMENT_KEYS")
    if not keys and not DEMONSTRATION:
        sys.exit(
            "BSK_DOCUMENT_KEYS is missing: documents are encrypted with the first of its keys."
        )
    for key in keys:
        try:
            Fernet(key)
        except ValueError:
            sys.exit("BSK_DOCUMENT_KEYS holds what is no key: 32 random bytes in URL-safe base64.")
    return keys or [made_once(VAR_DIR / "document.key", lambda: Fernet.generate_key().decode())]


SECRET_KEY = secret_key()
SECRET_KEY_FALLBACKS = env_list("BSK_SECRET_KEY_FALLBACKS")

# Hosts and proxies
PORT = env_int("PORT", 8000)
ALLOWED_HOSTS = env_list("BSK_HOSTS", "localhost,127.0.0.1,[::1]" if DEMONSTRATION else "")
if not ALLOWED_HOSTS:
    sys.exit("BSK_HOSTS is missing: name the portal's hosts, separated by commas.")
PUBLIC_URL = env("BSK_PUBLIC_URL", f"http://localhost:{PORT}" if DEMONSTRATION else "").rstrip("/")
if not PUBLIC_URL:
    sys.exit("BSK_PUBLIC_URL is missing: links in messages and on slips begin with it.")
# Addresses or networks of the proxies whose X-Forwarded-For is believed, none by default.
TRUSTED_PROXIES = env_list("BSK_TRUSTED_PROXIES")
if not DEMONSTRATION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "bsk_portal.apps.AssemblyConfig",
    "audit.apps.AuditConfig",
    "citizens.apps.CitizensConfig",
    "services.apps.ServicesConfig",
    "bsk_portal.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
]

MIDDLEWARE = [
    "bsk_portal.compression.CompressionMiddleware",
    "bsk_portal.headers.HeadersMiddleware",
    # Before Django's own: that one refuses unknown hosts where it sends plain http to https.
    "audit.journal.middleware.RefusalMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "audit.visits.middleware.VisitMiddleware",
    "bsk_portal.language.LanguageMiddleware",
    "bsk_portal.display.DisplayMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "bsk_portal.methods.MethodsMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "audit.centres.middleware.StaffSessionMiddleware",
    "citizens.own_sign_in.middleware.CitizenSessionMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "bsk_portal.urls"
WSGI_APPLICATION = "bsk_portal.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bsk_portal.context.portal",
                "bsk_portal.display.display",
                "bsk_portal.offline.offline",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
FORM_RENDERER = "bsk_portal.forms.PortalRenderer"

# Database
DATABASE_URL = env("DATABASE_URL")
BSK_EMBEDDED: EmbeddedPostgres | None = None
if DATABASE_URL:
    DATABASES: dict[str, Any] = {"default": dj_database_url.parse(DATABASE_URL)}
elif DEMONSTRATION:
    BSK_EMBEDDED = EmbeddedPostgres(Path(env("BSK_PGDATA") or VAR_DIR / "postgres"))
    DATABASES = {"default": BSK_EMBEDDED.django()}
else:
    sys.exit("DATABASE_URL is missing: the embedded PostgreSQL is for demonstration only.")
# A page waits no longer for a statement; a migration of a large table takes the time it takes.
PATIENCE = "0" if sys.argv[1:2] in (["migrate"], ["up"]) else "15s"
DATABASES["default"].update(
    CONN_MAX_AGE=None,
    CONN_HEALTH_CHECKS=True,
    OPTIONS={
        **DATABASES["default"].get("OPTIONS", {}),
        "options": f"-c timezone=UTC -c statement_timeout={PATIENCE} -c lock_timeout=5000"
        " -c idle_in_transaction_session_timeout=30000",
        "application_name": "bsk",
        "connect_timeout": 5,
    },
)

# Sign-in, sessions, lockout
AUTH_USER_MODEL = "audit.Operator"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "audit.centres.backend.RoleBackend",
]
LOGIN_URL = "operator-sign-in"
LOGIN_REDIRECT_URL = "desk"
# Departments that an officer may be of; their table lies above the app of the people who sign in.
OFFICER_DEPARTMENTS = "services.catalogue.departments.choices"
PASSWORD_HASHERS = ["audit.centres.passwords.Argon2idHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "audit.centres.passwords.PortalWordsValidator"},
]
STAFF_IDLE = timedelta(minutes=30)
STAFF_SESSION = timedelta(hours=14)
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = int(STAFF_SESSION.total_seconds())
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = COOKIES_SECURE = not DEMONSTRATION
COOKIE_PREFIX = "" if DEMONSTRATION else "__Host-"
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}bsk-session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}bsk-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "bsk_portal.errors.csrf_failure"
# X-Frame-Options is set by HeadersMiddleware, on error pages too, which this check cannot know.
SILENCED_SYSTEM_CHECKS = ["security.W002"]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "audit.centres.sign_in.locked_out"
AXES_CLIENT_IP_CALLABLE = "audit.centres.sign_in.locked_address"
AXES_USERNAME_CALLABLE = "audit.centres.sign_in.attempted_login_name"
AXES_USERNAME_FORM_FIELD = "username"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password", "otp_token", "aadhaar", "mobile"]
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True  # a Visit is the record of a sign-in
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

# Content security policy: nothing but what this server sends.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Whether a number is known: a code is sent to no other. See citizens.notices.known_numbers.
KNOWN_NUMBERS = [
    "citizens.people.contact.is_citizens_number",
    "services.requests.own.is_drafts_number",
    "services.my.known.is_complainants_number",
    "services.my.known.is_enquirers_number",
]

# Input. Files stay in memory until they are encrypted, so all of one form together have a limit.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 30
FILE_UPLOAD_MAX_MEMORY_SIZE = 25_000_000
FILE_UPLOAD_HANDLERS = [
    "services.requests.documents.uploading.WholeFormLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]

# Documents: their files, the keys of the files, and the socket of the virus scanner.
DOCUMENTS_DIR = Path(env("BSK_DOCUMENTS") or VAR_DIR / "documents")
DOCUMENT_KEYS = document_keys()
CLAMD = env("BSK_CLAMD")

# Messages: the gateways they leave by, None where none is set, and what may leave in a day.
SMS_GATEWAY = message_settings.sms_gateway(env, demonstration=DEMONSTRATION)
SMS_REPORT_TOKEN = message_settings.report_token(env)
SMS_DAILY_PARTS = env_int("BSK_SMS_DAILY_PARTS", 200_000)
MAIL_SERVER = message_settings.mail_server(env)

# Languages: Bangla first. Another language is a folder of messages and rows of data.
LANGUAGE_CODE = "bn"
LOCALE_PATHS = [BASE_DIR / "locale"]
OFFERED = offered(
    LOCALE_PATHS[0],
    env_list("BSK_LANGUAGES") or (["bn", "en", "hi", "ur"] if DEMONSTRATION else ["bn", "en"]),
    first=LANGUAGE_CODE,
)
LANGUAGES_HERE = [*languages_here(LOCALE_PATHS[0])]
LANGUAGES = [(language.code, language.name) for language in OFFERED]
# What the portal's own texts must be given in, what staff work in, what messages are sent in.
FULL_LANGUAGES = [(language.code, language.name) for language in OFFERED if language.complete]
LANGUAGES_BIDI = [language.code for language in OFFERED if language.right_to_left]
LANGUAGE_DIGITS = {language.code: language.digits for language in OFFERED}
LANGUAGE_COOKIE_NAME = f"{COOKIE_PREFIX}bsk-language"
DISPLAY_COOKIE_NAME = f"{COOKIE_PREFIX}bsk-display"
FORMAT_MODULE_PATH = ["bsk_portal.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Kolkata"

# Pages of staff: they bring no service worker, and an existing one leaves them alone.
STAFF_PATHS = ("/desk/", "/office/", "/operator/", "/admin/", "/pmu/")
if env("BSK_OFFLINE_PAGE", "on") not in {"on", "off"}:
    sys.exit("BSK_OFFLINE_PAGE must be on or off.")
OFFLINE_PAGE = env("BSK_OFFLINE_PAGE", "on") == "on"

# Static files
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "bsk_portal.stylesheets.JoinedStylesheets",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# The log and its deletion. Floor 180 days: CERT-In directions of 28.04.2022; 365: DPDP Rules 2025, 8(3).
SPOOL_DIR = Path(env("BSK_SPOOL") or VAR_DIR / "spool")
RETENTION_DAYS = env_int("BSK_RETENTION_DAYS", 400)
DRAFT_DAYS = 30
NOTICE_BODY_DAYS = 7
VISIT_IDLE = timedelta(minutes=30)
PRIVACY_NOTICE_VERSION = "2026-11"

# Who answers for the text of a page, asked by a room that cannot know of services.
AUTHOR_OF_A_PAGE = "services.authoring.mistakes.author_of"

LOGGING = logs.LOGGING
