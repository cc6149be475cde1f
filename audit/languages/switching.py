"""A form sent only to be read in another language: drawn anew with what was typed, nothing saved."""

from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, QueryDict

# The button of a page with a form to fill in, and that of a page which answered a form.
FORM_LANGUAGE, ANSWER_LANGUAGE = "form_language", "answer_language"
ERRORS_SHOWN = "errors_shown"
# Fields of the page itself, which nobody typed.
OWN_FIELDS = frozenset({"csrfmiddlewaretoken", FORM_LANGUAGE, ANSWER_LANGUAGE})

F = TypeVar("F", bound=forms.Form)


def is_switch(request: HttpRequest) -> bool:
    """Whether the form came with a button of the language switch, and asks for nothing else."""
    return request.method == "POST" and FORM_LANGUAGE in request.POST


def language_asked_for(posted: QueryDict) -> str:
    return posted.get(FORM_LANGUAGE) or posted.get(ANSWER_LANGUAGE) or ""


def as_typed(posted: QueryDict, form_class: type[F], **kwargs: Any) -> F:
    """The form with all that was typed but passwords; with errors where the page showed them."""
    if ERRORS_SHOWN in posted:
        return form_class(posted, **kwargs)
    blank = form_class(**kwargs)
    typed = {
        name: field.widget.value_from_datadict(posted, {}, blank.add_prefix(name))
        for name, field in blank.fields.items()
        if not isinstance(field.widget, forms.PasswordInput)
    }
    return form_class(initial=typed, **kwargs)


def sent_again(posted: QueryDict) -> list[tuple[str, str]]:
    """What a page that answers a form is asked for again with, in another language."""
    return [
        (name, value)
        for name, values in posted.lists()
        if name not in OWN_FIELDS and "password" not in name
        for value in values
    ]
