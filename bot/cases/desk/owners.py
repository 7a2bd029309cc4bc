"""Calling a chat's owner: in private where that is possible, else by name in the escalation chat."""

from enum import StrEnum

from bot.cases.links import message_url
from bot.core.action import Call
from bot.core.case import Case
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import Outcome, Status
from bot.core.ports import ActionLog, Administrators, ChatPort, Clock, Contacts
from bot.texts import owners as texts
from bot.texts.catalogue import translator
from bot.texts.markup import Html

ACTION = "call_owner"
INTERRUPTED = Outcome(Status.UNKNOWN, "the bot stopped while it was sending")


class Cause(StrEnum):
    """Why the owner is called."""

    HANDED_OVER = "handed_over"
    ADMINS_POST = "admins_post"
    """It is about an admin's post."""

    OVERDUE = "overdue"
    SECOND_REFUSED = "second_refused"
    SECOND_MISSING = "second_missing"
    FAILED = "failed"


def failed_key(case: Case) -> str:
    """Names the call about what Telegram refused: one for each case."""
    return f"case:{case.ref}:failed"


class Owners:
    """Tells owners of cases that need them."""

    def __init__(
        self,
        *,
        chat: ChatPort,
        log: ActionLog,
        administrators: Administrators,
        contacts: Contacts,
        clock: Clock,
        escalation_chat: int | None = None,
    ) -> None:
        self._chat, self._log, self._administrators = chat, log, administrators
        self._contacts, self._clock, self._escalation_chat = contacts, clock, escalation_chat

    async def call(self, case: Case, cause: Cause, key: str) -> None:
        """Tell the owner, at most once for each `key`. Nobody is told where there is no owner to be told."""
        owner = await self._administrators.owner(case.chat_id)
        if owner is None:
            return
        entry = self._entry(case, key, cause)
        earlier = (await self._log.intend([entry])).get(entry.key)
        if earlier is not None and earlier.outcome is not Status.PENDING:
            return
        outcome = await self._tell(case, cause, owner, key) if earlier is None else INTERRUPTED
        await self._log.settle([Settlement(entry.key, Outcome(outcome.status, outcome.detail), case.ref)])

    async def _tell(self, case: Case, cause: Cause, owner: int, key: str) -> Outcome:
        url = message_url(case.card.chat_id, case.card.message_id) if case.card else None
        t = translator(await self._contacts.language_of(owner))
        text = texts.called(t, case.ref, cause.value, url)
        outcome = await self._send(case, owner, text, key)
        if outcome.status is not Status.FAILED or self._escalation_chat is None:
            return outcome
        shown = texts.mentioned(translator(None), owner, texts.called(translator(None), case.ref, cause.value, None))
        return await self._send(case, self._escalation_chat, shown, f"{key}:chat")

    async def _send(self, case: Case, place: int, text: Html, key: str) -> Outcome:
        params = {
            "chat_id": place,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if case.card is not None and case.card.chat_id == place:
            params["reply_parameters"] = {"message_id": case.card.message_id, "allow_sending_without_reply": True}
        return await self._chat.call(Call("sendMessage", params, f"{key}:owner"))

    def _entry(self, case: Case, key: str, cause: Cause) -> LogEntry:
        return LogEntry(
            key=f"{key}:owner",
            at=self._clock.now(),
            chat_id=case.chat_id,
            message_id=case.message_id,
            user_id=case.author_id,
            action=ACTION,
            rule=case.rule,
            rule_version=case.rule_version,
            detail=cause.value,
            case=case.ref,
        )
