"""A message as a post: the one table of all its fields, and what the post says about itself."""

from collections.abc import Mapping
from typing import Any

from bot.core.errors import UnreadableUpdate
from bot.core.post import Chat, Post, PostKind, SurfaceName
from bot.telegram.reading.author import SENDER, is_automatic_forward, name_author, read_author, read_chat
from bot.telegram.reading.buttons import MARKUP
from bot.telegram.reading.content import CONTENT
from bot.telegram.reading.draft import Draft
from bot.telegram.reading.entities import marked
from bot.telegram.reading.fields import Shape, fields, ignore, read_fields, silent, who
from bot.telegram.reading.forward import FORWARD
from bot.telegram.reading.reply import REPLY
from bot.telegram.reading.rich import read_rich
from bot.telegram.reading.service import SERVICE, joiners, told
from bot.telegram.reading.values import integer, mapping, string

MESSAGE: Shape = {
    **SENDER,
    **marked(SurfaceName.TEXT, "text", "entities"),
    **marked(SurfaceName.TEXT, "caption", "caption_entities"),
    "rich_message": read_rich,
    **REPLY,
    **FORWARD,
    **CONTENT,
    **SERVICE,
    "reply_markup": MARKUP,
    "via_bot": fields(who(SurfaceName.VIA)),
    "sender_business_bot": fields(who(SurfaceName.VIA)),
    "guest_bot_caller_user": fields(who(SurfaceName.SENDER_NAME, SurfaceName.USERNAME)),
    "guest_bot_caller_chat": fields(who(SurfaceName.SENDER_NAME, SurfaceName.USERNAME)),
    "receiver_user": ignore,
    "direct_messages_topic": fields({"user": ignore}),
    "media_group_id": silent,
}
"""Every field of a message that is known to hold text, or known not to."""


def read_message(message: Mapping[str, Any], *, kind: PostKind | None = None, update_id: int | None = None) -> Post:
    """A post out of a Message as the Bot API gives it; the post's id is the update's, else the message's.

    `kind` is what the update says, where the message alone does not; a service message is one all the same. A
    malformed part costs only itself; a message that is no object or has no `chat.id` raises `UnreadableUpdate`.
    """
    chat = chat_of(message, "message")
    draft = Draft()
    read_fields(draft, message, MESSAGE)
    author = read_author(message, chat)
    name_author(draft, author, message)
    draft.finish()
    message_id, topic, service = integer(message.get("message_id")), _topic(message), told(message)
    return Post(
        id=(message_id or 0) if update_id is None else update_id,
        kind=PostKind.SERVICE if service is not None else kind or _kind(message, chat),
        chat=chat,
        author=author,
        date=integer(message.get("date")) or 0,
        message_id=message_id,
        revision=integer(message.get("edit_date")) or 0,
        surfaces=tuple(draft.surfaces),
        entities=tuple(draft.entities),
        targets=tuple(draft.targets),
        media=tuple(draft.media),
        forward=draft.forward,
        album=string(message.get("media_group_id")),
        reply_to=_answered(message, topic),
        thread=integer(message.get("message_thread_id")),
        topic=topic,
        buttons=draft.buttons,
        via_bot=string(mapping(message.get("via_bot")).get("username")),
        joiners=joiners(message),
        service=service,
    )


def chat_of(event: Any, name: str) -> Chat:
    """The chat that a message or another event stands in; without one nothing can be done about it."""
    if not isinstance(event, dict):
        raise UnreadableUpdate(f"`{name}` is not an object")
    chat = read_chat(event.get("chat"))
    if chat is None:
        raise UnreadableUpdate(f"`{name}.chat.id` is not a number")
    return chat


def _topic(message: Mapping[str, Any]) -> int | None:
    """The forum topic that the message stands in; in other groups a thread is just answers to a message."""
    return integer(message.get("message_thread_id")) if message.get("is_topic_message") is True else None


def _answered(message: Mapping[str, Any], topic: int | None) -> int | None:
    """The message that is answered. Of every message in a forum topic Telegram says that it answers the first."""
    answered = integer(mapping(message.get("reply_to_message")).get("message_id"))
    return None if answered == topic else answered


def _kind(message: Mapping[str, Any], chat: Chat) -> PostKind:
    """What a message is that somebody says something by, as far as it shows.

    A comment is known by its answering a channel's automatic forward. An answer to a comment shows only the comment
    answered, just as in a group without a channel, and counts as a message.
    """
    if chat.type == "channel":
        return PostKind.CHANNEL_POST
    answered = message.get("reply_to_message")
    return PostKind.COMMENT if is_automatic_forward(mapping(answered)) else PostKind.MESSAGE
