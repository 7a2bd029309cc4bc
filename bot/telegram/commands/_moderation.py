"""What moderators' commands share: who may give them, how they are read, and where the answer goes."""

from typing import ClassVar

from bot.cases.desk.attempt import Presser
from bot.cases.desk.commanding import Verb
from bot.core.action import Call
from bot.core.outcome import Status
from bot.telegram import confirming
from bot.telegram.command import Audience, Command, CommandCall, Place
from bot.telegram.ordering import read_order
from bot.texts import commands as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, escape


class ModerationCommand(Command):
    """A command about a post, as a reply, or about a person. Of members who are no admins it is removed, no more."""

    removes_itself: ClassVar[bool] = True
    audience: ClassVar[Audience] = Audience.MODERATORS
    places: ClassVar[frozenset[Place]] = frozenset({Place.GROUP})

    @classmethod
    def summary(cls, t: Texts) -> str:
        return texts.summary(t, cls.name)

    async def run(self, call: CommandCall) -> None:
        if call.private:
            await self.tell(call, texts.in_group(call.texts, self.name))
            return
        await self._remove(call)
        anonymous = call.caller.id == call.chat_id
        if not anonymous and not await self._may_be_admin(call):
            return
        order = await read_order(call, Verb(self.name), self.tools)
        if isinstance(order, Html):
            await self._answer(call, order)
        elif not anonymous:
            person = Presser(call.caller.id, call.caller.name, call.caller.language)
            await self._answer(call, escape((await self.tools.commanding.obey(person, order)).text))
        elif (why := await self.tools.commanding.obstacle(order)) is not None:
            await self._answer(call, escape(texts.refused(call.texts, why.name, self.name)))
        else:
            await confirming.ask(call, order, self.tools)

    async def _may_be_admin(self, call: CommandCall) -> bool:
        """False for those who are known to be none, and for channels, which are nobody in particular."""
        if not call.caller.reachable:
            return False
        admins = await self.tools.administrators.of(call.chat_id)
        return admins is None or call.caller.id in admins | self.tools.operators

    async def _answer(self, call: CommandCall, text: Html) -> None:
        """In private; else in the group, to the admin alone where that is possible, and not for long."""
        told = await self.tell(call, text)
        if told is None or told.status is Status.FAILED:
            topic = call.message.get("message_thread_id") if call.message.get("is_topic_message") else None
            member = call.caller.id if call.caller.reachable else None
            key = f"{call.chat_id}:{call.message_id}:{self.name}"
            await self.tools.hints.give(call.chat_id, topic, text, key, member)

    async def _remove(self, call: CommandCall) -> None:
        params = {"chat_id": call.chat_id, "message_id": call.message_id}
        key = f"{call.chat_id}:{call.message_id}:command"
        await self.tools.chat.call(Call("deleteMessage", params, key, idempotent=True))
