"""`entities`: how much of the text is marked."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.conditions._shares import Shares, Tally
from bot.core.arguments import Bounds, argument
from bot.core.post import Post
from bot.core.query import Hit


class EntityType(StrEnum):
    """What Telegram calls the kinds of marked text."""

    MENTION = "mention"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"
    BOT_COMMAND = "bot_command"
    URL = "url"
    EMAIL = "email"
    PHONE_NUMBER = "phone_number"
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKETHROUGH = "strikethrough"
    SPOILER = "spoiler"
    BLOCKQUOTE = "blockquote"
    EXPANDABLE_BLOCKQUOTE = "expandable_blockquote"
    CODE = "code"
    PRE = "pre"
    TEXT_LINK = "text_link"
    TEXT_MENTION = "text_mention"
    CUSTOM_EMOJI = "custom_emoji"


@dataclass(frozen=True)
class _Types:
    """The argument that comes before the limits, so that a list of types is enough."""

    any_: tuple[EntityType, ...] = argument(
        "What kind of mark counts, one of these; every kind, if it is not given.",
        default=(),
        example="[spoiler, hashtag]",
    )


@dataclass(frozen=True)
class Entities(Shares, _Types):
    """Holds if the number of marked parts, and their share of the text, are inside the limits that are given.

    Example: `entities: {any: hashtag, above: 10}`; `entities: [spoiler]` holds for any spoiler.
    """

    nouns = ("mark", "marks", "characters")

    ratio: Bounds | None = argument(
        "The share of the text that is marked, from 0 to 1; a plain number is the least.", example="{above: 0.5}"
    )

    def tally(self, post: Post, place: int, text: str) -> Tally:
        hits = [
            Hit(place, entity.start, entity.end)
            for entity in post.entities
            if entity.surface == place and (not self.any_ or entity.type in self.any_)
        ]
        return Tally(len(hits), _covered(hits), len(text), hits)


def _covered(hits: Iterable[Hit]) -> int:
    """How many characters lie in at least one of the parts."""
    covered = done = 0
    for hit in sorted(hits):
        covered += max(0, hit.end - max(hit.start, done))
        done = max(done, hit.end)
    return covered
