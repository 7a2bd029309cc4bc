"""Reads moderators' commands: whom they mean, for how long, and why."""

import re
from dataclasses import replace
from typing import Any

from bot.cases.desk.commanding import Order, Verb
from bot.core.action import Call
from bot.core.durations import LONGEST, SHORTEST, seconds_of
from bot.core.errors import UnreadableUpdate
from bot.core.outcome import Status
from bot.core.post import Author, Chat, Post, PostKind, Role
from bot.telegram.command import CommandCall, RawMessage
from bot.telegram.finding import is_topic
from bot.telegram.reading.author import read_chat, read_user
from bot.telegram.reading.values import integer, mapping
from bot.telegram.tools import Tools
from bot.texts import commands as texts
from bot.texts.markup import Html

MOST_OF_A_REASON = texts.MOST_OF_A_REASON

_ID = re.compile(r"-?\d{1,16}", re.ASCII)
_USERNAME = re.compile(r"@[a-z]\w{3,31}", re.ASCII | re.IGNORECASE)

BY_NAME = frozenset({Verb.MUTE, Verb.BAN, Verb.UNBAN, Verb.TRUST, Verb.UNTRUST})
"""What can be said of a person without a message of theirs."""

TIMED = frozenset({Verb.MUTE, Verb.BAN})


async def read_order(call: CommandCall, verb: Verb, tools: Tools) -> Order | Html:
    """The order that a command in a group gives, or what is wrong with it."""
    words = call.words
    post = replied_post(call.message, tools)
    if post is None and verb in BY_NAME:
        word, rest = _mention_or_word(call)
        author = await _person(word, call, tools)
        if author is None and word and not _is_duration(word):
            return texts.unknown_person(call.texts, word if isinstance(word, str) else "")
        if author is not None:
            post, words = person_post(call.message, author), rest
    if post is None:
        return texts.no_target(call.texts, verb, by_name=verb in BY_NAME)
    order = Order(verb, post, call.message_id, call.message["date"], None, words[:MOST_OF_A_REASON])
    return _with_term(order, call, words) if verb in TIMED else order


def replied_post(message: RawMessage, tools: Tools) -> Post | None:
    """The post that a message replies to; None if it is no reply."""
    target = message.get("reply_to_message")
    if not isinstance(target, dict) or is_topic(message, target):
        return None
    try:
        return tools.read(target)
    except UnreadableUpdate:
        return None


def person_post(message: RawMessage, author: Author, message_id: int | None = None) -> Post:
    """What stands for a person of whom no message is known, in the message's chat."""
    chat = read_chat(message["chat"]) or Chat(0, "")
    return Post(
        id=f"person-{author.id}",
        kind=PostKind.MESSAGE,
        chat=chat,
        author=author,
        date=message["date"],
        message_id=message_id,
    )


def _with_term(order: Order, call: CommandCall, words: str) -> Order | Html:
    """The order with the duration that its words begin with, if they begin with a number."""
    first, _, rest = words.partition(" ")
    if not first[:1].isdigit():
        return order
    if (seconds := seconds_of(first.lower())) is None:
        return texts.no_duration(call.texts, first)
    if not SHORTEST <= seconds <= LONGEST:
        return texts.wrong_term(call.texts, first)
    return replace(order, seconds=seconds, words=rest.strip()[:MOST_OF_A_REASON])


def _is_duration(word: Any) -> bool:
    return isinstance(word, str) and seconds_of(word.lower()) is not None


def _mention_or_word(call: CommandCall) -> tuple[Any, str]:
    """The user whom the command mentions first, or its first word; and what stands behind."""
    text = str(call.message.get("text") or "").encode("utf-16-le")
    entities = call.message.get("entities") or []
    for entity in entities[1:2]:
        if mapping(entity).get("type") == "text_mention" and isinstance(entity.get("user"), dict):
            start, end = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
            between = text[2 * entities[0]["length"] : start].decode("utf-16-le", "replace")
            if not between.strip():
                return entity["user"], text[end:].decode("utf-16-le", "replace").strip()
    word, _, rest = call.words.partition(" ")
    return word, rest.strip()


async def _person(word: Any, call: CommandCall, tools: Tools) -> Author | None:
    """Whom a word names; None for nobody whom Telegram knows."""
    chat = read_chat(call.message["chat"]) or Chat(call.chat_id, "")
    if isinstance(word, dict):
        return read_user(word, chat)
    user_id: int | None = None
    if _ID.fullmatch(word):
        user_id = int(word)
    elif _USERNAME.fullmatch(word):
        user_id = await _by_username(word, call.chat_id, tools)
    if not user_id:
        return None
    if user_id < 0:
        return Author(user_id, roles={Role.CHANNEL: True})
    params = {"chat_id": call.chat_id, "user_id": user_id}
    key = f"{call.chat_id}:{user_id}:who"
    found = await tools.chat.call(Call("getChatMember", params, key, idempotent=True))
    if found.status is Status.FAILED:
        return None
    user = mapping(mapping(found.result).get("user"))
    return read_user(user, chat) if user else Author(user_id, roles={Role.CHANNEL: False})


async def _by_username(name: str, chat_id: int, tools: Tools) -> int | None:
    """The id behind a @username: an admin's, or one that Telegram tells."""
    for person in await tools.administrators.people(chat_id) or ():
        if person.username is not None and person.username.casefold() == name[1:].casefold():
            return person.id
    found = await tools.chat.call(Call("getChat", {"chat_id": name}, f"{name}:chat", idempotent=True))
    return integer(mapping(found.result).get("id"))
