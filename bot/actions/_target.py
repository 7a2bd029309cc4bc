"""Who a sanction may be aimed at."""

from bot.core.post import Post, Role

_CHANNEL_FORWARDS = 777000
_ANONYMOUS_ADMINS = 1087968824
_CHANNEL_SENDERS = 136817688


def protected(post: Post) -> str | None:
    """Why the post's author is never the target of a sanction; None for anybody who can be."""
    author = post.author
    if author.id in (post.chat.id, _ANONYMOUS_ADMINS) or author.known(Role.ANONYMOUS):
        return "it was posted in the name of the chat itself"
    if author.id == _CHANNEL_FORWARDS or author.known(Role.LINKED_CHANNEL):
        return "it was posted by the chat's linked channel"
    if author.id == _CHANNEL_SENDERS:
        return "Telegram does not say which channel it was posted for"
    if post.chat.type == "private":
        return "nobody can be removed from a private chat"
    return None
