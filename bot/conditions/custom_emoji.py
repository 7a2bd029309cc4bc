"""`custom_emoji`: how many emoji of somebody's own making the text has."""

from dataclasses import dataclass

from bot.conditions._emoji import emoji, visible
from bot.conditions._shares import Shares, Tally
from bot.core.arguments import Bounds, argument
from bot.core.post import Post
from bot.core.query import Hit


@dataclass(frozen=True)
class CustomEmoji(Shares):
    """Holds if the number of custom emoji, and their share of the text, are inside the limits that are given.

    Example: `custom_emoji: {above: 5}`; `custom_emoji: true` holds for any.
    """

    nouns = ("custom emoji", "custom emoji", "characters")

    ratio: Bounds | None = argument(
        "The share of the visible characters that are custom emoji, from 0 to 1; a plain number is the least.",
        example="{above: 0.5}",
    )

    def tally(self, post: Post, place: int, text: str) -> Tally:
        hits = [
            Hit(place, entity.start, entity.end)
            for entity in post.entities
            if entity.surface == place and entity.type == "custom_emoji"
        ]
        return Tally(len(hits), len(hits), visible(text, emoji(text)) if self.ratio else 0, hits)
