"""What a notice says, in the language of its person; Bangla where a text lacks it, never a gap."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from citizens.notices.message_texts import text_of
from citizens.notices.models import Notice
from citizens.notices.parts import part_count
from citizens.notices.templates import Template, in_language, template_of
from citizens.notices.wording import filled


@dataclass(frozen=True)
class Rendered:
    """`language` is the one that `text` is in. An SMS has no `title`, the rest no `part_count`.

    `dlt_template_id` is blank where the text is not registered.
    """

    language: str
    title: str
    text: str
    part_count: int = 0
    dlt_template_id: str = ""


def rendered(notice: Notice) -> Rendered:
    """Raises UnknownTemplate, and ValueError for a notice whose values retention has taken."""
    template = template_of(notice.template)
    values = shown_values(template, notice.values)
    if notice.channel == Notice.Channel.SMS:
        _text, language = in_language(template.sms, notice.language)
        own = text_of(template.key, language)
        text = filled(own.text, values)
        return Rendered(language, "", text, part_count(text), own.dlt_template_id)
    title, _language = in_language(template.title, notice.language)
    body, language = in_language(template.body, notice.language)
    return Rendered(language, filled(title, values), filled(body, values))


def shown_values(template: Template, values: Mapping[str, str]) -> dict[str, str]:
    """As they stand in a message: days as dd/mm/yyyy in ASCII digits, as DLT wants dates."""
    if values.keys() != template.variables.keys() or not all(values.values()):
        raise ValueError(f"Values of {template.key} are missing.")
    return {
        name: date.fromisoformat(value).strftime("%d/%m/%Y")
        if template.variables[name] == "date"
        else value
        for name, value in values.items()
    }
