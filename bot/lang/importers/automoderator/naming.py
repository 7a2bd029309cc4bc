"""What an imported rule is called: by the comment above it, its reason, its flair or its place."""

import re

from bot.lang.importers.automoderator.reading import Source, scalars, text_of
from bot.lang.importers.automoderator.texts import headline

_SEPARATORS = re.compile(r"[\W_]+")
_LONGEST_ID, _LONGEST_TITLE = 40, 80
_REASONS = ("action_reason", "report_reason")


def title_of(source: Source) -> str:
    """What the rule is about, in a line; empty if its author did not say."""
    heads = [line for line in source.comments if not line.startswith("##")] or list(source.comments)
    for line in heads:
        text = line.strip("#=-*~ \t")
        if any(map(str.isalnum, text)):
            return _cut(text.rstrip(":"), _LONGEST_TITLE)
    for key, value in source.entries:
        if key in _REASONS and (text := headline(text_of(value) or "")):
            return _cut(text, _LONGEST_TITLE)
    flair = next((scalars(value) for key, value in source.entries if key == "set_flair"), [])
    return _cut(headline(flair[0].text), _LONGEST_TITLE) if flair else ""


class Names:
    """The ids given so far."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def give(self, title: str, place: int) -> str:
        """An id that no other rule has."""
        words = _SEPARATORS.sub("-", title.lower()).strip("-")
        base = _cut(words.replace("-", " "), _LONGEST_ID).replace(" ", "-").strip("-") or f"rule-{place}"
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name


def _cut(text: str, longest: int) -> str:
    """The text up to the last word that fits."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    if len(text) <= longest:
        return text
    return text[: longest + 1].rpartition(" ")[0].rstrip(" ,;:-") or text[:longest]
