"""Calls to Telegram with everything that can go wrong: each comes to one outcome, and none raises.

What is refused for good is `failed` with Telegram's text, unless what was wanted is so already: then it is `done`.
A call whose answer was lost is made again if that does no harm, and is `unknown` otherwise.
"""

import logging
from dataclasses import dataclass
from typing import Any

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.telegram.api import Api, ApiAnswer
from bot.telegram.backoff import Backoff
from bot.telegram.errors import Unreachable
from bot.telegram.pace import Pace

_ATTEMPTS = 6
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
}
"""Refusals which say that what the method is for is so already. A second ban or mute Telegram does not even refuse."""

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
    """The chat port over the Bot API."""

    def __init__(
        self, api: Api, *, pace: Pace | None = None, backoff: Backoff | None = None, attempts: int = _ATTEMPTS
    ) -> None:
        self._api = api
        self._pace = pace or Pace()
        self._backoff = backoff or Backoff(most=8.0)
        self._attempts = attempts

    async def call(self, call: Call) -> Outcome:
        """Make the call, in its turn, until there is an outcome or the attempts are used up."""
        params = dict(call.params)
        attempt = 0
        while True:
            attempt += 1
            await self._pace.turn(call.method, _chat_id(params))
            found = await self._attempt(call, params)
            if isinstance(found, Outcome):
                return found
            if attempt >= self._attempts or (found.wait or 0) > _LONGEST_WAIT:
                return found.outcome
            if found.moved_to:
                params["chat_id"] = found.moved_to
            else:
                _log.info("%s is tried again: %s", call.method, found.outcome.detail)
                wait = self._backoff.delay(attempt) if found.wait is None else found.wait
                await self._pace.rest(call.method, _chat_id(params), wait, shared=found.wait is not None)

    async def _attempt(self, call: Call, params: dict[str, Any]) -> Outcome | _Again:
        try:
            answer = await self._api.invoke(call.method, params)
        except Unreachable as error:
            lost = Outcome(Status.UNKNOWN if error.sent else Status.FAILED, str(error))
            return lost if error.sent and not call.idempotent else _Again(lost)
        return Outcome(Status.DONE, result=answer.result) if answer.ok else _refused(call, answer)


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
    return Outcome(Status.FAILED, text)


def _names_a_message(call: Call) -> bool:
    """Messages do not keep their ids when a group becomes a supergroup."""
    return "message_id" in call.params or "message_ids" in call.params


def _chat_id(params: dict[str, Any]) -> int | None:
    chat_id = params.get("chat_id")
    return chat_id if isinstance(chat_id, int) else None
