"""Editing what the bot sent, and taking buttons off channel posts."""

from typing import Any

from bot.fakeapi import writing
from bot.fakeapi.access import joined_chat
from bot.fakeapi.chats import Chat
from bot.fakeapi.messages import Message
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, params: Params) -> Message:
    """Put another text in a text message's place; buttons go unless they are given again."""
    chat, message = _message(world, params)
    _require_own(chat, message)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return _replace(world, chat, message, {"text": None, "entities": None} | writing.text(params), params)


def edit_message_caption(world: World, params: Params) -> Message:
    """Put another caption under a message's media; buttons go unless they are given again."""
    chat, message = _message(world, params)
    _require_own(chat, message)
    if "text" in message:
        raise bad_request("there is no caption in the message to edit")
    new = {"caption": None, "caption_entities": None} | writing.caption(params)
    return _replace(world, chat, message, new, params)


def edit_message_reply_markup(world: World, params: Params) -> Message:
    """Put other buttons under a message, or none."""
    chat, message = _message(world, params)
    if not (chat.kind == "channel" and chat.members.me.may("can_edit_messages") and "forward_origin" not in message):
        _require_own(chat, message)
    return _replace(world, chat, message, {}, params)


def _message(world: World, params: Params) -> tuple[Chat, Message]:
    chat = joined_chat(world, params)
    message = chat.messages.get(params.number("message_id"))
    if not message:
        raise bad_request("message to edit not found")
    return chat, message


def _require_own(chat: Chat, message: Message) -> None:
    if not chat.wrote(message["message_id"]) or "forward_origin" in message:
        raise bad_request("message can't be edited")


def _replace(world: World, chat: Chat, old: Message, new: dict[str, Any], params: Params) -> Message:
    changed = {"reply_markup": None} | new | writing.markup(params)
    if all(old.get(name) == value for name, value in changed.items()):
        raise bad_request(_UNCHANGED)
    return chat.replace(old["message_id"], edit_date=int(world.clock()), **changed)
