"""Text that is turned upside down, as the pages that do so write it."""

from collections.abc import Sequence

_TURNED = dict(
    zip(
        "ɐqɔpǝɟƃɥᴉɾʞןɯuodbɹsʇnʌʍxʎzı∀ƆƎℲ⅁ſ˥ԀᴚΛ⅄⊥∩¡¿ʁʚɓɡſⱯꓷ",
        "abcdefghijklmnopqrstuvwxyziacefgjlprvytu!?rbggjad",
        strict=True,
    )
)
_MARKS = frozenset("ɐɔǝɟƃɥᴉɾʞɯɹʇʌʍʎ∀ƎℲ⅁ᴚ⅄Ɐ")
"""Letters that stand on their heads in no alphabet."""
_ENOUGH = 2


def turned(text: str) -> tuple[Sequence[int], str] | None:
    """The text as it reads when it is turned round, line by line, and its places; None if nothing asks for that."""
    if len(_MARKS.intersection(text)) < _ENOUGH:
        return None
    places: list[int] = []
    start = 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        if len(_MARKS.intersection(line)) >= _ENOUGH:
            places += reversed(range(start, end))
        else:
            places += range(start, end)
        start = end
    return places, "".join([_TURNED.get(text[place], text[place]) for place in places])
