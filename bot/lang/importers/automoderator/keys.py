"""The key of a search check: `~title+body#2 (regex, includes)`."""

import re
from dataclasses import dataclass

from bot.lang.importers.python_regex.translating import Manner

MANNERS = {
    "includes-word": Manner.WORD,
    "includes": Manner.PART,
    "starts-with": Manner.START,
    "ends-with": Manner.END,
    "full-exact": Manner.WHOLE,
    "full-text": Manner.CORE,
}
MODIFIERS = frozenset(MANNERS) | {"regex", "case-sensitive"}
FIELDS = frozenset(
    {
        "id", "title", "domain", "url", "body", "name", "flair_text", "flair_css_class", "flair_template_id",
        "media_author", "media_author_url", "media_title", "media_description", "poll_option_text",
        "crosspost_id", "crosspost_title",
    }
)  # fmt: skip
_KEY = re.compile(r"(~?)\s*([^\s(~+#]+(?:\s*\+\s*[^\s(+#]+)*)\s*(?:#[^\s(]*)?\s*(?:\(([^)]*)\))?")
_DEFAULTS = {"url": Manner.PART, "media_author_url": Manner.PART}
_WHOLE = frozenset({"id", "flair_text", "flair_css_class", "flair_template_id", "media_author"})


@dataclass(frozen=True, slots=True)
class Search:
    """A search check. `unknown` are words in the parentheses that mean nothing."""

    key: str
    fields: frozenset[str]
    negated: bool
    modifiers: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    @property
    def regex(self) -> bool:
        """Whether the values are expressions."""
        return "regex" in self.modifiers

    @property
    def caseless(self) -> bool:
        """Whether capitals do not count."""
        return "case-sensitive" not in self.modifiers

    @property
    def said(self) -> Manner | None:
        """Where the values must stand, if the key says."""
        return next((MANNERS[word] for word in self.modifiers if word in MANNERS), None)

    @property
    def manner(self) -> Manner:
        """Where the values must stand."""
        if self.said:
            return self.said
        (only, *others) = self.fields
        if others:
            return Manner.WORD
        return Manner.WHOLE if only in _WHOLE else _DEFAULTS.get(only, Manner.WORD)


def read_key(key: str) -> Search | None:
    """The search check that a key is; None if it is none."""
    found = _KEY.fullmatch(key)
    if found is None:
        return None
    fields = frozenset(field.strip() for field in found[2].split("+"))
    if not fields <= FIELDS:
        return None
    words = tuple(word.strip() for word in (found[3] or "").split(",") if word.strip())
    unknown = tuple(word for word in words if word not in MODIFIERS)
    return Search(key, fields, bool(found[1]), tuple(word for word in words if word in MODIFIERS), unknown)
