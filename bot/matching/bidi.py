"""The order in which a text shows where it turns its own direction, so that `moc.live` is read as `evil.com`.

Only the right-to-left override moves letters against the order in which their readers read them: Hebrew and Arabic are
read from the right anyway, so for them the order of the text is the right one.
"""

import re
from collections.abc import Sequence
from itertools import chain

from bot.matching.chars import is_mark

OVERRIDE = "\u202e"
_OPENING = frozenset("\u202a\u202b\u202d\u2066\u2067\u2068")
_CLOSING = frozenset("\u202c\u2069")
_PARAGRAPHS = frozenset("\n\r\x85\u2029")
_SIGN = re.compile(f"[{OVERRIDE}{''.join(sorted(_OPENING | _CLOSING | _PARAGRAPHS))}]")
_LAST_PLAIN = "\u02ff"
"""No mark comes before."""

_DEEPEST = 125
"""So deep may directions nest in Unicode; what opens deeper counts for nothing."""


def display_order(text: str, *, marks: bool = True) -> list[int]:
    """The places of a text from left to right as it shows, without its signs of direction.

    With `marks` a mark stays with the letter that it belongs to.
    """
    order = _Order()
    joining = {char for char in set(text) if char > _LAST_PLAIN and is_mark(char)} if marks else ()
    done = 0
    for match in _SIGN.finditer(text):
        place, char = match.start(), match[0]
        order.add(done, place, [mark for mark in range(done, place) if text[mark] in joining] if joining else ())
        done = place + 1
        if char == OVERRIDE or char in _OPENING:
            order.open(turned=char == OVERRIDE)
        elif char in _CLOSING:
            order.close()
        else:
            order.close_all()
            order.add(place, place + 1)
    order.add(done, len(text), [mark for mark in range(done, len(text)) if text[mark] in joining] if joining else ())
    order.close_all()
    return order.places


class _Order:
    """Puts places in order: units that stay together, in directions that nest."""

    def __init__(self) -> None:
        self._levels: list[tuple[bool, list[list[int]]]] = [(False, [])]
        self._ignored = 0

    @property
    def places(self) -> list[int]:
        return list(chain.from_iterable(self._levels[0][1]))

    def open(self, *, turned: bool) -> None:
        if len(self._levels) <= _DEEPEST:
            self._levels.append((turned, []))
        else:
            self._ignored += 1

    def close(self) -> None:
        """What stands in the innermost direction becomes one unit of the next."""
        if self._ignored:
            self._ignored -= 1
        elif len(self._levels) > 1:
            turned, units = self._levels.pop()
            if units:
                self._levels[-1][1].append(list(chain.from_iterable(reversed(units) if turned else units)))

    def close_all(self) -> None:
        self._ignored = 0
        while len(self._levels) > 1:
            self.close()

    def add(self, start: int, end: int, marks: Sequence[int] = ()) -> None:
        """Characters in a row; those at `marks` are part of the unit before them."""
        units = self._levels[-1][1]
        for mark in marks:
            self._add_plain(start, mark)
            if units:
                units[-1].append(mark)
            else:
                units.append([mark])
            start = mark + 1
        self._add_plain(start, end)

    def _add_plain(self, start: int, end: int) -> None:
        """Characters without marks: a unit each, which up to the last are one where they are in order."""
        turned, units = self._levels[-1]
        if end - start > 1:
            units.append(list(range(end - 2, start - 1, -1) if turned else range(start, end - 1)))
        if end > start:
            units.append([end - 1])
