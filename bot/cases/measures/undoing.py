"""Taking back what was done: bans, mutes, strikes, lost trust, and the rule's say about the same text.

What Telegram cannot bring back, deleted messages, is said to be so.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.actions._member import BANNED, PERMISSIONS, RESTRICTED, member, outlasts, restriction
from bot.cases.desk.attempt import worst
from bot.cases.measures.parts import SHORTER_BAN, SHORTER_MUTE
from bot.core.action import Call
from bot.core.case import Case, State
from bot.core.log import BOT, LogEntry, Settlement
from bot.core.measure import Applied
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import ActionLog, CaseStore, ChatPort, Pardons, People, Strikes
from bot.core.post import Post, Role
from bot.core.redaction import is_redacted
from bot.core.strikes import strike_key

AT_ONCE = 10
"""Calls under way at the same time where many authors share a case."""

_IN_FORCE = frozenset(
    {
        State.HELD,
        State.AWAITING_SECOND,
        State.DECIDED,
        State.ENFORCED,
        State.CONFIRMED,
        State.APPEALED,
        State.UPHELD,
        State.OMITTED,
    }
)
"""States of other cases in which what they brought still holds."""

_GONE = ("user not found", "member not found", "user_id_invalid", "participant_id_invalid", "user_deactivated")
"""What Telegram says of accounts that are deleted."""

_SAID = {
    "delete": "a deleted message cannot be brought back",
    "purge": "deleted messages cannot be brought back",
    "kick": "the author may come back without it",
}
_TAKEN_BACK = {
    "ban": "unban",
    SHORTER_BAN: "shorten_ban",
    "mute": "unmute",
    SHORTER_MUTE: "shorten_mute",
    "warn": "take_back_strike",
}
"""By what was done, the word of the log for taking it back."""


@dataclass(frozen=True, slots=True)
class _Job:
    """One undoing of one case."""

    case: Case
    post: Post
    at: int
    key: str

    @property
    def user_id(self) -> int:
        assert self.case.author_id is not None
        return self.case.author_id

    @property
    def applied(self) -> tuple[Applied, ...]:
        """What is to be undone."""
        return tuple(item for item in self.case.applied if not item.stays)

    @property
    def whole(self) -> bool:
        """Whether the decision is gone as a whole."""
        return self.case.state in (State.REVERSED, State.UNDONE)

    @property
    def cleared(self) -> bool:
        """Whether the post turned out to break no rule."""
        return self.whole or (
            self.case.state is State.PARTIALLY_REVERSED and any(item.action == "delete" for item in self.applied)
        )

    def entry(self, action: str, target: int | None = None) -> LogEntry:
        case, actor = self.case, BOT if self.case.reviewed_by is None else str(self.case.reviewed_by)
        return LogEntry(
            key=f"{self.key}:{action}" + ("" if target is None else f":{target}"),
            at=self.at,
            chat_id=case.chat_id,
            message_id=case.message_id,
            user_id=case.author_id if target is None else target,
            action=action,
            rule=case.rule,
            rule_version=case.rule_version,
            actor=actor,
            case=case.ref,
        )


class Undoing:
    """Undoes what a case says was applied. Nothing that another case of the author's keeps in force is lifted."""

    def __init__(
        self, *, chat: ChatPort, log: ActionLog, cases: CaseStore, people: People, strikes: Strikes, pardons: Pardons
    ) -> None:
        self._chat, self._log, self._cases = chat, log, cases
        self._people, self._strikes, self._pardons = people, strikes, pardons

    async def undo(self, case: Case, post: Post, at: int, key: str) -> Mapping[str, Outcome]:
        """What became of each thing, by the log's words; doing it again does no harm. Raises `StorageError`.

        `applied` says what is to be undone. Of a case that is reversed as a whole that is everything, and the rule acts
        on the text no more. `at` is in seconds since 1970 UTC, `key` names it for ever.
        """
        job = _Job(case, post, at, key)
        outcomes = {
            item.action: Outcome(Status.SKIPPED, _SAID[item.action]) for item in job.applied if item.action in _SAID
        }
        wanted = {_TAKEN_BACK[item.action]: item for item in job.applied if item.action in _TAKEN_BACK}
        if case.author_id is not None:
            if job.whole:
                wanted.setdefault(_TAKEN_BACK["warn"], Applied("warn"))
            # A ban goes first: a restriction that is changed would end it.
            for action in sorted(wanted, key=lambda name: "ban" not in name):
                if (outcome := await self._logged(job, action, wanted[action])) is not None:
                    outcomes[action] = outcome
        if job.cleared:
            await self._clear(job, outcomes)
        return outcomes

    async def _logged(self, job: _Job, action: str, item: Applied) -> Outcome | None:
        """None if there is nothing to take back."""
        if item.action == "warn" and not await self._has_strike(job):
            return None
        await self._log.intend([entry := job.entry(action)])
        outcome = await (self._strike(job) if item.action == "warn" else self._lift(job, item))
        await self._log.settle([Settlement(entry.key, Outcome(outcome.status, outcome.detail), job.case.ref)])
        return outcome

    async def _has_strike(self, job: _Job) -> bool:
        # A rule's strike was given before there was a case, and in the chat that the post was published in.
        original = await self._cases.case_post(job.case.ref) or job.post
        await self._strikes.link_strike(strike_key(original), job.case.ref)
        return any(strike.case == job.case.ref for strike in await self._strikes.strikes_of(job.user_id))

    async def _strike(self, job: _Job) -> Outcome:
        await self._strikes.take_back(job.case.ref, job.at)
        return DONE

    async def _lift(self, job: _Job, item: Applied) -> Outcome:
        if not item.in_force(job.at):
            return Outcome(Status.SKIPPED, "it is over")
        kind = "ban" if item.action in ("ban", SHORTER_BAN) else "mute"
        if (other := await self._other(job, kind)) is not None:
            return Outcome(Status.SKIPPED, f"case {other.ref} has brought a {kind} too")
        if item.action == "ban":
            return await self._unban(job)
        outcome = await (self._shorten_ban(job, item) if kind == "ban" else self._unmute(job, item))
        return _forgiving(outcome)

    async def _other(self, job: _Job, kind: str) -> Case | None:
        """Another case by which the author is banned, or muted."""
        for case in await self._cases.cases_of(job.user_id, job.case.chat_id):
            stands = case.state in _IN_FORCE
            held = [item for item in case.applied if (stands or item.stays) and item.in_force(job.at)]
            if case.ref != job.case.ref and any(item.action == kind for item in held):
                return case
        return None

    async def _unban(self, job: _Job) -> Outcome:
        own = _forgiving(await self._chat.call(_unban_call(job, job.user_id, job.post.author.known(Role.CHANNEL))))
        others = [] if not job.whole else await self._banned_with(job)
        return worst([own, *await self._unban_others(job, others)])

    async def _banned_with(self, job: _Job) -> Sequence[int]:
        """Whom the same decision banned besides: the other authors of a spree."""
        if job.case.posts <= 1:
            return []
        entries = await self._cases.case_entries(job.case.ref)
        banned = {
            entry.user_id: None
            for entry in entries
            if entry.action == "ban" and entry.outcome is Status.DONE and entry.user_id is not None
        }
        return [user for user in banned if user != job.user_id]

    async def _unban_others(self, job: _Job, users: Sequence[int]) -> list[Outcome]:
        turns = asyncio.Semaphore(AT_ONCE)

        async def unban(user: int) -> Outcome:
            async with turns:
                return _forgiving(await self._chat.call(_unban_call(job, user, channel=user < 0)))

        entries = [job.entry("unban", user) for user in users]
        await self._log.intend(entries)
        outcomes = await asyncio.gather(*map(unban, users))
        settled = [Outcome(outcome.status, outcome.detail) for outcome in outcomes]
        await self._log.settle(
            [Settlement(entry.key, told, job.case.ref) for entry, told in zip(entries, settled, strict=True)]
        )
        return settled

    async def _shorten_ban(self, job: _Job, item: Applied) -> Outcome:
        known, failure = await self._known(job)
        if known is None:
            return failure
        if known.get("status", BANNED) != BANNED or not outlasts(known, item.until):
            return Outcome(Status.SKIPPED, "the author is not banned for longer")
        params = {"chat_id": job.case.chat_id, "user_id": job.user_id, "until_date": item.until}
        return await self._chat.call(Call("banChatMember", params, f"{job.key}:ban", idempotent=True))

    async def _unmute(self, job: _Job, item: Applied) -> Outcome:
        """A member who is not restricted any more is left alone, one who is banned stays so."""
        known, failure = await self._known(job)
        if known is None:
            return failure
        if known.get("status", RESTRICTED) != RESTRICTED:
            return Outcome(Status.SKIPPED, "the author is not muted any more")
        if item.action == SHORTER_MUTE:
            if not outlasts(known, item.until):
                return Outcome(Status.SKIPPED, "the author is not muted for longer")
            nothing = dict.fromkeys(PERMISSIONS, False)
            return await self._chat.call(restriction(job.post, nothing, item.until, f"{job.key}:mute"))
        # With all of them a member is under no restriction of their own, and may do what the chat lets everybody do.
        former, until = dict.fromkeys(PERMISSIONS, True), None
        if item.former is not None and (item.former_until is None or item.former_until > job.at):
            former, until = dict(item.former), item.former_until
        return await self._chat.call(restriction(job.post, former, until, f"{job.key}:unmute"))

    async def _known(self, job: _Job) -> tuple[Mapping[str, object] | None, Outcome]:
        """What the author is in the chat, or why that is not known."""
        params = {"chat_id": job.case.chat_id, "user_id": job.user_id}
        answer = await self._chat.call(Call("getChatMember", params, f"{job.key}:member", idempotent=True))
        return (member(answer) or {}) if answer.done else None, answer

    async def _clear(self, job: _Job, outcomes: dict[str, Outcome]) -> None:
        """The post broke no rule: what the author had earned counts again, and no rule acts on the same text."""
        case = job.case
        author, message_id = case.author_id, case.message_id
        stained = author is not None and message_id is not None
        if stained and await self._people.unstain(case.chat_id, author or 0, message_id or 0):
            outcomes["restore_trust"] = DONE
            await self._log.intend([entry := job.entry("restore_trust")])
            await self._log.settle([Settlement(entry.key, DONE, case.ref)])
        if is_redacted(job.post):
            return
        by_rules = [entry.rule for entry in await self._cases.case_entries(case.ref) if entry.actor == BOT]
        rules = frozenset(filter(None, (case.rule, *by_rules)))
        await self._pardons.pardon(case.chat_id, rules, job.post, case.ref, job.at)


def _unban_call(job: _Job, user_id: int, channel: bool | None) -> Call:
    if channel:
        params = {"chat_id": job.case.chat_id, "sender_chat_id": user_id}
        return Call("unbanChatSenderChat", params, f"{job.key}:unban:{user_id}", idempotent=True)
    params = {"chat_id": job.case.chat_id, "user_id": user_id, "only_if_banned": True}
    return Call("unbanChatMember", params, f"{job.key}:unban:{user_id}", idempotent=True)


def _forgiving(outcome: Outcome) -> Outcome:
    """The outcome; that there is nobody any more is no failure."""
    gone = outcome.status is Status.FAILED and any(words in outcome.detail.lower() for words in _GONE)
    return Outcome(Status.SKIPPED, "the account is gone") if gone else outcome
