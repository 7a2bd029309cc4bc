"""Presses of the buttons under the message about a rule that the circuit breaker paused."""

from dataclasses import replace
from typing import Any

from bot.cases.desk.attempt import Answer, Presser
from bot.core.pause import ALL_CHATS, Pause
from bot.core.ports import Administrators, Clock, Pauses
from bot.pausing.notices import Notices, PausePress, Ruling, digest
from bot.pausing.restraints import Restraints
from bot.texts import pauses as texts
from bot.texts.catalogue import translator


class PausePresses:
    """Takes what moderators say about a paused rule. Admins decide in their own chats, operators everywhere."""

    def __init__(
        self,
        *,
        pauses: Pauses,
        restraints: Restraints,
        notices: Notices,
        administrators: Administrators,
        clock: Clock,
        operators: frozenset[int],
    ) -> None:
        self._pauses, self._restraints, self._notices = pauses, restraints, notices
        self._administrators, self._clock, self._operators = administrators, clock, operators

    async def press(self, presser: Presser, press: PausePress, callback_id: str, message: Any) -> Answer:
        """Do what the button says; `message` is the raw message under which it stands."""
        t = translator(presser.language)
        if not await self._may(presser.id, press.chat_id):
            return Answer(texts.not_for_you(t), alert=True)
        if (pause := await self._pressed(press)) is None:
            return Answer(texts.not_paused(t), alert=True)
        key, actor, now = f"pause-press:{callback_id}", str(presser.id), self._clock.now()
        if press.ruling is Ruling.GO:
            self._restraints.confirm(pause)
            await self._pauses.resume(pause.chat_id, pause.rule, pause.ending(key, actor, now, "the rule is right"))
        else:
            stays = replace(pause, since=int(now), until=None, actor=actor)
            await self._pauses.pause(stays, stays.entry(key))
        self._restraints.forget()
        await self._notices.ruled(message, pause, press.ruling, presser.name)
        return Answer(texts.goes_on(t) if press.ruling is Ruling.GO else texts.stays(t))

    async def _pressed(self, press: PausePress) -> Pause | None:
        """The pause that the button is about, if it is in force."""
        for pause in await self._pauses.pauses():
            same = (pause.chat_id, digest(pause.rule)) == (press.chat_id, press.rule)
            if same and pause.in_force(self._clock.now()):
                return pause
        return None

    async def _may(self, person_id: int, chat_id: int) -> bool:
        if person_id in self._operators:
            return True
        return chat_id != ALL_CHATS and person_id in (await self._administrators.of(chat_id) or ())
