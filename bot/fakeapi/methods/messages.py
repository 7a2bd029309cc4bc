"""Writing, copying, forwarding."""

from typing import Any

from bot.fakeapi import messages, writing
from bot.fakeapi.access import joined_chat, writable_chat
from bot.fakeapi.messages import Message
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def send_message(world: World, params: Params) -> Message:
    """Send a text, to one member of a group alone if the server can do that."""
    content, chat = writing.text(params), writable_chat(world, params)
    ephemeral = params.structure("ephemeral_message_parameters")
    if ephemeral and world.ephemeral:
        return writing.whisper(world, chat, params, content, Params(ephemeral))
    return writing.publish(world, chat, params, content)


def send_chat_action(world: World, params: Params) -> bool:
    """Show that the bot is busy."""
    joined_chat(world, params)
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    return True


def copy_message(world: World, params: Params) -> dict[str, Any]:
    """Send the content of a message as the bot's own."""
    source = _source(world, params, "copied")
    if messages.is_service(source):
        raise bad_request("message can't be copied")
    content = messages.content(source) | writing.caption(params)
    sent = writing.publish(world, writable_chat(world, params), params, content)
    return {"message_id": sent["message_id"]}


def forward_message(world: World, params: Params) -> Message:
    """Forward a message."""
    source = _source(world, params, "forwarded")
    content = messages.content(source) | {"forward_origin": messages.origin(source)}
    return writing.publish(world, writable_chat(world, params), params, content)


def _source(world: World, params: Params, verb: str) -> Message:
    chat = joined_chat(world, params, "from_chat_id")
    action = "copy" if verb == "copied" else "forward"
    source = chat.messages.get(params.number("message_id"))
    if not source:
        raise bad_request(f"message to {action} not found")
    if chat.protected or source.get("has_protected_content"):
        raise bad_request(f"message can't be {verb}")
    return source
