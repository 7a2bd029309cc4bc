"""What conditions may ask of the posts before the present one.

A condition with history declares its *needs*; whoever judges remembers posts for them and hands in the *past*: one
number for each need. So a condition stays pure, and rules without history cost no memory.

The laws of counting: the present post counts; an edit adds nothing; the parts of an album are one post; a window of
n seconds holds what is dated later than the present post's date less n.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Trace(StrEnum):
    """What is counted: posts, posts that say the same as the present one, or people who join."""

    POSTS = "posts"
    ALIKE = "alike"
    JOINS = "joins"


class Scope(StrEnum):
    """Where it is counted: of this author in this chat, in this chat, or in all chats of the bot."""

    AUTHOR = "author"
    CHAT = "chat"
    CHATS = "chats"


@dataclass(frozen=True, slots=True)
class Need:
    """One number that a condition has to know. Equal needs are one.

    `within` is in seconds. `similar` is for `ALIKE` alone: how much of two texts must agree, from 0 to 1; 1 asks for
    the same text once folded.
    """

    trace: Trace
    within: int
    scope: Scope
    similar: float = 1.0


Past = Mapping[Need, int]
"""What was counted for each need, the present post included. A need that is absent is not known."""

NO_PAST: Past = {}
