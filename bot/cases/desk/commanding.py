"""Moderators' commands: the same records, reasons and undo as by the buttons of a card."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.actions._member import BANNED, member
from bot.cases.desk.attempt import Answer, Presser
from bot.cases.desk.desk import Desk
from bot.cases.desk.stepping import stepped
from bot.cases.measures.measures import can_sanction
from bot.cases.opening import Openings
from bot.core.action import Call
from bot.core.case import AWAITING, Case, CaseOrigin, State
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Decision, Measure
from bot.core.outcome import Outcome, Status
from bot.core.ports import ActionLog, Administrators, CaseStore, ChatPort, Clock, Trust
from bot.core.post import Post, PostKind, Role
from bot.core.verdict import Verdict
from bot.texts import commands as texts
from bot.texts.catalogue import translator

STAND_INS = frozenset({777000, 136817688, 1087968824})
"""Users who stand for a channel, for somebody who writes in a channel's name, and for an anonymous admin."""

_AGAIN = frozenset({State.ENFORCED, State.CONFIRMED})
"""States of a case after which a moderator may decide something else about the same post."""


class Verb(StrEnum):
    """What moderators can tell the bot about a post or a person; the values are the commands' names."""

    WARN = "warn"
    MUTE = "mute"
    KICK = "kick"
    BAN = "ban"
    DEL = "del"
    UNBAN = "unban"
    TRUST = "trust"
    UNTRUST = "untrust"


_DECISIONS = {
    Verb.WARN: Decision.WARN,
    Verb.MUTE: Decision.MUTE,
    Verb.KICK: Decision.KICK,
    Verb.BAN: Decision.BAN,
    Verb.DEL: Decision.DELETE,
}


class Wrong(StrEnum):
    """Why a command does nothing; the values are the words of the log."""

    NOT_AN_ADMIN = "refused: not an admin of the chat"
    ADMINS_UNKNOWN = "refused: the admins of the chat are not known"
    NO_RIGHT = "refused: lacks the right"
    NOBODY = "refused: nobody knows who wrote it"
    BOT = "refused: the bot itself"
    YOURSELF = "refused: aimed at themselves"
    CHANNEL_POST = "refused: a post of the linked channel"
    ANONYMOUS = "refused: posted in the name of the chat"
    ADMIN = "refused: the author is an admin"
    A_CHANNEL = "refused: a channel can only be banned, and for good"


@dataclass(frozen=True, slots=True)
class Order:
    """One command. `post` is what it is about; one without a message id stands for a person who was named.

    `words` are the moderator's reason. `command_id` is the command's own message, `at` when it was given, in seconds
    since 1970 UTC.
    """

    verb: Verb
    post: Post
    command_id: int
    at: int
    seconds: int | None = None
    words: str = ""

    @property
    def key(self) -> str:
        """Names it for ever."""
        return f"{self.post.chat.id}:{self.command_id}:{self.verb}"

    @property
    def right(self) -> str:
        """What who gives it needs, by the Bot API's name."""
        return "can_delete_messages" if self.verb is Verb.DEL else "can_restrict_members"

    @property
    def measure(self) -> Measure | None:
        """What it decides; None if it is no decision about a post."""
        decision = _DECISIONS.get(self.verb)
        return None if decision is None else Measure(decision, self.seconds)


class Commanding:
    """Takes commands. Handling the same one again does nothing twice. `me` is the bot's own user id."""

    def __init__(
        self,
        *,
        desk: Desk,
        openings: Openings,
        cases: CaseStore,
        log: ActionLog,
        trust: Trust,
        chat: ChatPort,
        administrators: Administrators,
        clock: Clock,
        operators: frozenset[int],
        me: int,
    ) -> None:
        self._desk, self._openings, self._cases, self._log, self._trust = desk, openings, cases, log, trust
        self._chat, self._administrators, self._clock = chat, administrators, clock
        self._operators, self._me = operators, me

    async def leave(self, person_id: int, order: Order) -> Wrong | None:
        """Why somebody may not give the order; None if they may."""
        chat_id = order.post.chat.id
        if person_id in self._operators:
            return None
        admins = await self._administrators.of(chat_id)
        if admins is None:
            return Wrong.ADMINS_UNKNOWN
        if person_id not in admins:
            return Wrong.NOT_AN_ADMIN
        return None if await self._administrators.can(chat_id, person_id, order.right) else Wrong.NO_RIGHT

    async def obstacle(self, order: Order) -> Wrong | None:
        """Why nobody can do that about the post or the person; None if somebody can."""
        author, verb = order.post.author, order.verb
        if order.post.kind is PostKind.CHANNEL_POST or author.known(Role.LINKED_CHANNEL):
            return Wrong.CHANNEL_POST
        if author.id is None or author.id in STAND_INS:
            return Wrong.NOBODY
        if verb is not Verb.DEL and (why := self._is_nobodys(order)) is not None:
            return why
        if verb in (Verb.DEL, Verb.UNBAN, Verb.UNTRUST, Verb.TRUST):
            return None
        if author.id in (await self._administrators.of(order.post.chat.id) or ()):
            return Wrong.ADMIN
        return None if order.measure is None or can_sanction(order.post, order.measure) else Wrong.A_CHANNEL

    def _is_nobodys(self, order: Order) -> Wrong | None:
        """Why there is no person behind the post; None if there is one, or a channel."""
        author = order.post.author
        if author.id == self._me:
            return Wrong.BOT
        anonymous = author.id == order.post.chat.id or author.known(Role.ANONYMOUS)
        return Wrong.ANONYMOUS if anonymous else None

    async def obey(self, person: Presser, order: Order) -> Answer:
        """Carry the order out, if the person may give it. Raises `StorageError` only."""
        why = await self.leave(person.id, order) or await self.obstacle(order)
        if why is None and person.id == order.post.author.id and order.verb is not Verb.DEL:
            why = Wrong.YOURSELF
        if why is not None:
            return Answer(texts.refused(translator(person.language), why.name, order.verb), alert=True, moved=False)
        if order.measure is not None:
            return await self._decide(person, order, order.measure)
        if order.verb is Verb.UNBAN:
            return await self._unban(person, order)
        return await self._change_trust(person, order)

    async def _decide(self, person: Presser, order: Order, measure: Measure) -> Answer:
        case = await self._case(order, measure)
        if case.posts > 1 and case.state in AWAITING:
            # It is about many posts and authors: a command means one.
            return Answer(texts.one_of_many(translator(person.language), case.ref), alert=True, moved=False)
        key = f"case:{case.ref}:command:{order.command_id}"
        answer = await self._desk.decide(person, case.ref, measure, key, order.words)
        if (after := await self._cases.case(case.ref)) is not None and after.state in AWAITING:
            # Somebody else has to see to it now.
            await self._desk.office.board.show(case.ref, Verdict(order.post), renew=True)
        return answer

    async def _case(self, order: Order, measure: Measure) -> Case:
        """The post's case; a new one for a further decision about a post, and for each command about a person."""
        post = order.post
        if post.message_id is None:
            return await self._known(order) or await self._openings.open(post, CaseOrigin.MODERATOR, at=order.at)
        case = await self._openings.open(post, CaseOrigin.MODERATOR)
        if case.state not in _AGAIN or (case.decision, case.seconds) == (measure.decision, measure.seconds):
            return case
        if await self._handled(case, order):
            return case
        later = replace(post, revision=max(post.revision, case.revision, order.at))
        return await self._openings.open(later, CaseOrigin.MODERATOR)

    async def _handled(self, case: Case, order: Order) -> bool:
        """Whether the case stands as this very order has decided it."""
        key = f"case:{case.ref}:command:{order.command_id}"
        return any(entry.key == key for entry in await self._cases.case_entries(case.ref))

    async def _known(self, order: Order) -> Case | None:
        """The case that the same order has opened already."""
        for case in await self._cases.cases_of(order.post.author.id or 0, order.post.chat.id):
            if case.message_id is None and (case.origin, case.opened_at) == (CaseOrigin.MODERATOR, order.at):
                return case
        return None

    async def _unban(self, person: Presser, order: Order) -> Answer:
        t, (entry, earlier) = translator(person.language), await self._begin(person, order)
        outcome = earlier or await self._lift(order)
        if earlier is None:
            await self._log.settle([Settlement(entry.key, Outcome(outcome.status, outcome.detail))])
        if outcome.status is Status.FAILED:
            return Answer(texts.failed(t, outcome.detail), alert=True, moved=False)
        return Answer(texts.unbanned(t) if outcome.status is Status.DONE else texts.not_banned(t))

    async def _lift(self, order: Order) -> Outcome:
        chat_id, user_id = order.post.chat.id, order.post.author.id or 0
        if order.post.author.known(Role.CHANNEL) or user_id < 0:
            params = {"chat_id": chat_id, "sender_chat_id": user_id}
            outcome = await self._chat.call(Call("unbanChatSenderChat", params, order.key, idempotent=True))
        else:
            whose = {"chat_id": chat_id, "user_id": user_id}
            asked = await self._chat.call(Call("getChatMember", whose, f"{order.key}:member", idempotent=True))
            if (member(asked) or {"status": BANNED}).get("status") != BANNED:
                return Outcome(Status.SKIPPED, "not banned")
            params = {**whose, "only_if_banned": True}
            outcome = await self._chat.call(Call("unbanChatMember", params, order.key, idempotent=True))
        if outcome.status is not Status.FAILED:
            for case in await self._cases.cases_of(user_id, chat_id):
                await stepped(self._cases, case, _without_ban)
        return outcome

    async def _change_trust(self, person: Presser, order: Order) -> Answer:
        t, chat_id, user_id = translator(person.language), order.post.chat.id, order.post.author.id or 0
        entry = replace(self._entry(person, order), outcome=Status.DONE)
        if order.verb is Verb.TRUST:
            await self._trust.trust(chat_id, user_id, entry)
            return Answer(texts.trusted(t))
        await self._trust.untrust(chat_id, user_id, entry)
        return Answer(texts.untrusted(t))

    async def _begin(self, person: Presser, order: Order) -> tuple[LogEntry, Outcome | None]:
        """The order's row in the log, and what came of it if it was handled before."""
        entry = self._entry(person, order)
        known: Mapping[str, LogEntry] = await self._log.intend([entry])
        earlier = known.get(entry.key)
        if earlier is None or earlier.outcome is Status.PENDING:
            return entry, None
        return entry, Outcome(earlier.outcome, earlier.detail)

    def _entry(self, person: Presser, order: Order) -> LogEntry:
        return LogEntry(
            key=order.key,
            at=self._clock.now(),
            chat_id=order.post.chat.id,
            message_id=order.post.message_id,
            user_id=order.post.author.id,
            action=order.verb.value,
            detail=order.words,
            actor=str(person.id),
        )


def _without_ban(case: Case) -> Case | None:
    """The case with no ban to be undone; None if it has none."""
    kept = tuple(item for item in case.applied if item.action != "ban")
    return None if kept == case.applied else replace(case, applied=kept)
