"""What conditions may ask of the posts before the present one.

A condition with history declares its *needs*; whoever judges remembers posts for them and hands in the *past*: one
number for each need. So a condition stays pure, and rules without history cost no memory.

The laws of counting: the present post counts; an edit adds nothing; the parts of an album are one post; a post that is
delivered again is counted as it was the first time; a window of n seconds holds what is dated later than the present
post's date less n, an edit's date being that of the edit. Posts are messages, comments and channel posts. A count is
exact up to `MOST_COUNTED`; beyond it may fall short, but not below.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.core.post import Post, PostKind

MOST_COUNTED = 200
"""No condition asks for more of anything."""

LONGEST_WINDOW = 7 * 86_400
"""The longest `Need.within`, in seconds."""

_POSTS = frozenset({PostKind.MESSAGE, PostKind.COMMENT, PostKind.CHANNEL_POST})


class Trace(StrEnum):
    """What is counted: posts, posts that say the same as the present one, people who join, or messages of any kind.

    `MESSAGES` is for who deletes them later: their ids are kept, and each part of an album is one.
    """

    POSTS = "posts"
    ALIKE = "alike"
    JOINS = "joins"
    MESSAGES = "messages"


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


def is_said(post: Post) -> bool:
    """Whether somebody says something by it: it is neither a service message nor an event without a message."""
    return post.kind in _POSTS and post.message_id is not None


def is_counted(post: Post) -> bool:
    """Whether the post is one that counts: somebody says something, and for the first time."""
    return is_said(post) and not post.revision


def moment(post: Post) -> int:
    """When the post, or the edit of it, was published, in seconds since 1970 UTC: the end of the windows."""
    return post.revision or post.date
