"""Having those effects of actions that may be had again without harm: calls, inquiries, purges.

Everything it touches is a port, so a dry run, a test and the real thing are the same code.
"""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.action import Action, Call, Escalation, Inquiry, Purge, Strike
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import ChatPort, Recollection
from bot.core.post import Post
from bot.deleting import delete_together

UNDONE = frozenset({Status.FAILED, Status.SKIPPED, Status.EXPIRED})
"""Outcomes after which the effects that come later make no sense."""


class Effects:
    """Has effects on a post and its author."""

    def __init__(self, chat: ChatPort, recollection: Recollection) -> None:
        self._chat, self._recollection = chat, recollection

    async def have(self, effect: Call | Inquiry | Purge, post: Post) -> Outcome:
        """What the effect comes to; the `result` of an inquiry is what Telegram answered to its question."""
        if isinstance(effect, Call):
            return await self._chat.call(effect)
        if isinstance(effect, Inquiry):
            return await self._inquire(effect)
        return await self._purge(effect, post)

    async def all_of(self, action: Action, post: Post, now: int) -> Outcome:
        """What the action comes to, whose effects do no harm again; they are had in order, as far as they succeed."""
        if late := action.too_late(post, now):
            return Outcome(Status.EXPIRED, late)
        outcome = DONE
        for effect in action.effects(post, now):
            assert not isinstance(effect, Strike | Escalation)
            outcome = await self.have(effect, post)
            if outcome.status in UNDONE:
                break
        return outcome

    async def _inquire(self, inquiry: Inquiry) -> Outcome:
        answer = await self._chat.call(inquiry.question)
        found = inquiry.follow(answer)
        outcome = found if isinstance(found, Outcome) else await self._call_all(found)
        return replace(outcome, result=answer.result)

    async def _call_all(self, calls: Iterable[Call]) -> Outcome:
        outcome = DONE
        for call in calls:
            outcome = await self._chat.call(call)
            if outcome.status is Status.FAILED:
                break
        return outcome

    async def _purge(self, purge: Purge, post: Post) -> Outcome:
        ids = await self._recollection.messages(post, purge.within)
        outcomes = await delete_together(self._chat, post.chat.id, ids, purge.key)
        failed = [outcome for outcome in outcomes.values() if outcome.status is Status.FAILED]
        if failed:
            told = f"{len(ids) - len(failed)} of {len(ids)} messages deleted; {failed[0].detail}"
            return replace(failed[0], detail=told, reported=all(outcome.reported for outcome in failed))
        outcome = next((outcome for outcome in outcomes.values() if outcome.status is not Status.DONE), DONE)
        return replace(outcome, detail=f"{len(ids)} message{'s' * (len(ids) != 1)}", result=None)
