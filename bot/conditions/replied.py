"""`replied`: the post answers another."""

from dataclasses import dataclass

from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, Finding
from bot.core.post import PostKind, SurfaceName

_ANSWERED = frozenset({SurfaceName.QUOTE, SurfaceName.REPLY})


@dataclass(frozen=True)
class Replied(Condition):
    """Holds if the post is a reply, also to a message of another chat. Comments reply to the channel's post.

    Example: `replied: true`.
    """

    def check(self, context: Context) -> Finding:
        post = context.post
        if post.kind is PostKind.REACTION:
            return DID_NOT_HOLD
        return Finding.of(post.reply_to is not None or any(surface.name in _ANSWERED for surface in post.surfaces))
