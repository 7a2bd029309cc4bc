"""An *album*: several messages that Telegram shows as one post, and sends as one update each.

The law: an album is one post. If a rule deletes or purges for one part, every part goes: those that were seen before
it, and those that come later, whether or not they match by themselves. What else rules do they do once for an album.
What a condition asks of a post (`media`, `links`, a count of anything) it asks of each part by itself.
"""

from dataclasses import dataclass
from typing import NamedTuple


class Doom(NamedTuple):
    """The rule that takes an album down: its full name and version."""

    rule: str
    version: str


@dataclass(frozen=True, slots=True)
class Album:
    """What is known of an album: the message ids of its parts, and why all of them go; None if they stay."""

    parts: frozenset[int] = frozenset()
    doom: Doom | None = None
