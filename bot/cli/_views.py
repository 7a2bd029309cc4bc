"""The texts of a post as rules see them: the original with what was found marked, and its views."""

from collections.abc import Iterable, Iterator, Mapping

from bot.core.finding import Evidence
from bot.core.post import Surface
from bot.matching.views import Reading
from bot.source.cells import cut, underlined

_WIDTH = 100
_MOST_LINES = 40


def views(text: str) -> Mapping[str, str]:
    """The views of a text that differ from the one before: `plain`, `skeleton`, `squeezed`."""
    reading = Reading(text)
    forms = (("plain", reading.plain), ("skeleton", reading.skeleton), ("squeezed", reading.squeezed.text))
    found: dict[str, str] = {}
    before = text
    for name, form in forms:
        if form != before:
            found[name] = form
        before = form
    return found


def surface_lines(surface: Surface, evidence: Iterable[Evidence]) -> Iterator[str]:
    """The surface's name, its text with carets under the evidence in it, and its views."""
    yield surface.name + (f" {surface.index + 1}" if surface.index else "")
    parts = [(item.start, item.end) for item in evidence if (item.surface, item.index) == (surface.name, surface.index)]
    for number, (line, carets) in enumerate(underlined(surface.text, parts, _WIDTH)):
        if number == _MOST_LINES:
            yield "    …"
            break
        yield f"    {line}".rstrip()
        if carets:
            yield f"    {carets}"
    for name, form in views(surface.text).items():
        yield f"    {name + ':':<9} {cut(form, _WIDTH)}"
