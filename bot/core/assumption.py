"""What is assumed of an author where there is no Telegram to ask: an ordinary member.

Examples and offline checks judge with it; the running bot never does.
"""

from dataclasses import replace

from bot.core.post import Post, Role

_ORDINARY = {
    Role.ADMIN: False,
    Role.MEMBER: True,
    Role.CHANNEL: False,
    Role.ANONYMOUS: False,
    Role.BOT: False,
    Role.PREMIUM: False,
    Role.TRUSTED: False,
    Role.LINKED_CHANNEL: False,
    Role.IMPOSTOR: False,
}


def as_member(post: Post) -> Post:
    """The post with every role that is not known filled in as an ordinary member's."""
    return replace(post, author=replace(post.author, roles={**_ORDINARY, **post.author.roles}))
