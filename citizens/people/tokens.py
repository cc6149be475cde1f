"""The hidden token of a form: the same one again is the same form again."""

from uuid import UUID, uuid4

from django.http import QueryDict


def token_of(posted: QueryDict) -> UUID | None:
    """The token that came with the form; None where it is missing or no token."""
    try:
        return UUID(posted.get("form_token", ""))
    except ValueError:
        return None


def token_of_or_new(posted: QueryDict) -> UUID:
    return token_of(posted) or uuid4()
