"""Raw updates of the Bot API as posts. Pure: a dict in, a `Post` out, nothing asked and nothing kept.

Every place where text, a link or media can hide is read into a named surface, and every string of a field that this
code does not know into `other`: unread text is never taken for clean. `reply_to_message` and `pinned_message` are
references and are not read.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.core.errors import UnreadableUpdate
from bot.core.post import Post, PostKind
from bot.telegram.reading.event import read_join, read_join_request, read_reaction
from bot.telegram.reading.message import read_message
from bot.telegram.reading.values import integer

__all__ = ["POST_UPDATES", "read", "read_message"]

_Reader = Callable[..., Post | None]

_read_channel_post = partial(read_message, kind=PostKind.CHANNEL_POST)

_READERS: Mapping[str, _Reader] = {
    "message": read_message,
    "edited_message": read_message,
    "channel_post": _read_channel_post,
    "edited_channel_post": _read_channel_post,
    "chat_join_request": read_join_request,
    "chat_member": read_join,
    "message_reaction": read_reaction,
}

POST_UPDATES = frozenset(_READERS)
"""The kinds of update that may carry a post."""


def read(update: Mapping[str, Any]) -> Post | None:
    """The post that an update carries; None if it carries none, or is of a kind that this code does not know.

    Raises `UnreadableUpdate`, which names the field, if the update is no object, or its post is none or has no chat.
    """
    if not isinstance(update, dict):
        raise UnreadableUpdate("the update is not an object")
    for kind, reader in _READERS.items():
        if kind in update:
            return reader(update[kind], update_id=integer(update.get("update_id")))
    return None
