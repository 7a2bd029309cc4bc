"""A text with its evidence marked, cut around the evidence where it is too long. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from bot.texts.markup import ELLIPSIS, Html, escape

Span = tuple[int, int]
"""Start and end in code points."""

MOST_WINDOWS = 4
"""So many pieces of evidence are looked for when a text is cut; more would leave no room around each."""

GAP = f" {ELLIPSIS} "


def merged(spans: Iterable[Span], length: int) -> list[Span]:
    """The spans in order, inside the text, with those that touch made one."""
    result: list[Span] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in spans):
        if start >= end:
            continue
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(result[-1][1], end))
        else:
            result.append((start, end))
    return result


def excerpt(text: str, spans: Iterable[Span], room: int) -> Html:
    """At most `room` UTF-16 units of the text, its spans in bold and underlined; all of it if it fits."""
    marks = merged(spans, len(text))
    offsets = [0, *accumulate(2 if sign > "\uffff" else 1 for sign in text)]
    if offsets[-1] <= room:
        return _marked(text, (0, len(text)), marks)
    windows = _windows(offsets, marks[:MOST_WINDOWS] or [(0, 0)], room)
    pieces = GAP.join(_marked(text, window, marks) for window in windows)
    before = ELLIPSIS if windows[0][0] > 0 else ""
    after = ELLIPSIS if windows[-1][1] < len(text) else ""
    return Html(before + pieces + after)


def _windows(offsets: Sequence[int], marks: Sequence[Span], room: int) -> list[Span]:
    """What to show of a text that is too long; `offsets[i]` are the UTF-16 units before code point `i`."""
    share = (room - len(GAP) * len(marks)) // len(marks)
    return merged((_window(offsets, mark, share) for mark in marks), len(offsets) - 1) or [(0, 0)]


def _window(offsets: Sequence[int], mark: Span, share: int) -> Span:
    """At most `share` units around a mark, a third of what is left of them before it."""
    begin, end, total = offsets[mark[0]], offsets[mark[1]], offsets[-1]
    spare = max(share - (end - begin), 0)
    before = min(max(spare // 3, spare - (total - end)), begin)
    first = bisect_left(offsets, begin - before)
    last = bisect_right(offsets, min(offsets[first] + max(share, 0), total)) - 1
    return first, max(first, last)


def _marked(text: str, window: Span, marks: Iterable[Span]) -> Html:
    place, last = window
    pieces = []
    for start, end in merged(((max(a, place), min(b, last)) for a, b in marks), len(text)):
        pieces += [escape(text[place:start]), f"<u><b>{escape(text[start:end])}</b></u>"]
        place = end
    return Html("".join([*pieces, escape(text[place:last])]))
