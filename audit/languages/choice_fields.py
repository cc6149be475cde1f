"""Form fields for choosing: one, several, yes or no, a statement; a value not offered is refused."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ChoiceField(forms.ChoiceField):
    """One of the choices, as radio buttons; "" where none need be chosen."""

    default_error_messages = {
        "required": _("Choose one."),
        "invalid_choice": _("Choose one from the list."),
    }
    widget: type[forms.Widget] = forms.RadioSelect


class SelectField(ChoiceField):
    """One of a long list, in a drop-down that begins with `empty`."""

    widget = forms.Select

    def __init__(self, *, empty: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        self.empty = empty
        super().__init__(choices=[("", empty), *choices], **kwargs)


class ChoicesField(forms.MultipleChoiceField):
    """A list of the choices that are ticked."""

    default_error_messages = {
        "required": _("Tick at least one."),
        "invalid_choice": _("Choose from the list."),
        "invalid_list": _("Choose from the list."),
    }
    widget = forms.CheckboxSelectMultiple


class YesNoField(ChoiceField):
    """ "yes", "no", or "" where it need not be answered; never one of them by default."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No"))], **kwargs)


class TickField(forms.BooleanField):
    """A box that is never ticked for the person."""

    default_error_messages = {"required": _("Tick the box to go on.")}
