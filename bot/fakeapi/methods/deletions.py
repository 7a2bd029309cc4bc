"""Deleting."""

from bot.fakeapi.access import joined_chat
from bot.fakeapi.chats import Chat
from bot.fakeapi.messages import Message, is_creation
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_OLDEST = 48 * 3600
_MOST = 100


def delete_message(world: World, params: Params) -> bool:
    """Delete one message."""
    chat = joined_chat(world, params)
    if not params.text("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(params.number("message_id"))
    if not message:
        raise bad_request("message to delete not found")
    if not _deletable(world, chat, message):
        raise bad_request("message can't be deleted")
    chat.delete([message["message_id"]])
    return True


def delete_messages(world: World, params: Params) -> bool:
    """Delete up to 100; ids that are not known are passed over, one that cannot be deleted fails them all."""
    chat, ids = joined_chat(world, params), params.numbers("message_ids")
    if not ids:
        raise bad_request("message identifiers are not specified")
    if len(ids) > _MOST:
        raise bad_request("too many message identifiers specified")
    known = [chat.messages[message_id] for message_id in ids if message_id in chat.messages]
    if not all(_deletable(world, chat, message) for message in known):
        raise bad_request("message can't be deleted")
    chat.delete(ids)
    return True


def _deletable(world: World, chat: Chat, message: Message) -> bool:
    if world.clock() - message["date"] > _OLDEST or is_creation(message):
        return False
    me = chat.members.me
    if chat.kind == "private":
        return True
    if chat.kind == "channel":
        own = chat.wrote(message["message_id"]) and me.may("can_post_messages")
        return own or me.may("can_delete_messages")
    return me.may("can_delete_messages") or chat.wrote(message["message_id"])
