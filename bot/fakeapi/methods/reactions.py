"""Reacting, and taking reactions off."""

from typing import Any

from bot.fakeapi.access import joined_chat
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_GROUPS = ("group", "supergroup")

STANDARD = frozenset(
    {
        *"❤👍👎🔥🥰👏😁🤔🤯😱🤬😢🎉🤩🤮💩🙏👌🕊🤡🥱🥴😍🐳🌚🌭💯🤣⚡🍌🏆💔🤨😐🍓🍾💋🖕😈😴😭",
        *"🤓👻👀🎃🙈😇😨🤝✍🤗🫡🎅🎄☃💅🤪🗿🆒💘🙉🦄😘💊🙊😎👾🤷😡",
        *("❤\u200d🔥", "👨\u200d💻", "🤷\u200d♂", "🤷\u200d♀"),
    }
)
"""The emoji that anybody may react with."""


def set_message_reaction(world: World, params: Params) -> bool:
    """Put the bot's reaction on a message, in place of the one before; none takes that off."""
    chat = joined_chat(world, params)
    message_id = params.number("message_id")
    if message_id not in chat.messages:
        raise bad_request("message to react not found")
    given = params.structure("reaction") or []
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        raise bad_request("can't parse reaction types JSON object")
    if len(given) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for item in given:
        _check(item)
    chat.reactions.put(message_id, world.me.id, given)
    return True


def delete_message_reaction(world: World, params: Params) -> bool:
    """Take off what a user, or a chat, reacted with to a message."""
    chat = joined_chat(world, params)
    if chat.kind not in _GROUPS:
        raise bad_request("method is available only for groups and supergroups")
    if not chat.members.me.may("can_delete_messages"):
        raise bad_request("not enough rights to delete reactions")
    actor = params.number("user_id") or params.number("actor_chat_id")
    if not actor:
        raise bad_request("invalid user_id specified")
    message_id = params.number("message_id")
    if message_id not in chat.messages:
        raise bad_request("message not found")
    chat.reactions.put(message_id, actor, [])
    return True


def _check(item: dict[str, Any]) -> None:
    if item.get("type") == "paid":
        raise bad_request("REACTION_INVALID")
    if item.get("type") == "emoji" and item.get("emoji") not in STANDARD:
        raise bad_request("REACTION_INVALID")
