"""`media`: the post carries something besides text."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from bot.conditions._accounts import listed
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

    def account(self, context: Context) -> str:
        return listed([self._shown(medium) for medium in context.post.media], "no media")

    def _shown(self, medium: Medium) -> str:
        """The thing as far as the arguments look at it."""
        size = "size not known" if medium.size is None else f"{medium.size / 1024:,.0f} KB"
        traits = (
            (medium.file_name or "no file name") if self.file_name else None,
            (medium.mime or "no type") if self.mime else None,
            size if self.larger_than is not None else None,
        )
        given = ", ".join(trait for trait in traits if trait)
        return medium.kind + (f" ({given})" if given else "")

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
