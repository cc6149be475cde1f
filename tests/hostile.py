"""Values that have broken comparable systems, already percent-encoded as a form or address sends them."""

from html.parser import HTMLParser
from urllib.parse import quote

HOSTILE = {
    "empty": "",
    "spaces": "%20%20",
    "nul": "%00",
    "nul inside": "a%00b",
    "undecodable byte": "%ff",
    "lone surrogate": "%ED%A0%80",
    "overlong encoding": "%C0%AF",
    "twenty nines": "9" * 20,
    "minus one": "-1",
    "huge exponent": "1e400",
    "not a number": "NaN",
    "infinity": "Infinity",
    "superscript two": quote("²"),
    "bengali digits": quote("৯৮৭৬৫৪৩২১০"),
    "devanagari digits": quote("९८७६५४३२१०"),
    "mixed digits": quote("9৯८"),
    "bidi override": quote("\u202eabc"),
    "joiners": quote("র\u200d্যাব শর্\u200cমা"),
    "nukta in two forms": quote("ড়\u09a1\u09bc"),
    "emoji": quote("👩🏽‍🌾"),
    "newlines": "a%0d%0aSet-Cookie:%20x=1",
    "html": quote("<img src=x onerror=alert(1)>"),
    "template": quote("{{ settings.SECRET_KEY }}{% debug %}"),
    "format": quote("%s%n%(x)s{0}"),
    "quote": quote("' OR 1=1 --"),
    "formula": quote('=HYPERLINK("http://x","y")'),
    "path": quote("../../../etc/passwd"),
    "date beyond time": "99/99/9999",
    "date year zero": "01/01/0000",
    "date in year 49": "01/01/49",
    "uuid": "00000000-0000-0000-0000-000000000000",
    "list": "[]",
    "json": quote('{"a": {"b": [1, null]}}'),
    "long": quote("অ" * 10_000),
}


class Forms(HTMLParser):
    """The forms of a page: (method, action, {name: value})."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self._open: dict[str, str] | None = None
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._open = {}
            self.found.append(
                (given.get("method", "get").lower(), given.get("action", ""), self._open)
            )
        elif self._open is None:
            return
        elif tag in {"input", "textarea", "button"} and given.get("name"):
            chosen = given.get("type") not in {"radio", "checkbox"} or "checked" in given
            if chosen or given["name"] not in self._open:
                self._open[given["name"]] = given.get("value", "") if chosen else ""
        elif tag == "select":
            self._select = given.get("name", "")
            self._open[self._select] = ""
        elif tag == "option" and self._select and "selected" in given:
            self._open[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = ""
