"""A *pause*: while one is in force, rules ask people instead of acting by themselves."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.core.log import BOT, LogEntry
from bot.core.outcome import Status

ALL_CHATS = 0
"""In place of a chat's id: no chat has it."""

DAY = 86_400
"""How long a pause lasts, in seconds, if nobody says anything else or ends it."""


@dataclass(frozen=True, slots=True)
class Pause:
    """From `since` to before `until`, in seconds since 1970 UTC; None is until somebody ends it.

    `chat_id` is `ALL_CHATS` for every chat, `rule` a rule's full name, empty for every rule, and `version` that of the
    rule, empty for every version. `actor` is a user id, `bot`, or `operator` for who used the command line.
    """

    chat_id: int
    rule: str = ""
    version: str = ""
    since: int = 0
    until: int | None = None
    actor: str = BOT
    why: str = ""

    def in_force(self, now: float) -> bool:
        """Whether it is not over yet."""
        return self.until is None or now < self.until

    def covers(self, chat_id: int, rule: str, version: str) -> bool:
        """Whether a rule is paused in a chat while this is in force."""
        in_chat = self.chat_id in (ALL_CHATS, chat_id)
        return in_chat and self.rule in ("", rule) and self.version in ("", version)

    @property
    def end(self) -> str:
        """Until when it is in force, in words."""
        if self.until is None:
            return "until somebody ends it"
        return f"until {datetime.fromtimestamp(self.until, UTC):%Y-%m-%d %H:%M} UTC"

    def entry(self, key: str) -> LogEntry:
        """The row of the log that says that it was begun."""
        return replace(self._row(key, "pause"), at=self.since, actor=self.actor, detail=f"{self.why}; {self.end}")

    def ending(self, key: str, actor: str, at: float, why: str = "") -> LogEntry:
        """The row of the log that says that it was ended before its time."""
        return replace(self._row(key, "resume"), at=at, actor=actor, detail=why)

    def _row(self, key: str, action: str) -> LogEntry:
        return LogEntry(
            key=key,
            at=self.since,
            chat_id=self.chat_id,
            message_id=None,
            user_id=None,
            action=action,
            rule=self.rule or None,
            rule_version=self.version or None,
            outcome=Status.DONE,
        )
