"""What a chat is and who is in it."""

from typing import Any

from bot.fakeapi.access import chat_of, joined_chat, user_of
from bot.fakeapi.members import PERMISSIONS
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")


def get_chat(world: World, params: Params) -> dict[str, Any]:
    """A `ChatFullInfo`."""
    chat = chat_of(world, params) if params.number("chat_id") > 0 else joined_chat(world, params)
    found = chat.as_dict() | {"accent_color_id": 0, "max_reaction_count": 11}
    found["accepted_gift_types"] = dict.fromkeys(_GIFTS, False)
    if chat.linked:
        found["linked_chat_id"] = chat.linked.id
    if chat.kind in ("group", "supergroup"):
        found["permissions"] = dict.fromkeys(PERMISSIONS, True)
    if chat.protected:
        found["has_protected_content"] = True
    return found


def get_chat_administrators(world: World, params: Params) -> list[dict[str, Any]]:
    """The creator and the admins, other bots left out unless they are asked for."""
    chat = joined_chat(world, params)
    if chat.kind == "private":
        raise bad_request("there are no administrators in the private chat")
    if chat.kind == "channel" and not chat.members.me.admin:
        raise bad_request("member list is inaccessible")
    bots = params.flag("return_bots")
    admins = [member for member in chat.members if member.admin]
    return [member.as_dict() for member in admins if bots or not member.user.is_bot or member.user is world.me]


def get_chat_member(world: World, params: Params) -> dict[str, Any]:
    """What one user is in the chat."""
    chat, user = joined_chat(world, params), user_of(world, params)
    if chat.kind == "channel" and not chat.members.me.admin:
        raise bad_request("member list is inaccessible")
    return chat.members.of(user).as_dict()


def get_chat_member_count(world: World, params: Params) -> int:
    """How many are in the chat."""
    return sum(member.inside for member in joined_chat(world, params).members)


def leave_chat(world: World, params: Params) -> bool:
    """The bot goes."""
    chat = joined_chat(world, params)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    chat.change(chat.members.without(chat.members.me), by=world.me)
    return True
