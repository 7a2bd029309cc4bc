"""Messages as the Bot API shows them."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.fakeapi import entities

Message = dict[str, Any]
"""A message. Never changed once it is made; an edit makes another."""

_SERVICE_FIELDS = frozenset(
    {
        "new_chat_members",
        "left_chat_member",
        "new_chat_title",
        "new_chat_photo",
        "delete_chat_photo",
        "group_chat_created",
        "supergroup_chat_created",
        "channel_chat_created",
        "migrate_to_chat_id",
        "migrate_from_chat_id",
        "pinned_message",
        "forum_topic_created",
        "forum_topic_edited",
        "video_chat_started",
    }
)
_CREATIONS = frozenset({"supergroup_chat_created", "channel_chat_created", "forum_topic_created"})

MEDIA = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")
CONTENT = (*MEDIA, "caption", "caption_entities", "contact", "dice", "entities", "location", "poll", "text", "venue")


def with_entities(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields, with what the server marks in a text or caption whose entities are not given."""
    found = {name: value for name, value in fields.items() if value is not None}
    for text, marks in (("text", "entities"), ("caption", "caption_entities")):
        if text in found and marks not in found and (detected := entities.detect(found[text])):
            found[marks] = detected
    return found


def is_service(message: Mapping[str, Any]) -> bool:
    """Whether it tells of an event instead of being written by somebody."""
    return not _SERVICE_FIELDS.isdisjoint(message)


def is_creation(message: Mapping[str, Any]) -> bool:
    """Whether it is a service message that nobody can delete."""
    return not _CREATIONS.isdisjoint(message)


def is_command(message: Mapping[str, Any]) -> bool:
    """Whether a bot that may not read along gets it."""
    marks: Iterable[Mapping[str, Any]] = message.get("entities", ())
    return any(mark["type"] == "bot_command" and mark["offset"] == 0 for mark in marks)


def quoted(message: Message) -> Message:
    """The message as `reply_to_message`, which goes only one level deep."""
    return {name: value for name, value in message.items() if name not in ("reply_to_message", "external_reply")}


def content(message: Mapping[str, Any]) -> dict[str, Any]:
    """What a copy takes along."""
    return {name: message[name] for name in CONTENT if name in message}


def origin(message: Message) -> dict[str, Any]:
    """`forward_origin` of a forward of this message."""
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    chat, sender = message["chat"], message.get("sender_chat")
    if chat["type"] == "channel":
        signed = {"author_signature": message["author_signature"]} if "author_signature" in message else {}
        found = {"type": "channel", "chat": chat, "message_id": message["message_id"], "date": message["date"]}
        return found | signed
    if sender:
        return {"type": "chat", "sender_chat": sender, "date": message["date"]}
    return {"type": "user", "sender_user": message["from"], "date": message["date"]}
