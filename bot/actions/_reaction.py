"""The call that takes somebody's reaction off a message."""

from typing import Any

from bot.core.action import Call
from bot.core.post import Post, PostKind, Role

_GROUPS = frozenset({"group", "supergroup"})


def removing(post: Post, key: str) -> Call:
    """Take off what the author reacted with. Bot API 10.0 and later, with the right to delete messages."""
    # A chat reacts through an anonymous admin, or through a user who speaks as a channel.
    is_chat = post.author.known(Role.CHANNEL) or post.author.known(Role.ANONYMOUS)
    params: dict[str, Any] = {
        "chat_id": post.chat.id,
        "message_id": post.reply_to,
        "actor_chat_id" if is_chat else "user_id": post.author.id,
    }
    return Call("deleteMessageReaction", params, key, idempotent=True)


def no_reaction(post: Post) -> str | None:
    """Why there is no reaction that could be removed; None if there is one."""
    if post.kind is not PostKind.REACTION:
        return "only a reaction can be removed"
    if post.chat.type not in _GROUPS:
        return "Telegram removes reactions only in groups"
    return "the author or the message is not known" if None in (post.author.id, post.reply_to) else None
