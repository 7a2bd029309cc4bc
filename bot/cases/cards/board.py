"""Where cards hang: the escalation chat, or where there is none, the private chat of the chat's owner."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import replace
from weakref import WeakValueDictionary

from bot.cases.cards.card import Card, compose
from bot.cases.cards.delivery import edit_call, media_calls, menu_call, message_id, send_call, sent_to
from bot.cases.cards.dossier import Dossier, Dossiers
from bot.cases.cards.pacing import Pacing
from bot.cases.desk.callback import Menu
from bot.cases.measures.measures import present_post
from bot.cases.names import Names
from bot.core.case import AWAITING, CardRef, Case
from bot.core.log import BOT, LogEntry
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import Administrators, CaseStore, ChatPort, Rules, Settings
from bot.core.verdict import Verdict
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html
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
        settings: Settings | None = None,
        texts: Texts | None = None,
        pacing: Pacing | None = None,
        dossiers: Dossiers | None = None,
        names: Names | None = None,
    ) -> None:
        self._chat, self._cases, self._rules, self._administrators = chat, cases, rules, administrators
        self._escalation_chat, self._settings = escalation_chat, settings
        self._texts = texts or translator(None)
        self._pacing = pacing or Pacing()
        self._dossiers, self._names = dossiers, names or Names(chat)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @property
    def escalation_chat(self) -> int | None:
        """Where cards hang, if not in private."""
        return self._escalation_chat

    async def show(
        self, ref: str, verdict: Verdict, outcomes: Mapping[str, Outcome] | None = None, *, renew: bool = False
    ) -> Outcome:
        """Make sure that an open case's card hangs, and with `renew` that it shows the present state.

        `outcomes` are those of the verdict's steps so far; without them, what the log says about the case.
        """
        async with self._lock(ref):
            case = await self._cases.case(ref)
            if case is None or case.state not in AWAITING:
                return DONE
            if case.card is not None and not renew:
                return DONE
            if case.posts > 1 and verdict.post.message_id != case.message_id:
                verdict, outcomes = await self._first(case), None
            card = await self._compose(case, verdict, outcomes)
            return await (self._hang(card) if case.card is None else self._edit(card, case.card))

    async def recount(self, ref: str) -> Outcome:
        """Make the card show how many posts its spree has by now, or by the next edit of it that is due.

        Edits for this are so far apart that a raid costs few. The card keeps showing the first post.
        """
        if not await self._pacing.turn(ref) or (case := await self._cases.case(ref)) is None:
            return DONE
        return await self.show(ref, await self._first(case), renew=True)

    async def refresh(self, ref: str) -> None:
        """Make the card show how the case stands. One that cannot be edited, or does not hang, is left alone."""
        async with self._lock(ref):
            case = await self._cases.case(ref)
            if case is not None and case.card is not None:
                await self._edit(await self._present(case), case.card)

    async def ensure(self, ref: str) -> Outcome:
        """Make sure that the case's card hangs, however the case stands, and shows it."""
        async with self._lock(ref):
            if (case := await self._cases.case(ref)) is None:
                return DONE
            card = await self._present(case)
            return await (self._hang(card) if case.card is None else self._edit(card, case.card))

    async def mirror(self, ref: str, place: CardRef) -> None:
        """Make another message that shows the case show how it stands now."""
        async with self._lock(ref):
            case = await self._cases.case(ref)
            if case is not None and case.card != place:
                await self._edit(replace(await self._present(case), review=True), place)

    async def show_at(self, case: Case, chat_id: int, key: str, history: Html) -> Outcome:
        """Send a copy of the case's card, with its history and buttons to look at decisions again.

        It is sent at most once for each `key`.
        """
        card = replace(await self._present(case), review=True, history=history)
        call = send_call(card, chat_id, None, self._texts)
        return await self._chat.call(replace(call, key=key, idempotent=False))

    async def offer(self, ref: str, place: CardRef, menu: Menu) -> None:
        """Put other buttons below a message that shows the case."""
        async with self._lock(ref):
            if (case := await self._cases.case(ref)) is None:
                return
            card = await self._present(case)
            if case.card != place:
                card = replace(card, review=True)
            await self._chat.call(menu_call(card, place, menu, self._texts))

    async def evidence(self, case: Case) -> Card:
        """The case's card, for whoever has to explain it."""
        return await self._present(case)

    async def _present(self, case: Case) -> Card:
        return await self._compose(case, await self._first(case), None)

    async def _first(self, case: Case) -> Verdict:
        """The verdict on the post that the case was opened for, as the rules are now."""
        post = present_post(case, await self._cases.case_post(case.ref))
        return (await self._rules.judge_for(case.chat_id)).judge(post)

    async def _compose(self, case: Case, verdict: Verdict, outcomes: Mapping[str, Outcome] | None) -> Card:
        entries = await self._cases.case_entries(case.ref)
        done = outcomes.items() if outcomes is not None else _by_bot(entries)
        rules = (await self._rules.judge_for(case.chat_id)).rules
        return replace(
            compose(case, verdict, rules, done, entries),
            dossier=await self._dossiers.of(case) if self._dossiers is not None else Dossier(),
            names=await self._names_in(case),
            safe=case.author_id in (await self._administrators.of(case.chat_id) or ()),
        )

    async def _names_in(self, case: Case) -> Mapping[int, str]:
        place = case.card.chat_id if case.card else case.chat_id
        people = {case.claimed_by, case.decided_by, case.second_by, case.reviewed_by} - {None}
        return {person: await self._names.of(person, place) for person in people if person is not None}

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
        own = None if self._settings is None else (await self._settings.of(chat_id)).escalation_chat
        if (place := self._escalation_chat if own is None else own) is not None:
            yield place
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
            # A group that has become a supergroup has another id than the one the card was sent to.
            await self._cases.place_card(card.case.ref, CardRef(sent_to(outcome) or chat_id, sent))
        return Outcome(outcome.status, outcome.detail)

    async def _edit(self, card: Card, place: CardRef) -> Outcome:
        # Telegram refuses to edit a card into what it is already, or one that somebody deleted: nothing is lost.
        await self._chat.call(edit_call(card, place, self._texts))
        return DONE

    def _lock(self, ref: str) -> asyncio.Lock:
        return self._locks.setdefault(ref, asyncio.Lock())


def _by_bot(entries: Iterable[LogEntry]) -> list[tuple[str, Outcome]]:
    return [(entry.action, Outcome(entry.outcome, entry.detail)) for entry in entries if entry.actor == BOT]
