"""`emoji`: how many emoji the text has."""

from dataclasses import dataclass

from bot.conditions._emoji import emoji, visible
from bot.conditions._shares import Shares, Tally
from bot.core.arguments import Bounds, argument
from bot.core.post import Post
from bot.core.query import Hit


@dataclass(frozen=True)
class Emoji(Shares):
    """Holds if the number of emoji, and their share of the text, are inside the limits that are given.

    A family, a flag or a hand with a skin tone is one emoji. Example: `emoji: {above: 10}`; `emoji: true` holds for
    any.
    """

    nouns = ("emoji", "emoji", "characters")

    ratio: Bounds | None = argument(
        "The share of the visible characters that are emoji, from 0 to 1; a plain number is the least.",
        example="{above: 0.5}",
    )

    def tally(self, post: Post, place: int, text: str) -> Tally:
        spans = emoji(text)
        hits = [Hit(place, start, end) for start, end in spans]
        return Tally(len(hits), len(hits), visible(text, spans), hits)
