"""The PMU's own wording of an SMS and its registration for DLT; what could not be sent is refused."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from audit.languages.identity_numbers import holds_identity_number
from citizens.notices.templates import in_language, template_of
from citizens.notices.wording import first_difference, registered_form, wording_faults


class MessageText(models.Model):
    """One SMS in one language. Blank `wording` is the text of the file; blank ids are not registered."""

    template = models.CharField(_("message"), max_length=60)
    language = models.CharField(_("language"), max_length=10)
    wording = models.TextField(_("wording"), max_length=400, blank=True)
    # As it stands on the DLT platform, with {#var#} for each value.
    registered_text = models.TextField(_("registered text"), max_length=400, blank=True)
    dlt_template_id = models.CharField(_("DLT template id"), max_length=30, blank=True)

    class Meta:
        verbose_name = _("text of a message")
        verbose_name_plural = _("texts of messages")
        constraints = [
            models.UniqueConstraint(fields=["template", "language"], name="message_text_once")
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.language}"

    @property
    def is_registered(self) -> bool:
        return bool(self.registered_text and self.dlt_template_id)

    @property
    def text(self) -> str:
        """What is sent, with {variables} in it."""
        return self.wording or in_language(template_of(self.template).sms, self.language)[0]

    def clean(self) -> None:
        """Puts each refusal beside its field: what is sent must equal what is registered."""
        faults: dict[str, ValidationError] = {}
        if self.wording and (fault := wording_faults(template_of(self.template), self.wording)):
            faults["wording"] = fault
        elif holds_identity_number(self.wording):
            faults["wording"] = ValidationError(_("This looks like an Aadhaar number."), "aadhaar")
        if self.dlt_template_id and not (
            self.dlt_template_id.isascii() and self.dlt_template_id.isdigit()
        ):
            faults["dlt_template_id"] = ValidationError(_("An id is digits only."), "id")
        if bool(self.registered_text) != bool(self.dlt_template_id):
            lacking = "dlt_template_id" if self.registered_text else "registered_text"
            faults.setdefault(
                lacking, ValidationError(_("The registered text and its id go together."), "both")
            )
        elif self.registered_text and "wording" not in faults:
            difference = first_difference(registered_form(self.text), self.registered_text)
            if difference:
                faults["registered_text"] = difference
        if faults:
            raise ValidationError(dict(faults))


def text_of(template: str, language: str) -> MessageText:
    """The stored text, else an unsaved one that says what the file says and is not registered."""
    found = MessageText.objects.filter(template=template, language=language).first()
    return found or MessageText(template=template, language=language)
