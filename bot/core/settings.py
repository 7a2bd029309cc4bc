"""What a chat's owner can set for their chat."""

import re
from dataclasses import dataclass, fields, replace
from typing import Any

from bot.core.errors import ArgumentError
from bot.core.ladder import LADDER, read_ladder, spelled_ladder
from bot.core.measure import Measure

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """One chat's settings.

    `language` is that of what the bot says in the chat, as Telegram gives languages (`de`, `pt-br`). `ladder` says what
    the first, second, … strike in effect brings; the last rung stands for all after it. `second_approver`: permanent
    bans by moderators need another moderator. `report_button`: there is one under the channel's posts.
    `escalation_chat` is where the chat's cards go; None for the one of all chats, or the chat's owner.
    """

    language: str | None = None
    ladder: tuple[Measure, ...] = LADDER
    second_approver: bool = False
    report_button: bool = False
    escalation_chat: int | None = None


NAMES = tuple(field.name for field in fields(ChatSettings))
"""What can be set."""

FLAGS = frozenset({"second_approver", "report_button"})
"""What of it is on or off."""


def is_language(text: str) -> bool:
    """Whether the text names a language as Telegram does."""
    return _LANGUAGE.fullmatch(text) is not None


def to_json(name: str, value: Any) -> Any:
    """A setting's value as plain JSON."""
    return spelled_ladder(value) if name == "ladder" else value


def with_json(settings: ChatSettings, name: str, value: Any) -> ChatSettings:
    """The settings with one of them as `to_json` gave it; unchanged where this version knows no such setting."""
    if name not in NAMES:
        return settings
    if name == "ladder":
        try:
            value = read_ladder(str(value).split(","))
        except ArgumentError:
            return settings
    return replace(settings, **{name: value})
