"""Where cards hang: the escalation chat, or where there is none, the private chat of the chat's owner."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from weakref import WeakValueDictionary

from bot.cases.card import OPEN_STATES, Card, Ruling, compose
from bot.cases.delivery import edit_call, media_calls, message_id, send_call
from bot.cases.measures import bare_post
from bot.cases.pacing import Pacing
from bot.core.case import CardRef, Case
from bot.core.log import BOT
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import Administrators, CaseStore, ChatPort, Rules
from bot.core.verdict import Verdict
from bot.texts.catalogue import Texts, translator
from bot.texts.remedies import remedy

NOWHERE = (
    "there is no escalation chat and Telegram does not name the chat's owner; set `moderation.escalation_chat` in the "
    "configuration"
)


class Board:
    """Hangs cards and keeps them true, one card a case.

    The card that hangs is edited; it is sent anew only when none is known to hang. Within one process two changes of
    the same card never overtake each other.
    """

    def __init__(
        self,
        *,
        chat: ChatPort,
        cases: CaseStore,
        rules: Rules,
        administrators: Administrators,
        escalation_chat: int | None = None,
        texts: Texts | None = None,
        pacing: Pacing | None = None,
    ) -> None:
        self._chat, self._cases, self._rules, self._administrators = chat, cases, rules, administrators
        self._escalation_chat = escalation_chat
        self._texts = texts or translator(None)
        self._pacing = pacing or Pacing()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def show(
        self, ref: str, verdict: Verdict, outcomes: Mapping[str, Outcome] | None = None, *, renew: bool = False
    ) -> Outcome:
        """Make sure that an open case's card hangs, and with `renew` that it shows the present state.

        `outcomes` are those of the verdict's steps so far; without them, what the log says about the case.
        """
        async with self._lock(ref):
            case = await self._cases.case(ref)
            if case is None or case.state not in OPEN_STATES:
                return DONE
            if case.card is not None and not renew:
                return DONE
            if case.posts > 1 and verdict.post.message_id != case.message_id:
                verdict, outcomes = await self._first(case), None
            card = await self._compose(case, verdict, outcomes)
            return await (self._hang(card) if case.card is None else self._edit(card))

    async def recount(self, ref: str) -> Outcome:
        """Make the card show how many posts its spree has by now, or by the next edit of it that is due.

        Edits for this are so far apart that a raid costs few. The card keeps showing the first post.
        """
        if not await self._pacing.turn(ref) or (case := await self._cases.case(ref)) is None:
            return DONE
        return await self.show(ref, await self._first(case), renew=True)

    async def refresh(self, ref: str, ruling: Ruling) -> None:
        """Make the card show a decision, unless the case has got another since.

        A card that cannot be edited, or does not hang, is left alone.
        """
        async with self._lock(ref):
            case = await self._cases.case(ref)
            if case is None or case.card is None or not ruling.stands_in(case):
                return
            await self._edit(await self._compose(case, await self._first(case), None, ruling))

    async def _first(self, case: Case) -> Verdict:
        """The verdict on the post that the case was opened for, as the rules are now."""
        post = await self._cases.case_post(case.ref) or bare_post(case)
        return (await self._rules.judge_for(case.chat_id)).judge(post)

    async def _compose(
        self, case: Case, verdict: Verdict, outcomes: Mapping[str, Outcome] | None, ruling: Ruling | None = None
    ) -> Card:
        done = await self._logged(case.ref) if outcomes is None else list(outcomes.items())
        judge = await self._rules.judge_for(case.chat_id)
        return compose(case, verdict, judge.rules, done, ruling)

    async def _logged(self, ref: str) -> list[tuple[str, Outcome]]:
        entries = await self._cases.case_entries(ref)
        return [(entry.action, Outcome(entry.outcome, entry.detail)) for entry in entries if entry.actor == BOT]

    async def _hang(self, card: Card) -> Outcome:
        refusals = []
        async for chat_id in self._places(card.case.chat_id):
            outcome = await self._send(card, chat_id)
            if outcome.status is not Status.FAILED:
                return outcome
            refusals.append(f"card to {chat_id}: {outcome.detail}. {remedy(self._texts, outcome.detail)}".strip())
        return Outcome(Status.FAILED, " ".join(refusals) or NOWHERE)

    async def _places(self, chat_id: int) -> AsyncIterator[int]:
        """Where the card may hang, the best place first. The owner is looked up only if it comes to that."""
        if self._escalation_chat is not None:
            yield self._escalation_chat
        owner = await self._administrators.owner(chat_id)
        if owner is not None:
            yield owner

    async def _send(self, card: Card, chat_id: int) -> Outcome:
        reply_to = None
        for call in media_calls(card, chat_id):
            sent = message_id(await self._chat.call(call))
            reply_to = reply_to or sent
        outcome = await self._chat.call(send_call(card, chat_id, reply_to, self._texts))
        if (sent := message_id(outcome)) is not None:
            await self._cases.place_card(card.case.ref, CardRef(chat_id, sent))
        return Outcome(outcome.status, outcome.detail)

    async def _edit(self, card: Card) -> Outcome:
        if call := edit_call(card, self._texts):
            # Telegram refuses to edit a card into what it is already, or one that somebody deleted: nothing is lost.
            await self._chat.call(call)
        return DONE

    def _lock(self, ref: str) -> asyncio.Lock:
        return self._locks.setdefault(ref, asyncio.Lock())
