"""One text in each of the portal's languages, and which of them the reader gets."""

from typing import Any

from django.utils.translation import get_language


class Translated(dict[str, Any]):
    """{"bn": text, "en": text}; a text is a string, or a list of strings where lines are items."""

    @property
    def language_here(self) -> str:
        """The reader's language; Bangla where the text is missing in it. "" where there is none."""
        wanted = (get_language() or "bn", "bn", *self)
        return next((language for language in wanted if self.get(language)), "")

    @property
    def here(self) -> Any:
        """The text in `language_here`."""
        return self.get(self.language_here, "")

    def __str__(self) -> str:
        text = self.here
        return "\n".join(text) if isinstance(text, list) else str(text)
