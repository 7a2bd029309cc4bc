"""Presses: moderators decide cases by the buttons of their cards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.cases.attempt import WELL, Answer, Attempt, Presser, united, worst
from bot.cases.board import Board
from bot.cases.card import Ruling
from bot.cases.measures import bare_post, measures
from bot.cases.refusal import Refusal, refusal
from bot.cases.sprees import Sprees
from bot.core.action import Action, Call
from bot.core.case import Case, Decision, SpreePost, State, step
from bot.core.errors import AlreadyInTargetState, CaseError, InvalidStateTransition, StaleVersion
from bot.core.log import Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import ActionLog, Administrators, CaseStore, ChatPort, Clock, Recollection
from bot.deleting import delete_together
from bot.texts import presses as texts
from bot.texts.catalogue import Texts, translator

TRIES = 8
"""How often a step is tried when a case changes, by reports for example, while it is being decided."""


class Presses:
    """Takes presses. Every press of a button of a case that exists is logged with its actor, refused ones too.

    `operators` may decide everywhere, admins in their own chats; `me` is the bot's own user id.
    """

    def __init__(
        self,
        *,
        cases: CaseStore,
        log: ActionLog,
        chat: ChatPort,
        administrators: Administrators,
        board: Board,
        recollection: Recollection,
        clock: Clock,
        operators: frozenset[int],
        me: int,
    ) -> None:
        self._cases, self._log, self._chat, self._administrators = cases, log, chat, administrators
        self._board, self._clock, self._operators, self._me = board, clock, operators, me
        self._recollection = recollection
        self._sprees = Sprees(chat, log)

    async def press(self, presser: Presser, ref: str, decision: Decision, callback_id: str) -> Answer:
        """Decide the case, carry the decision out and show it. Handling the same press again decides nothing twice."""
        t = translator(presser.language)
        if (case := await self._cases.case(ref)) is None:
            return Answer(texts.unknown_case(t), alert=True)
        post = await self._cases.case_post(ref) or bare_post(case)
        attempt = Attempt(presser, case, post, decision, callback_id, self._clock.now())
        if (why := await self._refusal(attempt)) is not None:
            await self._record(attempt, Outcome(Status.SKIPPED, why.value))
            return Answer(_refused(t, why), alert=True)
        known = await self._log.intend(list(attempt.entries().values()))
        try:
            decided = await self._decide(attempt, again=bool(known))
        except CaseError:
            return await self._too_late(attempt, t)
        return await self._carry_out(replace(attempt, case=decided), t)

    async def _spree(self, case: Case) -> Sequence[SpreePost]:
        return await self._cases.spree(case.ref) if case.posts > 1 else ()

    async def _spared(self, case: Case) -> frozenset[int]:
        """Who is never banned together with others, whoever else is to be."""
        return (await self._administrators.of(case.chat_id) or frozenset()) | {self._me}

    async def _refusal(self, attempt: Attempt) -> Refusal | None:
        if any(post.author_id == attempt.presser.id for post in await self._spree(attempt.case)):
            return Refusal.OWN_POST
        admins = await self._administrators.of(attempt.case.chat_id)
        return refusal(
            attempt.case,
            attempt.post,
            attempt.decision,
            attempt.presser.id,
            admins=admins,
            operators=self._operators,
            me=self._me,
        )

    async def _decide(self, attempt: Attempt, *, again: bool) -> Case:
        """The case once it is decided by this press. Raises `CaseError` if somebody else was faster.

        `again` says that this press was being handled before: then the decision may be there already.
        """
        target = State.CLOSED_NO_ACTION if attempt.decision is Decision.KEEP else State.DECIDED
        for _ in range(TRIES):
            case = await self._fresh(attempt.case)
            if again and attempt.made(case):
                return case
            step(case.state, target)
            try:
                return await self._cases.change_case(
                    case,
                    target,
                    decision=attempt.decision,
                    decided_by=attempt.presser.id,
                    decided_at=int(attempt.at),
                )
            except StaleVersion:
                continue
        raise StaleVersion(f"case {attempt.case.ref} keeps changing")

    async def _carry_out(self, attempt: Attempt, t: Texts) -> Answer:
        outcomes = await self._perform(attempt)
        rest = await self._sprees.carry_out(attempt, await self._spree(attempt.case), await self._spared(attempt.case))
        entries = attempt.entries()
        await self._log.settle([Settlement(entries[name].key, outcomes[name], attempt.case.ref) for name in entries])
        total = united({**outcomes, **rest.faults})
        if attempt.decision is not Decision.KEEP:
            await self._conclude(attempt.case, State.ENFORCED if total.status in WELL else State.ENFORCE_FAILED)
        presser, decided_at = attempt.presser, attempt.case.decided_at or int(attempt.at)
        ruling = Ruling(attempt.decision, presser.id, presser.name, decided_at, total)
        await self._board.refresh(attempt.case.ref, ruling)
        if total.status in WELL:
            if attempt.case.posts > 1:
                banned = attempt.case.authors - rest.spared
                return Answer(texts.decided_all(t, attempt.decision, attempt.case.posts, banned, rest.spared))
            return Answer(texts.decided(t, attempt.decision))
        return Answer(texts.refused_by_telegram(t, total.detail), alert=True)

    async def _perform(self, attempt: Attempt) -> Mapping[str, Outcome]:
        """What became of each action of the decision; every one is tried."""
        outcomes = {attempt.decision.value: DONE}
        for action in measures(attempt.decision):
            if why := action.obstacle(attempt.post):
                status = Status.FAILED if action.name == attempt.decision else Status.SKIPPED
                outcomes[action.name] = Outcome(status, why)
                continue
            outcomes[action.name] = await self._outcome(attempt, action)
        return outcomes

    async def _outcome(self, attempt: Attempt, action: Action) -> Outcome:
        post = attempt.post
        if action.each_part and post.album is not None and post.message_id is not None:
            parts = (await self._recollection.album(post.chat.id, post.album)).parts | {post.message_id}
            deleted = await delete_together(self._chat, post.chat.id, sorted(parts), action.key(post))
            return worst(list(deleted.values()))
        calls = [effect for effect in action.effects(post, int(attempt.at)) if isinstance(effect, Call)]
        return worst([await self._chat.call(call) for call in calls])

    async def _conclude(self, case: Case, target: State) -> None:
        """Take the last step; if this press was handled before, it may have been taken."""
        for _ in range(TRIES):
            try:
                await self._cases.change_case(await self._fresh(case), target)
            except StaleVersion:
                continue
            except (AlreadyInTargetState, InvalidStateTransition):
                pass
            return

    async def _too_late(self, attempt: Attempt, t: Texts) -> Answer:
        case = await self._fresh(attempt.case)
        why = f"already decided by {case.decided_by}" if case.decided_by else "the case kept changing"
        skipped = Outcome(Status.SKIPPED, why)
        await self._log.settle([Settlement(entry.key, skipped, case.ref) for entry in attempt.entries().values()])
        if case.decided_by is None:
            return Answer(texts.busy(t), alert=True)
        return Answer(texts.already_decided(t, await self._name(case, case.decided_by, attempt.presser)), alert=True)

    async def _record(self, attempt: Attempt, outcome: Outcome) -> None:
        entry = attempt.entry(attempt.decision.value)
        await self._log.intend([entry])
        await self._log.settle([Settlement(entry.key, outcome, attempt.case.ref)])

    async def _fresh(self, case: Case) -> Case:
        return await self._cases.case(case.ref) or case

    async def _name(self, case: Case, person_id: int, presser: Presser) -> str:
        """A person's name from Telegram: none is stored. Whoever pressed is in the chat where the card hangs."""
        if person_id == presser.id:
            return presser.name
        place = case.card.chat_id if case.card else case.chat_id
        params = {"chat_id": place, "user_id": person_id}
        outcome = await self._chat.call(Call("getChatMember", params, f"{place}:{person_id}:name", idempotent=True))
        return _member_name(outcome.result) or str(person_id)


def _member_name(result: Any) -> str:
    user = result.get("user") if isinstance(result, Mapping) else None
    if not isinstance(user, Mapping):
        return ""
    return " ".join(str(user[part]) for part in ("first_name", "last_name") if user.get(part))


def _refused(t: Texts, why: Refusal) -> str:
    return {
        Refusal.NOT_AN_ADMIN: texts.not_an_admin(t),
        Refusal.ADMINS_UNKNOWN: texts.admins_unknown(t),
        Refusal.OWN_POST: texts.own_post(t),
        Refusal.NO_BAN: texts.no_ban(t),
    }[why]
