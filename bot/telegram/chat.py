"""Calls to Telegram with everything that can go wrong: each comes to one outcome, and none raises.

What is refused for good is `failed` with Telegram's text, unless what was wanted is so already: then it is `done`.
A call whose answer was lost is made again if that does no harm, and is `unknown` otherwise. What repeats without harm
is tried for about half an hour, everything else a few times.
"""

import logging
from dataclasses import dataclass
from typing import Any

from bot.core.action import Call
from bot.core.errors import StorageError
from bot.core.outcome import Outcome, Status
from bot.telegram.api import Api, ApiAnswer
from bot.telegram.backoff import Backoff
from bot.telegram.errors import Unreachable
from bot.telegram.moves import Moves
from bot.telegram.pace import Pace

_ATTEMPTS = 6
_PATIENT_ATTEMPTS = 250
"""For about half an hour if nothing answers: an outage must not keep what has to go from going."""

_LONGEST_WAIT = 300.0
_TOO_MANY = 429
_SERVER_FAULT = 500

_REACHED: dict[str, tuple[str, ...]] = {
    "deleteMessage": ("message to delete not found",),
    "deleteMessages": ("message to delete not found",),
    "banChatMember": ("USER_NOT_PARTICIPANT",),
    "unbanChatMember": ("USER_NOT_PARTICIPANT",),
    "editMessageText": ("message is not modified",),
    "editMessageCaption": ("message is not modified",),
    "editMessageReplyMarkup": ("message is not modified",),
    "approveChatJoinRequest": ("USER_ALREADY_PARTICIPANT",),
    "declineChatJoinRequest": ("HIDE_REQUESTER_MISSING",),
    "deleteMessageReaction": ("message not found", "MESSAGE_ID_INVALID"),
}
"""Refusals which say that what the method is for is so already. A second ban or mute Telegram does not even refuse."""

_MOOT: dict[str, tuple[str, ...]] = {
    "approveChatJoinRequest": ("HIDE_REQUESTER_MISSING",),
}
"""Refusals which say that there is nothing left that the method could be for."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Again:
    """Worth another try.

    `outcome` is what the call comes to if there is none; `wait` how many seconds Telegram asks for; `moved_to` the
    chat's new id.
    """

    outcome: Outcome
    wait: float | None = None
    moved_to: int | None = None


class TelegramChat:
    """The chat port over the Bot API.

    A call that names no message goes to the chat's present id, whatever id it was made with; one that does is refused
    by Telegram, for the message stayed behind.
    """

    def __init__(
        self,
        api: Api,
        *,
        moves: Moves | None = None,
        pace: Pace | None = None,
        backoff: Backoff | None = None,
        attempts: int = _ATTEMPTS,
    ) -> None:
        self._api, self._moves = api, moves
        self._pace = pace or Pace()
        self._backoff = backoff or Backoff(most=8.0)
        self._attempts = attempts

    async def call(self, call: Call) -> Outcome:
        """Make the call, in its turn, until there is an outcome or the attempts are used up."""
        params = dict(call.params)
        chat_id = _chat_id(params)
        if self._moves is not None and chat_id is not None and not _names_a_message(call):
            params["chat_id"] = self._moves.current(chat_id)
        attempt, most = 0, _PATIENT_ATTEMPTS if _patient(call) else self._attempts
        while True:
            attempt += 1
            await self._pace.turn(call.method, _chat_id(params))
            found = await self._attempt(call, params)
            if isinstance(found, Outcome):
                return found
            if attempt >= most or (found.wait or 0) > _LONGEST_WAIT:
                return found.outcome
            if found.moved_to:
                params["chat_id"] = found.moved_to
            else:
                _log.info("%s is tried again: %s", call.method, found.outcome.detail)
                wait = self._backoff.delay(attempt) if found.wait is None else found.wait
                await self._pace.rest(call.method, _chat_id(params), wait, shared=found.wait is not None)

    async def _attempt(self, call: Call, params: dict[str, Any]) -> Outcome | _Again:
        try:
            answer = await self._api.invoke(call.method, params, files=call.files)
        except Unreachable as error:
            lost = Outcome(Status.UNKNOWN if error.sent else Status.FAILED, str(error))
            return lost if error.sent and not call.idempotent else _Again(lost)
        await self._learn(_chat_id(params), answer.migrate_to)
        return Outcome(Status.DONE, result=answer.result) if answer.ok else _refused(call, answer)

    async def _learn(self, chat_id: int | None, moved_to: int | None) -> None:
        if self._moves is None or chat_id is None or moved_to is None:
            return
        try:
            await self._moves.moved(chat_id, moved_to)
        except StorageError as error:
            # The service message says it too, and is handled until it can be stored.
            _log.error("that chat %s is now %s cannot be stored: %s", chat_id, moved_to, error)


def _refused(call: Call, answer: ApiAnswer) -> Outcome | _Again:
    text = answer.description
    if answer.error_code == _TOO_MANY:
        return _Again(Outcome(Status.FAILED, text), wait=answer.retry_after)
    if answer.error_code >= _SERVER_FAULT:
        unknown = Outcome(Status.UNKNOWN, text)
        return _Again(unknown) if call.idempotent else unknown
    if answer.migrate_to and not _names_a_message(call):
        return _Again(Outcome(Status.FAILED, text), moved_to=answer.migrate_to)
    if any(reached in text for reached in _REACHED.get(call.method, ())):
        return Outcome(Status.DONE, text)
    if any(moot in text for moot in _MOOT.get(call.method, ())):
        return Outcome(Status.SKIPPED, text)
    return Outcome(Status.FAILED, text)


def _patient(call: Call) -> bool:
    """Whether it may wait: a send goes stale, and for an answer to a question something else waits."""
    return call.idempotent and not call.method.startswith(("get", "answer"))


def _names_a_message(call: Call) -> bool:
    """Messages do not keep their ids when a group becomes a supergroup."""
    return "message_id" in call.params or "message_ids" in call.params


def _chat_id(params: dict[str, Any]) -> int | None:
    chat_id = params.get("chat_id")
    return chat_id if isinstance(chat_id, int) else None
