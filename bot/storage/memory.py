"""A store that forgets everything when the process ends: for tests and dry runs."""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.core.case import CardRef, Case, Decision, State
from bot.core.errors import RefTaken, StorageError
from bot.core.log import LogEntry, Settlement
from bot.core.post import Chat, Post
from bot.core.standing import Standing
from bot.core.verdict import Match
from bot.storage.columns import MICROSECONDS, micros, optional_readable, readable
from bot.storage.laws import Change, Tally, advanced, counted, joins


@dataclass(slots=True)
class _Kept:
    """A case with what it keeps beside itself."""

    case: Case
    post: Post
    latest_revision: int
    reporters: set[int]


class MemoryStore:
    """A `Store` in memory. `matched` are the posts that matched, by key, with their matches."""

    def __init__(self) -> None:
        self.matched: dict[str, tuple[Post, list[Match]]] = {}
        self._log: dict[str, LogEntry] = {}
        self._cases: dict[str, _Kept] = {}
        self._tallies: dict[tuple[int, int], Tally] = {}
        self._met: dict[int, int] = {}

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
        for settlement in settlements:
            if settlement.key not in self._log:
                raise StorageError(f"the log has no entry `{settlement.key}` to settle: intend it first")
        for settlement in settlements:
            old = self._log[settlement.key]
            self._log[settlement.key] = replace(
                old,
                outcome=settlement.outcome.status,
                detail=readable(settlement.outcome.detail),
                case=old.case if settlement.case is None else settlement.case,
            )

    async def entries(self, *, chat_id: int | None = None, since: float | None = None) -> AsyncIterator[LogEntry]:
        for entry in _oldest_first(self._log.values()):
            if chat_id in (None, entry.chat_id) and (since is None or micros(entry.at) >= micros(since)):
                yield entry

    async def open_case(self, case: Case, post: Post) -> tuple[Case, bool]:
        latest = self._latest(case)
        if latest is not None and joins(latest.case, latest.latest_revision, case):
            latest.latest_revision = max(latest.latest_revision, case.revision)
            return latest.case, False
        if case.ref in self._cases:
            raise RefTaken(f"another case is called {case.ref}: give this one another ref")
        new = replace(case, reports=0)
        self._cases[case.ref] = _Kept(new, post, case.revision, set())
        return new, True

    async def case(self, ref: str) -> Case | None:
        return self._cases[ref].case if ref in self._cases else None

    async def case_post(self, ref: str) -> Post | None:
        return self._cases[ref].post if ref in self._cases else None

    async def change_case(
        self,
        case: Case,
        state: State,
        *,
        decision: Decision | None = None,
        decided_by: int | None = None,
        decided_at: int | None = None,
    ) -> Case:
        kept = self._existing(case.ref)
        kept.case = advanced(kept.case, case, Change(state, decision, decided_by, decided_at))
        return kept.case

    async def place_card(self, ref: str, card: CardRef) -> None:
        kept = self._existing(ref)
        kept.case = replace(kept.case, card=card)

    async def add_report(self, ref: str, reporter_id: int, at: int, words: str) -> tuple[int, bool]:
        kept = self._existing(ref)
        new = reporter_id not in kept.reporters
        kept.reporters.add(reporter_id)
        kept.case = replace(kept.case, reports=len(kept.reporters))
        return kept.case.reports, new

    async def case_entries(self, ref: str) -> Sequence[LogEntry]:
        return _oldest_first(entry for entry in self._log.values() if entry.case == ref)

    async def count_post(self, chat_id: int, author_id: int, message_id: int, at: int) -> Standing:
        key = (chat_id, author_id)
        before, self._tallies[key] = counted(self._tallies.get(key), message_id, at)
        return before

    async def stain(self, chat_id: int, author_id: int) -> None:
        tally = self._tallies.get((chat_id, author_id))
        if tally is not None:
            self._tallies[chat_id, author_id] = tally._replace(standing=tally.standing.stained())

    async def meet_chat(self, chat: Chat, at: int) -> int:
        return self._met.setdefault(chat.id, at)

    async def close(self) -> None:
        """Nothing has to be written."""

    def _keep(self, post: Post, matches: Sequence[Match]) -> None:
        _, kept = self.matched.setdefault(post.key, (post, []))
        known = {(match.rule.name, match.rule.version, match.rule.mode) for match in kept}
        kept += [match for match in matches if (match.rule.name, match.rule.version, match.rule.mode) not in known]

    def _latest(self, case: Case) -> _Kept | None:
        """The last case about the same message."""
        if case.message_id is None:
            return None
        place = (case.chat_id, case.message_id)
        found = [kept for kept in self._cases.values() if (kept.case.chat_id, kept.case.message_id) == place]
        return found[-1] if found else None

    def _existing(self, ref: str) -> _Kept:
        if ref not in self._cases:
            raise StorageError(f"there is no case {ref}")
        return self._cases[ref]


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
