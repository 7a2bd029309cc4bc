"""Calls about a request to join."""

from bot.core.action import Call
from bot.core.post import Post, PostKind


def declining(post: Post, key: str) -> Call:
    """Do not let in who asks."""
    return Call("declineChatJoinRequest", _who(post), key, idempotent=True)


def approving(post: Post, key: str) -> Call:
    """Let in who asks."""
    return Call("approveChatJoinRequest", _who(post), key, idempotent=True)


def no_request(post: Post, verb: str) -> str | None:
    """Why there is no request to answer; None if there is one."""
    if post.kind is not PostKind.JOIN_REQUEST:
        return f"only a request to join can be {verb}"
    return "the author is not known" if post.author.id is None else None


def _who(post: Post) -> dict[str, int | None]:
    return {"chat_id": post.chat.id, "user_id": post.author.id}
