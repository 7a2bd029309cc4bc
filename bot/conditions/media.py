"""`media`: the post carries something besides text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.conditions._wildcards import fits
from bot.core.arguments import Size, argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding, at_least
from bot.core.post import Media as Medium
from bot.core.post import MediaKind


@dataclass(frozen=True)
class Media(Condition):
    """Holds if one thing that the post carries fits every argument that is given.

    Unknown where Telegram does not say how large it is. Example: `media: {any: document, file_name: ["*.apk",
    "*.exe"]}`; `media: true` holds for anything.
    """

    any_: tuple[MediaKind, ...] = argument("What it is, one of these.", default=(), example="[photo, video]")
    file_name: tuple[str, ...] = argument(
        "The whole name of the file, one of these; `*` stands for any characters, and case does not count.",
        default=(),
        example='["*.apk"]',
    )
    mime: tuple[str, ...] = argument(
        "The type of the file, one of these; `*` stands for any characters.", default=(), example='["video/*"]'
    )
    larger_than: Size | None = argument("The size that the file must exceed.", example="20MB")

    def check(self, context: Context) -> Finding:
        return at_least(1, (self._check(medium) for medium in context.post.media))

    def _check(self, medium: Medium) -> Finding:
        fitting = (
            (not self.any_ or medium.kind in self.any_)
            and (not self.file_name or _covers(self._file_names, medium.file_name))
            and (not self.mime or _covers(self._mimes, medium.mime))
        )
        if not fitting or self.larger_than is None:
            return Finding.of(fitting)
        return Finding.of(None if medium.size is None else medium.size > self.larger_than)

    @cached_property
    def _file_names(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self.file_name)

    @cached_property
    def _mimes(self) -> frozenset[str]:
        return frozenset(mime.casefold() for mime in self.mime)


def _covers(patterns: Iterable[str], text: str | None) -> bool:
    return text is not None and any(fits(pattern, text.casefold()) for pattern in patterns)
