"""When there is nothing left to decide about: the post is gone, and its author perhaps too. Pure."""

from collections.abc import Iterable, Mapping

from bot.core.log import BOT, LogEntry
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome, Status

_NO_POST = ("message to delete not found", "message_id_invalid")
_NO_AUTHOR = ("user not found", "participant_id_invalid", "user_id_invalid", "input_user_deactivated", "deactivated")
"""What Telegram says of a message, and of a person, that does not exist any more."""


def nothing_left(measure: Measure, outcomes: Mapping[str, Outcome]) -> bool:
    """Whether Telegram says that what the measure is aimed at does not exist."""
    deleted = outcomes.get("delete")
    if measure.decision is Decision.DELETE:
        return deleted is not None and _says(deleted, _NO_POST)
    against = outcomes.get(measure.decision.value)
    return against is not None and against.status is Status.FAILED and _says(against, _NO_AUTHOR)


def removed_before(entries: Iterable[LogEntry]) -> bool:
    """Whether the log says that the bot deleted the post by itself."""
    return any(entry.action == "delete" and entry.actor == BOT and entry.outcome is Status.DONE for entry in entries)


def held_back(entries: Iterable[LogEntry]) -> bool:
    """Whether a moderator has had the post deleted for the time being."""
    return any((entry.action, entry.outcome, entry.detail) == ("hold", Status.DONE, "delete") for entry in entries)


def _says(outcome: Outcome, words: tuple[str, ...]) -> bool:
    return any(word in outcome.detail.lower() for word in words)
