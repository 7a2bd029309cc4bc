"""The log, in memory."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import replace

from bot.core.errors import StorageError
from bot.core.log import BOT, LogEntry, Settlement
from bot.core.outcome import Status
from bot.core.post import Post
from bot.core.presence import GIVEN_UP, WAITING
from bot.core.restraint import REMOVALS, SANCTIONS
from bot.core.verdict import Match
from bot.storage.columns import MICROSECONDS, micros, optional_readable, readable


class MemoryLog:
    """`ActionLog`, but for `idle`. `matched` are the posts that matched, by key, with their matches."""

    def __init__(self) -> None:
        super().__init__()
        self.matched: dict[str, tuple[Post, list[Match]]] = {}
        self._log: dict[str, LogEntry] = {}
        self._former: dict[int, int] = {}

    async def intend(
        self, entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()
    ) -> Mapping[str, LogEntry]:
        known = {}
        for entry in entries:
            if entry.key in self._log:
                known[entry.key] = self._log[entry.key]
            else:
                self._log[entry.key] = _as_stored(entry, len(self._log) + 1)
        if post is not None and matches:
            self._keep(post, matches)
        return known

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        self.require(settlements)
        for settlement in settlements:
            old = self._log[settlement.key]
            self._log[settlement.key] = replace(
                old,
                outcome=settlement.outcome.status,
                detail=readable(settlement.outcome.detail),
                case=old.case if settlement.case is None else settlement.case,
            )

    def require(self, settlements: Sequence[Settlement]) -> None:
        """Raises `StorageError` for a key that the log does not have."""
        for settlement in settlements:
            if settlement.key not in self._log:
                raise StorageError(f"the log has no entry `{settlement.key}` to settle: intend it first")

    async def entries(self, *, chat_id: int | None = None, since: float | None = None) -> AsyncIterator[LogEntry]:
        for entry in _oldest_first(self._log.values()):
            if chat_id in (None, entry.chat_id, self._former.get(entry.chat_id)) and (
                since is None or micros(entry.at) >= micros(since)
            ):
                yield entry

    async def acted_by_hour(self, since: float) -> Mapping[tuple[int, str], Mapping[int, int]]:
        posts: dict[tuple[int, str], dict[int, set[int | str]]] = {}
        for entry in self._log.values():
            against = entry.action in REMOVALS | SANCTIONS and entry.outcome is Status.DONE and entry.actor == BOT
            if against and entry.rule is not None and entry.at >= since:
                hours = posts.setdefault((entry.chat_id, entry.rule), {})
                hours.setdefault(int(entry.at // 3_600), set()).add(entry.message_id or entry.key)
        return {place: {hour: len(keys) for hour, keys in hours.items()} for place, hours in posts.items()}

    async def leave(self, chat_id: int, at: int) -> int:
        waiting = [
            entry
            for entry in self._log.values()
            if entry.chat_id == chat_id and entry.outcome is Status.PENDING and entry.at > at - WAITING
        ]
        for entry in waiting:
            self._log[entry.key] = replace(entry, outcome=Status.EXPIRED, detail=GIVEN_UP)
        return len(waiting)

    def _keep(self, post: Post, matches: Sequence[Match]) -> None:
        _, kept = self.matched.setdefault(post.key, (post, []))
        known = {(match.rule.name, match.rule.version, match.rule.mode) for match in kept}
        kept += [match for match in matches if (match.rule.name, match.rule.version, match.rule.mode) not in known]


def _as_stored(entry: LogEntry, number: int) -> LogEntry:
    return replace(
        entry,
        at=micros(entry.at) / MICROSECONDS,
        action=readable(entry.action),
        rule=optional_readable(entry.rule),
        detail=readable(entry.detail),
        actor=readable(entry.actor),
        id=number,
    )


def _oldest_first(entries: Iterable[LogEntry]) -> list[LogEntry]:
    return sorted(entries, key=lambda entry: entry.at)
