"""The commands that Telegram's apps offer, by whom they are for and in which language."""

import logging
from collections.abc import Iterable, Sequence

from bot.core.action import Call
from bot.core.ports import ChatPort
from bot.telegram.command import Audience, Place, all_commands, offered
from bot.texts.catalogue import SOURCE_LANGUAGE, languages, translator

_EVERYBODY = frozenset({Audience.EVERYBODY})
_SCOPES = (
    ("all_private_chats", Place.PRIVATE, _EVERYBODY),
    ("all_group_chats", Place.GROUP, _EVERYBODY),
    ("all_chat_administrators", Place.GROUP, frozenset(Audience)),
)
"""Telegram's scopes, and what is offered in each."""

_log = logging.getLogger(__name__)


def menu_calls() -> Sequence[Call]:
    """The calls that make Telegram offer the commands: one for each scope and language, and one for all others."""
    return [call for scope in _SCOPES for call in _of_scope(*scope)]


async def offer_commands(chat: ChatPort) -> None:
    """Make the calls. What Telegram refuses is logged: commands work without being offered."""
    for call in menu_calls():
        outcome = await chat.call(call)
        if not outcome.done:
            _log.info("the menu of commands could not be set: %s", outcome.detail)
            return


def _of_scope(name: str, place: Place, audiences: Iterable[Audience]) -> Iterable[Call]:
    commands = offered(all_commands().values(), place, frozenset(audiences))
    for language in (None, *(known for known in languages() if known != SOURCE_LANGUAGE)):
        t = translator(language)
        listed = [{"command": command.name, "description": command.summary(t)} for command in commands]
        params = {"scope": {"type": name}, "commands": listed} | ({"language_code": language} if language else {})
        yield Call("setMyCommands", params, f"menu:{name}:{language or ''}", idempotent=True)
