"""The log: one entry for a message and action, kept for ever up to date with what became of it."""

from dataclasses import field

from bot.core.outcome import Outcome, Status
from bot.core.value import value

BOT = "bot"
"""The actor of what the bot does by itself; anybody else is a user id in decimal."""


@value
class LogEntry:
    """One row of the log. `at` in seconds since 1970 UTC (fractions count); `key` names the effect for ever.

    `rule` is the full name of the rule of highest priority; None where a person acted without one. No text of any post
    is in it. `id` is the row's number, None until the log has it; entries are compared without it.
    """

    key: str
    at: float
    chat_id: int
    message_id: int | None
    user_id: int | None
    action: str
    rule: str | None = None
    rule_version: str | None = None
    outcome: Status = Status.PENDING
    detail: str = ""
    actor: str = BOT
    case: str | None = None
    id: int | None = field(default=None, compare=False)


@value
class Settlement:
    """What became of the entry with this key; `case` names the case that it opened."""

    key: str
    outcome: Outcome
    case: str | None = None
