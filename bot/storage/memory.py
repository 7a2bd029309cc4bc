"""A store that forgets everything when the process ends: for tests and dry runs."""

from collections.abc import AsyncIterator, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.core.album import Album, Doom
from bot.core.case import CardRef, Case, Decision, Spree, SpreePost, State
from bot.core.errors import RefTaken, StorageError
from bot.core.history import Need, Past
from bot.core.inbox import Kept
from bot.core.log import BOT, LogEntry, Settlement
from bot.core.outcome import Status
from bot.core.pause import Pause
from bot.core.post import Chat, Post, Role
from bot.core.presence import GIVEN_UP, WAITING
from bot.core.restraint import REMOVALS, SANCTIONS
from bot.core.standing import Standing
from bot.core.strikes import StrikeEntry
from bot.core.verdict import Match
from bot.history.memory import History
from bot.storage.columns import MICROSECONDS, micros, optional_readable, readable
from bot.storage.laws import Change, Tally, advanced, counted, joins, takes, together


@dataclass(slots=True)
class _Kept:
    """A case with what it keeps beside itself."""

    case: Case
    post: Post
    latest_revision: int
    reporters: set[int]
    spree: dict[int, "_Member"] = field(default_factory=dict)

    def add(self, case: Case, post: Post) -> None:
        """The post of that case belongs to this one's spree from now on."""
        assert case.message_id is not None
        member = SpreePost(case.message_id, case.author_id, post.author.known(Role.TRUSTED) is True)
        self.spree[case.message_id] = _Member(member, case.opened_at, case.revision)
        authors = {kept.post.author_id for kept in self.spree.values() if kept.post.author_id is not None}
        self.case = replace(self.case, posts=len(self.spree), authors=max(len(authors), 1))


@dataclass(slots=True)
class _Member:
    """A post of a spree, when it joined, and the highest revision that did."""

    post: SpreePost
    at: int
    latest_revision: int


class MemoryStore:
    """A `Store` in memory. `matched` are the posts that matched, by key, with their matches."""

    def __init__(self) -> None:
        self.matched: dict[str, tuple[Post, list[Match]]] = {}
        self._log: dict[str, LogEntry] = {}
        self._cases: dict[str, _Kept] = {}
        self._tallies: dict[tuple[int, int], Tally] = {}
        self._met: dict[int, int] = {}
        self._strikes: dict[str, StrikeEntry] = {}
        self._former: dict[int, int] = {}
        self._lacking: set[tuple[int, str]] = set()
        self._history = History()
        self._albums: dict[tuple[int, str], Album] = {}
        self._inbox: dict[int, Kept] = {}
        self._pauses: dict[tuple[int, str], Pause] = {}
        self._following: int | None = None

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
            if chat_id in (None, entry.chat_id, self._former.get(entry.chat_id)) and (
                since is None or micros(entry.at) >= micros(since)
            ):
                yield entry

    async def open_case(self, case: Case, post: Post, spree: Spree | None = None) -> tuple[Case, bool]:
        latest = self._latest(case, post.album)
        if latest is not None and joins(latest.case, latest.latest_revision, case):
            latest.latest_revision = max(latest.latest_revision, case.revision)
            return latest.case, False
        if joined := self._join(case, post, spree):
            return joined.case, False
        if case.ref in self._cases:
            raise RefTaken(f"another case is called {case.ref}: give this one another ref")
        new = replace(case, reports=0)
        self._cases[case.ref] = kept = _Kept(new, post, case.revision, set())
        if spree is not None and case.rule is not None and case.message_id is not None:
            kept.add(case, post)
        return kept.case, True

    async def spree(self, ref: str) -> Sequence[SpreePost]:
        found = self._cases[ref].spree if ref in self._cases else {}
        return [found[message_id].post for message_id in sorted(found)]

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

    async def standing(self, chat_id: int, author_id: int) -> Standing:
        tally = self._tallies.get((chat_id, author_id))
        return Standing() if tally is None else tally.standing

    async def stain(self, chat_id: int, author_id: int) -> None:
        tally = self._tallies.get((chat_id, author_id))
        if tally is not None:
            self._tallies[chat_id, author_id] = tally._replace(standing=tally.standing.stained())

    async def meet_chat(self, chat: Chat, at: int) -> int:
        return self._met.setdefault(chat.id, at)

    async def add_strike(self, strike: StrikeEntry) -> bool:
        return self._strikes.setdefault(strike.key, strike) is strike

    async def strikes(self, chat_id: int, user_id: int, at: int, *, besides: str = "") -> int:
        return sum(
            (strike.chat_id, strike.user_id) == (chat_id, user_id) and strike.key != besides and strike.counts_at(at)
            for strike in self._strikes.values()
        )

    async def acted_by_hour(self, since: float) -> Mapping[tuple[int, str], Mapping[int, int]]:
        posts: dict[tuple[int, str], dict[int, set[int | str]]] = {}
        for entry in self._log.values():
            against = entry.action in REMOVALS | SANCTIONS and entry.outcome is Status.DONE and entry.actor == BOT
            if against and entry.rule is not None and entry.at >= since:
                hours = posts.setdefault((entry.chat_id, entry.rule), {})
                hours.setdefault(int(entry.at // 3_600), set()).add(entry.message_id or entry.key)
        return {place: {hour: len(keys) for hour, keys in hours.items()} for place, hours in posts.items()}

    async def pauses(self) -> Sequence[Pause]:
        return [self._pauses[key] for key in sorted(self._pauses)]

    async def pause(self, pause: Pause, entry: LogEntry | None) -> bool:
        if entry is not None and await self.intend([entry]):
            return False
        self._pauses = {key: kept for key, kept in self._pauses.items() if kept.in_force(pause.since)}
        self._pauses[pause.chat_id, pause.rule] = pause
        return True

    async def resume(self, chat_id: int, rule: str | None, entry: LogEntry) -> Sequence[Pause]:
        doomed = [key for key in sorted(self._pauses) if key[0] == chat_id and rule in (None, key[1])]
        if not doomed or await self.intend([entry]):
            return []
        return [self._pauses.pop(key) for key in doomed]

    async def leave(self, chat_id: int, at: int) -> int:
        waiting = [
            entry
            for entry in self._log.values()
            if entry.chat_id == chat_id and entry.outcome is Status.PENDING and entry.at > at - WAITING
        ]
        for entry in waiting:
            self._log[entry.key] = replace(entry, outcome=Status.EXPIRED, detail=GIVEN_UP)
        return len(waiting)

    async def move_chat(self, old: int, new: int, at: float) -> bool:
        """What rules with history remember of the old chat is forgotten."""
        if old in self._former:
            return False
        self._former = {chat: new if now == old else now for chat, now in self._former.items()} | {old: new}
        for kept in self._cases.values():
            if kept.case.card is not None and kept.case.card.chat_id == old:
                kept.case = replace(kept.case, card=None)
            if kept.case.chat_id == old:
                kept.case = replace(kept.case, chat_id=new, message_id=None, posts=1, authors=1)
                kept.spree = {}
        for chat, rule in [key for key in self._pauses if key[0] == old]:
            self._pauses.setdefault((new, rule), replace(self._pauses.pop((chat, rule)), chat_id=new))
        for key, strike in self._strikes.items():
            if strike.chat_id == old:
                self._strikes[key] = replace(strike, chat_id=new)
        for chat, author in [key for key in self._tallies if key[0] == old]:
            tally, there = self._tallies.pop((chat, author)), self._tallies.get((new, author))
            self._tallies[new, author] = together(tally, there)
        if old in self._met:
            self._met[new] = min(self._met.pop(old), self._met.get(new, int(at)))
        self._lacking = {(new if chat == old else chat, right) for chat, right in self._lacking}
        return True

    async def former_chats(self) -> Mapping[int, int]:
        return dict(self._former)

    async def enter(self, chat_id: int) -> None:
        """Nobody asks."""

    async def lack(self, chat_id: int, right: str, at: int) -> bool:
        new = (chat_id, right) not in self._lacking
        self._lacking.add((chat_id, right))
        return new

    async def regain(self, chat_id: int, rights: Collection[str]) -> Collection[str]:
        regained = {right for right in rights if (chat_id, right) in self._lacking}
        self._lacking -= {(chat_id, right) for right in regained}
        return regained

    async def recall(self, post: Post, needs: Collection[Need]) -> Past:
        return self._history.recall(post, needs)

    async def saved(self) -> None:
        """There is no disk to wait for."""

    async def messages(self, post: Post, within: int) -> Sequence[int]:
        return self._history.messages(post, within)

    async def album(self, chat_id: int, album: str) -> Album:
        return self._albums.get((chat_id, album), Album())

    async def keep_part(self, part: Post, doom: Doom | None) -> None:
        assert part.album is not None
        assert part.message_id is not None
        key = (part.chat.id, part.album)
        known = self._albums.get(key, Album())
        self._albums[key] = Album(known.parts | {part.message_id}, known.doom or doom)

    async def forget_outdated(self, now: float) -> None:
        self._history.forget_outdated(int(now))

    async def keep(self, body: str, following: int | None = None) -> int:
        number = max(self._inbox, default=0) + 1
        self._inbox[number] = Kept(number, body)
        self._following = self._following if following is None else following
        return number

    async def settle_updates(self, handled: Mapping[int, Collection[int]], finished: Collection[int]) -> None:
        for number in finished:
            self._inbox.pop(number, None)
        for number, ids in handled.items():
            if kept := self._inbox.get(number):
                self._inbox[number] = replace(kept, done=frozenset(ids))

    async def idle(self) -> bool:
        return not self._inbox

    async def unhandled(self) -> Sequence[Kept]:
        return list(self._inbox.values())

    async def following(self) -> int | None:
        return self._following

    async def close(self) -> None:
        """Nothing has to be written."""

    def _keep(self, post: Post, matches: Sequence[Match]) -> None:
        _, kept = self.matched.setdefault(post.key, (post, []))
        known = {(match.rule.name, match.rule.version, match.rule.mode) for match in kept}
        kept += [match for match in matches if (match.rule.name, match.rule.version, match.rule.mode) not in known]

    def _latest(self, case: Case, album: str | None) -> _Kept | None:
        """The last case about the same message, or another part of its album."""
        here = [kept for kept in self._cases.values() if kept.case.chat_id == case.chat_id]
        found = [
            kept
            for kept in here
            if (kept.case.message_id == case.message_id is not None) or (kept.post.album == album is not None)
        ]
        return found[-1] if found else None

    def _join(self, case: Case, post: Post, spree: Spree | None) -> _Kept | None:
        """The case of the spree that the post belongs to, or now does; None if it needs a case of its own."""
        if case.message_id is None:
            return None
        here = [kept for kept in self._cases.values() if kept.case.chat_id == case.chat_id]
        known = [kept for kept in here if case.message_id in kept.spree]
        if known and joins(known[-1].case, (member := known[-1].spree[case.message_id]).latest_revision, case):
            member.latest_revision = max(member.latest_revision, case.revision)
            return known[-1]
        same = [(member.at, kept) for kept in here if kept.case.rule == case.rule for member in kept.spree.values()]
        if spree is None or case.rule is None or not same:
            return None
        at, last = max(same, key=lambda item: item[0])
        if not takes(last.case, at, case, spree):
            return None
        last.add(case, post)
        return last

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
