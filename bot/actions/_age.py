"""What has become too old to be deleted."""

from bot.core.post import Post
from bot.core.strikes import said_at

# Bot API, deleteMessage: only messages that were sent less than 48 hours ago can be deleted.
DELETABLE = 48 * 3_600

CREDIBLE = 30 * 86_400
"""Seconds. No post waits for longer than that to be judged: an older date is wrong, and Telegram is asked."""


def too_old(post: Post, now: int) -> str | None:
    """Why the message cannot be deleted any more; None if it can, or is no message.

    What was edited lately is tried all the same, for somebody has to hear of it if Telegram refuses.
    """
    if post.message_id is None or not DELETABLE < now - said_at(post) <= CREDIBLE:
        return None
    return "the post is older than 48 hours, and Telegram lets bots delete nothing that is"
