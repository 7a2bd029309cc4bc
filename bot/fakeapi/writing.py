"""What a bot writes: text with markup, captions, buttons, replies."""

from collections.abc import Mapping
from typing import Any

from bot.fakeapi import entities, html
from bot.fakeapi.access import user_of
from bot.fakeapi.chats import Chat
from bot.fakeapi.messages import Message, quoted
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_LONGEST_TEXT = 4096
_LONGEST_CAPTION = 1024
_LONGEST_DATA = 64


def text(params: Params) -> dict[str, Any]:
    """`text` and `entities` of a message."""
    found = _formatted(params, "text", "entities")
    if not found:
        raise bad_request("message text is empty")
    if entities.width(found["text"]) > _LONGEST_TEXT:
        raise bad_request("message is too long")
    return found


def caption(params: Params) -> dict[str, Any]:
    """`caption` and `caption_entities`; nothing if there is no caption."""
    found = _formatted(params, "caption", "caption_entities")
    if found and entities.width(found["caption"]) > _LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return found


def markup(params: Params) -> dict[str, Any]:
    """`reply_markup` as a message shows it: inline keyboards alone."""
    given = params.structure("reply_markup")
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    rows = given.get("inline_keyboard")
    if rows is None:
        return {}
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request('field "inline_keyboard" must be of type Array')
    for row in rows:
        for button in row:
            _check_button(button)
    return {"reply_markup": {"inline_keyboard": rows}} if any(rows) else {}


def reply(chat: Chat, params: Params) -> dict[str, Any]:
    """`reply_to_message` and the forum topic, which is that of the message answered if there is one."""
    given: Mapping[str, Any] = params.structure("reply_parameters") or {}
    target = given.get("message_id") or params.number("reply_to_message_id")
    found: dict[str, Any] = {}
    if target in chat.messages:
        found["reply_to_message"] = quoted(chat.messages[target])
    elif target and not (given.get("allow_sending_without_reply") or params.flag("allow_sending_without_reply")):
        raise bad_request("message to be replied not found")
    answered = found.get("reply_to_message", {})
    topic = answered.get("message_thread_id") if answered.get("is_topic_message") else None
    if thread := params.number("message_thread_id"):
        if thread not in chat.topics:
            raise bad_request("message thread not found")
        topic = topic or thread
    return found | ({"message_thread_id": topic, "is_topic_message": True} if topic else {})


def publish(world: World, chat: Chat, params: Params, content: Mapping[str, Any]) -> Message:
    """Keep the bot's message and return it; nobody is told, for a bot does not hear itself."""
    sender = {"sender_chat": chat.as_dict()} if chat.kind == "channel" else {"from": world.me.as_dict()}
    extra = {"has_protected_content": True} if params.flag("protect_content") else {}
    return chat.keep(sender | reply(chat, params) | dict(content) | markup(params) | extra, own=True)


def whisper(world: World, chat: Chat, params: Params, content: Mapping[str, Any], ephemeral: Params) -> Message:
    """Show the bot's message to one member of the group; nobody else gets it."""
    receiver = user_of(world, ephemeral, "receiver_user_id")
    if chat.kind not in ("group", "supergroup"):
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    if not chat.members.me.admin:
        raise bad_request("not enough rights to send ephemeral messages to the chat")
    if not chat.members.of(receiver).inside:
        raise bad_request("USER_NOT_PARTICIPANT")
    return chat.whisper({"from": world.me.as_dict()} | dict(content) | markup(params), receiver)


def _formatted(params: Params, name: str, marks: str) -> dict[str, Any]:
    source, mode = params.text(name), params.text("parse_mode").lower()
    if mode == "html":
        plain, found = html.parse(source)
    elif mode:
        raise bad_request("unsupported parse_mode")
    else:
        plain, found = source, list(params.structure(marks) or [])
    lead = entities.width(plain) - entities.width(plain.lstrip())
    plain = plain.strip()
    if not plain:
        return {}
    moved = [entity | {"offset": max(0, entity["offset"] - lead)} for entity in found]
    complete = entities.complete(plain, moved)
    return {name: plain} | ({marks: complete} if complete else {})


def _check_button(button: Any) -> None:
    if not isinstance(button, dict) or not button.get("text"):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not set(button) - {"text", "style", "icon_custom_emoji_id"}:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(str(button.get("callback_data", "")).encode()) > _LONGEST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
