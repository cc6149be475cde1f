"""Texts that authors write: paragraphs, lists and links are shown; anything else is refused, and escaped."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from audit.languages import markup
from services.catalogue.addresses import check_text, linked
from services.catalogue.loading import DATA
from services.catalogue.reading import read_catalogue

LINK = '<a class="leaving" href="/leaving/?to={}" rel="noopener noreferrer">{}</a>'


def refusal(text: str, **how: bool) -> str:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        check_text(text, **how)
    with translation.override("en"):
        return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One line.", "One line."),
        ("A line\nthat goes on.", "A line that goes on."),
        ("First.\n\nSecond.", "<p>First.</p><p>Second.</p>"),
        ("Bring:\n- a card\n- a bill", "<p>Bring:</p><ul><li>a card</li><li>a bill</li></ul>"),
        (
            "See [the list](https://ds.wb.gov.in/list) first.",
            f"See {LINK.format('https%3A%2F%2Fds.wb.gov.in%2Flist', 'the list')} first.",
        ),
        ("5 < 6 & 7", "5 &lt; 6 &amp; 7"),
        ("আয় ১,০০,০০০ টাকার কম (বছরে)", "আয় ১,০০,০০০ টাকার কম (বছরে)"),
        ("[not a link] (just brackets)", "[not a link] (just brackets)"),
    ],
)
def test_author_writes_paragraphs_lists_and_links(text: str, html: str) -> None:
    check_text(text)
    assert linked(text) == html


HTML, LINKS = "Write plain text: HTML is not taken.", "A link begins with https://"
HOSTILE = {
    "<script>alert(1)</script>": HTML,
    "<img src=x onerror=alert(1)>": HTML,
    "</p>": HTML,
    "<!-- -->": HTML,
    "&lt;b&gt;": HTML,
    "&#106;avascript": HTML,
    "![photo](https://ds.wb.gov.in/a.png)": "A text holds no images.",
    "[x](javascript:alert(1))": LINKS,
    "[x](JaVaScRiPt:alert(1))": LINKS,
    "[x](data:text/html;base64,AAAA)": LINKS,
    "[x](http://ds.wb.gov.in)": LINKS,
    "[x](//ds.wb.gov.in)": LINKS,
    "[x](/admin/)": LINKS,
    "[x](https://evil.example)": "https://evil.example is not an address of a government's site",
    "[x](https://ds.wb.gov.in@evil.example)": "is not an address of a government's site",
    "[x](https://ds.wb.gov.in.evil.example/)": "is not an address of a government's site",
    '[x](https://ds.wb.gov.in" onclick="a)': "Write a link as [words](https://address).",
    "[x](https://ds.wb.gov.in/ title)": "Write a link as [words](https://address).",
    "# Heading": "A text holds no headings",
    "Heading\n=====": "A text holds no headings",
    "Above\n---\nbelow": "A text holds no headings",
    "* item": "Begin each line of a list with a hyphen",
    "> quoted": "Begin each line of a list with a hyphen",
    "| a | b |": "Begin each line of a list with a hyphen",
    "**bold**": "A text holds no bold letters",
    "__bold__": "A text holds no bold letters",
    "`code`": "A text holds no bold letters",
}


@pytest.mark.parametrize("text", HOSTILE)
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    assert HOSTILE[text] in refusal(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_came_in_by_another_way_is_shown_escaped(text: str) -> None:
    html = linked(text)
    bare = html.replace("<p>", "").replace("</p>", "").replace("<ul>", "").replace("</ul>", "")
    bare = bare.replace("<li>", "").replace("</li>", "").replace("</a>", "")
    assert [part for part in bare.split("<")[1:] if not part.startswith('a class="leaving"')] == []
    assert 'href="javascript' not in html.lower()
    assert 'href="https' not in html


def test_a_line_of_a_list_is_one_line() -> None:
    assert refusal("- a", blocks=False) == "This is one line: no list or second paragraph."
    assert refusal("a\nb", blocks=False) == "This is one line: no list or second paragraph."
    check_text("[words](https://ds.wb.gov.in/)", blocks=False)


def test_every_text_of_the_catalogue_is_plain_already() -> None:
    for service in read_catalogue(DATA).services.values():
        for name in ("summary", "eligibility", "papers", "steps", "time_limit_notice"):
            for texts in service[name].values():
                for text in [texts] if isinstance(texts, str) else texts:
                    check_text(text, blocks=False)
        for page in service["pages"]:
            for question in page["questions"]:
                for texts in (question["label"], question.get("hint") or {}):
                    for text in texts.values():
                        markup.check(text)
