"""A stylesheet as a browser of 2016 reads it: what came later is dropped, as the CSS rules say."""

import re
from collections.abc import Iterator

# Chromium 55, Firefox 50 and Safari 10 know none of these. A declaration that a browser does not
# know is ignored, and a rule whose selector it does not know.
LATER_PROPERTIES = re.compile(
    r"(?:margin|padding|border)-(?:inline|block)|inset|gap$|row-gap|grid|accent-color|color-scheme"
    r"|text-wrap|text-decoration-thickness|text-underline-offset|overscroll|aspect-ratio|place-"
    r"|scroll-behavior|text-size-adjust"
)
LATER_VALUES = re.compile(
    r"\b(?:clamp|min|max)\(|conic-gradient|^(?:inline-)?grid$|\" / \"|^(?:start|end)$|anywhere"
)
LATER_SELECTORS = re.compile(r":focus-visible|:is\(|:where\(|:has\(|:not\([^)]*,")
LATER_CONDITIONS = re.compile(r"prefers-|forced-colors|^@page \w")

# And what the portal's stylesheets may use of all that is later than 2016: each falls back to
# something that can be used, which the test shows. Anything else is refused.
REFUSED = {
    "nesting": re.compile(r"(?m)^\s*&"),
    "a layer": re.compile(r"@layer"),
    "a container query": re.compile(r"@container|container-type"),
    "a scope": re.compile(r"@scope"),
    "a range in a media query": re.compile(r"@media[^{]*[<>]"),
    "a subgrid": re.compile(r"subgrid"),
    "a colour function": re.compile(r"\b(?:color-mix|oklch|oklab|lab|lch|light-dark|hwb|color)\("),
    "a colour with an alpha by slash": re.compile(r"(?:rgb|hsl)\([^)]*/"),
    "a unit of the small viewport": re.compile(r"\d(?:svh|dvh|lvh|svw|dvw|cqi|cqw|lh|rlh)\b"),
    "an import": re.compile(r"@import"),
    "a web font": re.compile(r"@font-face"),
    "a registered property": re.compile(r"@property"),
    "an anchor or a view transition": re.compile(r"anchor-name|view-transition|@starting-style"),
}


def as_of_2016(sheet: str, *, custom_properties: bool = True) -> str:
    """The sheet with what such a browser ignores left out; without var() too if it has none."""
    sheet = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return "".join(kept(sheet, custom_properties))


def kept(sheet: str, custom_properties: bool) -> Iterator[str]:
    dropping, depth = 0, 0  # the depth at which a block that is ignored began
    for text, end in re.findall(r"([^{};]*)([{};])", sheet):
        words = " ".join(text.split())
        if end == "{":
            depth += 1
            if not dropping and ignored(words):
                dropping = depth
            if not dropping:
                yield ("@media all" if words.startswith("@supports not") else words) + "{"
            continue
        if words and not dropping and understood(words, custom_properties):
            yield f"{words};"
        if end == "}":
            if not dropping:
                yield "}"
            elif dropping == depth:
                dropping = 0
            depth -= 1


def ignored(prelude: str) -> bool:
    if prelude.startswith("@supports"):
        return not prelude.startswith("@supports not (inset-inline")
    later = LATER_CONDITIONS if prelude.startswith("@") else LATER_SELECTORS
    return later.search(prelude) is not None


def understood(declaration: str, custom_properties: bool) -> bool:
    name, _colon, value = (part.strip() for part in declaration.partition(":"))
    if name.startswith("--"):
        return custom_properties and not LATER_VALUES.search(value)
    if "var(" in value and not custom_properties:
        return False
    return not LATER_PROPERTIES.match(name) and not LATER_VALUES.search(value)
