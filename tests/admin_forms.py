"""What a browser sends back of a page of Django's admin, filled in as it was shown."""

from typing import Any


def form_of(response: Any) -> dict[str, Any]:
    context = response.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    sent: dict[str, Any] = {}
    for form in forms:
        for bound in form:
            value = bound.value()
            widget = bound.field.widget
            if hasattr(widget, "decompress"):
                texts = value if isinstance(value, list) else widget.decompress(value)
                names = [f"{bound.html_name}{end}" for end in widget.widgets_names]
                sent |= {name: text or "" for name, text in zip(names, texts, strict=True)}
            elif value is True:
                sent[bound.html_name] = "on"
            elif isinstance(value, list) and hasattr(bound.field, "choices"):
                sent[bound.html_name] = value
            elif value is not None and value is not False:
                sent[bound.html_name] = str(bound.field.prepare_value(value))
    return sent


def change(browser: Any, address: str, **fields: Any) -> Any:
    sent = form_of(browser.get(address))
    return browser.post(address, {**sent, **fields})
