"""Addresses of chats, posts and people. Pure."""

from bot.core.post import Chat, Post

_SUPERGROUPS = -1_000_000_000_000
"""Ids of supergroups and channels are this minus the number that stands in their links."""


def chat_url(chat: Chat) -> str | None:
    """Where a public chat is; None for others."""
    return f"https://t.me/{chat.username}" if chat.username else None


def post_url(post: Post) -> str | None:
    """Where a post is; None in chats whose messages have no address, which are basic groups and private chats."""
    if post.message_id is None:
        return None
    if post.chat.username:
        return f"https://t.me/{post.chat.username}/{post.message_id}"
    return _private_url(post.chat.id, post.message_id)


def message_url(chat_id: int, message_id: int) -> str | None:
    """Where a message of a supergroup or channel is; None in other chats."""
    return _private_url(chat_id, message_id)


def origin_url(post: Post) -> str | None:
    """Where the original of a forwarded channel post is; None if it is not known."""
    origin = post.forward
    if origin is None or origin.message_id is None:
        return None
    if origin.username:
        return f"https://t.me/{origin.username}/{origin.message_id}"
    return None if origin.id is None else _private_url(origin.id, origin.message_id)


def person_url(person_id: int | None, username: str | None = None) -> str | None:
    """Where a user, or a chat in whose name somebody posts, is; None if that is not known."""
    if person_id is not None and person_id > 0:
        return f"tg://user?id={person_id}"
    return f"https://t.me/{username}" if username else None


def _private_url(chat_id: int, message_id: int) -> str | None:
    number = _SUPERGROUPS - chat_id
    return f"https://t.me/c/{number}/{message_id}" if number > 0 else None
