"""Other ways to read a text, for what a reader makes of it and a comparison of letters does not.

Each is a text of its own with its way back to the original; nothing is lost by them, since the text as it stands is
read as well.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from bot.matching.bidi import OVERRIDE, display_order
from bot.matching.chars import is_mark
from bot.matching.codes import decoded
from bot.matching.costumes import undressed
from bot.matching.pluses import spelled
from bot.matching.turned import turned


class Rewritten(NamedTuple):
    """A text, and for each of its characters where in the original what it stands for begins and ends.

    `guessed` says that it is not what a screen shows.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    guessed: bool = True


def rewrites(original: str, row: Sequence[int] | None = None) -> Iterator[Rewritten]:
    """The ways to read a text that differ from the text; `row` are the places that stay of letters pulled apart."""
    if OVERRIDE in original:
        yield _in_order(original, display_order(original))._replace(guessed=False)
        if any(map(is_mark, set(original))):
            # Whoever turns a text around by hand turns its marks around, too.
            yield _in_order(original, display_order(original, marks=False))
    as_written = Rewritten(original, range(len(original)), range(1, len(original) + 1))
    if plainer := _again(as_written, decoded):
        # What is decoded may be a code itself: `&amp;#102;`.
        yield _again(plainer, decoded) or plainer
    if plainer := _again(as_written, undressed):
        yield plainer
    if plainer := _again(as_written, spelled):
        yield plainer
    if row:
        joined = _in_order(original, row)
        yield _again(joined, undressed) or joined
    if line := turned(original):
        yield _in_order(original, *line)


Pieces = Sequence[tuple[int, int, str]]
"""Parts of a text, in order, and what is to stand in their place."""


def _in_order(original: str, places: Sequence[int], text: str | None = None) -> Rewritten:
    written = "".join([original[place] for place in places]) if text is None else text
    return Rewritten(written, places, [place + 1 for place in places])


def _again(way: Rewritten, rewrite: Callable[[str], Pieces]) -> Rewritten | None:
    """The text with parts of it replaced; None if nothing is to be replaced."""
    pieces = rewrite(way.text)
    if not pieces:
        return None
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, text in (*pieces, (len(way.text), len(way.text), "")):
        texts += (way.text[done:start], text)
        starts += way.starts[done:start]
        ends += way.ends[done:start]
        if text:
            starts += [way.starts[start]] * len(text)
            ends += [way.ends[end - 1]] * len(text)
        done = end
    return Rewritten("".join(texts), starts, ends)
