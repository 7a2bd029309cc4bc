"""`obfuscation`: the text is not what it looks like."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.conditions import _tricks
from bot.conditions._surfaces import texts
from bot.core.arguments import argument
from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, HELD, Finding, Truth, at_least, every
from bot.core.post import DEFAULT_SURFACES, SurfaceName
from bot.core.query import Hit

_TRICKS: Mapping[str, Callable[[str], Iterator[tuple[int, int]]]] = {
    "invisible": _tricks.invisible,
    "mixed_script": _tricks.mixed_script,
    "combining": _tricks.combining,
    "rtl": _tricks.rtl,
}


@dataclass(frozen=True)
class Obfuscation(Condition):
    """Holds if the text hides something in every way that is asked for; without any, if it does in one of them.

    What languages need is no trick: joiners in Persian or in emoji, accents, Hebrew beside English. Example:
    `obfuscation: {mixed_script: true}`; `obfuscation: true` holds for any.
    """

    invisible: bool | None = argument("Whether characters that nobody sees stand in words, or many in a row.")
    mixed_script: bool | None = argument("Whether a word has letters of another script that look like its own.")
    combining: bool | None = argument("Whether letters are buried under marks.")
    rtl: bool | None = argument("Whether text is shown backwards.")
    in_: tuple[SurfaceName, ...] = argument(
        "Where to look; everywhere but in what the sender says of himself, if it is not given.",
        default=(),
        example="[text, sender_name]",
    )

    def check(self, context: Context) -> Finding:
        asked = [(name, wanted) for name in _TRICKS if (wanted := getattr(self, name)) is not None]
        if not asked:
            return at_least(1, (self._found(context, name) for name in _TRICKS))
        findings = ((self._found(context, name), wanted) for name, wanted in asked)
        return every(finding if wanted else _opposite(finding) for finding, wanted in findings)

    def account(self, context: Context) -> str:
        found = [name for name in _TRICKS if self._found(context, name).truth is Truth.TRUE]
        return f"found: {', '.join(found)}" if found else "nothing is hidden"

    def _found(self, context: Context, name: str) -> Finding:
        trick = _TRICKS[name]
        hits = [
            Hit(place, start, end) for place, text in texts(context.post, self._surfaces) for start, end in trick(text)
        ]
        return Finding.held(context.evidence(hits)) if hits else DID_NOT_HOLD

    @cached_property
    def _surfaces(self) -> frozenset[SurfaceName]:
        return frozenset(self.in_) or DEFAULT_SURFACES


def _opposite(finding: Finding) -> Finding:
    return DID_NOT_HOLD if finding.truth is Truth.TRUE else HELD
