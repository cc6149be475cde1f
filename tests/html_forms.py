"""A browser without JavaScript: reads the forms of a page, and sends only what they offer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin

Value = str | list[str] | list[Any]


@dataclass
class Control:
    """One input, text area, option of a list, or button. `on`: a browser would send it untouched."""

    name: str
    kind: str
    value: str
    on: bool
    words: str = ""


@dataclass
class Form:
    address: str
    method: str
    controls: list[Control] = field(default_factory=list)

    @property
    def names(self) -> set[str]:
        return {control.name for control in self.controls if control.kind != "button"}

    def named(self, name: str) -> list[Control]:
        return [control for control in self.controls if control.name == name]

    def button(self, name: str, value: str | None = None) -> bool:
        return any(
            control.kind == "button" and value in {None, control.value}
            for control in self.named(name)
        )

    def shown(self) -> dict[str, list[str]]:
        """What stands in the form, by name; hidden inputs and buttons are left out."""
        found: dict[str, list[str]] = {}
        for control in self.controls:
            if control.kind not in {"button", "hidden", "file"}:
                found.setdefault(control.name, [])
                if control.on and control.value:
                    found[control.name].append(control.value)
        return found

    def filled(
        self, typed: Mapping[str, Value], press: tuple[str, str] | None = None
    ) -> dict[str, list[Any]]:
        """Name and values as they are sent; what the form does not offer is an AssertionError."""
        sent: dict[str, list[Any]] = {}
        for control in self.controls:
            if control.on and control.kind not in {"button", "file"} and control.name:
                sent.setdefault(control.name, []).append(control.value)
        for name, value in typed.items():
            values = [value] if isinstance(value, str) else list(value)
            self._check(name, values)
            sent[name] = values
        if press:
            assert self.button(*press), f"{self.address} has no button {press}"
            sent[press[0]] = [press[1]]
        return {name: values for name, values in sent.items() if values}

    def _check(self, name: str, values: list[Any]) -> None:
        controls = [control for control in self.named(name) if control.kind != "button"]
        assert controls, f"{self.address} has no field {name}, but {sorted(self.names)}"
        kinds = {control.kind for control in controls}
        if kinds <= {"radio", "checkbox", "option"}:
            offered = {control.value for control in controls}
            assert set(values) <= offered, f"{self.address}: {name} offers {offered}, not {values}"
        elif kinds == {"text"}:
            assert len(values) <= len(controls), f"{self.address} has {len(controls)} {name}"


class Reader(HTMLParser):
    def __init__(self, html: str, address: str) -> None:
        super().__init__()
        self.address = address
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._select = ""
        self._several = False
        self._text: Control | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            address = urljoin(self.address, given.get("action", ""))
            self._open = Form(address, given.get("method", "get").lower())
            self.forms.append(self._open)
            return
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.address, given["href"]))
        if self._open is None or "disabled" in given:
            return
        name = given.get("name", "")
        if tag == "input":
            kind = given.get("type", "text")
            choice = kind in {"radio", "checkbox"}
            value = given.get("value", "on" if choice else "")
            kind = kind if choice or kind in {"hidden", "file"} else "text"
            self._add(Control(name, kind, value, "checked" in given if choice else True))
        elif tag == "textarea":
            self._text = self._add(Control(name, "text", "", True))
        elif tag == "select":
            self._select, self._several = name, "multiple" in given
        elif tag == "option" and self._select:
            offered = given.get("value", "")
            self._text = self._add(Control(self._select, "option", offered, "selected" in given))
        elif tag == "button":
            self._text = self._add(Control(name, "button", given.get("value", ""), False))

    def _add(self, control: Control) -> Control:
        assert self._open is not None
        self._open.controls.append(control)
        return control

    def handle_data(self, data: str) -> None:
        if self._text is None:
            return
        if self._text.kind == "text":
            self._text.value += data
        else:
            self._text.words += data

    def handle_endtag(self, tag: str) -> None:
        if tag in {"textarea", "option", "button"}:
            if self._text is not None and tag == "textarea":
                self._text.value = self._text.value.removeprefix("\n")
            self._text = None
        elif tag == "select" and self._open is not None:
            options = self._open.named(self._select)
            if options and not self._several and not any(option.on for option in options):
                options[0].on = True
            self._select = ""
        elif tag == "form":
            self._open = None


@dataclass
class Page:
    url: str
    html: str

    @cached_property
    def read(self) -> Reader:
        return Reader(self.html, self.url)

    @property
    def forms(self) -> list[Form]:
        return self.read.forms

    def link(self, to: str) -> str:
        """The address of a link that ends so."""
        found = [link for link in self.read.links if link.endswith(to)]
        assert found, f"{self.url} has no link to {to}"
        return found[0]

    def form(self, having: str = "", to: str = "") -> Form:
        """The form with a field or button of that name, or that is sent to an address so ending."""
        found = [
            form
            for form in self.forms
            if (not having or form.named(having)) and (not to or form.address.endswith(to))
        ]
        assert found, f"{self.url} has no form with {having or to}"
        return found[0]


class Visitor:
    """Goes from page to page by what they offer, and counts."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.posts = self.gets = 0
        self.page = Page("", "")

    def open(self, url: str) -> Page:
        self.gets += 1
        return self._arrived(url, self.client.get(url))

    def send(
        self,
        form: Form,
        typed: Mapping[str, Value] | None = None,
        press: tuple[str, str] | None = None,
        **extra: Any,
    ) -> Page:
        sent = form.filled(typed or {}, press)
        if form.method == "get":
            self.gets += 1
            address = form.address.partition("?")[0]
            query = urlencode(sent, doseq=True)
            return self._arrived(f"{address}?{query}", self.client.get(f"{address}?{query}"))
        self.posts += 1
        return self._arrived(form.address, self.client.post(form.address, sent, **extra))

    def _arrived(self, url: str, answer: Any) -> Page:
        while answer.status_code in {301, 302, 303}:
            url = urljoin(url, answer.url)
            self.gets += 1
            answer = self.client.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        self.page = Page(url, answer.content.decode())
        return self.page
