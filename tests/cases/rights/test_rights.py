"""Rights that the bot lacks: who is told, and how often."""

from typing import Any

import pytest

from bot.cases.rights.rights import RightsWatch
from bot.core.action import Call
from bot.core.outcome import DONE, Outcome, Status
from bot.storage.memory import MemoryStore
from tests.fakes import FakeAdministrators, FakeChat, FakeClock

CHAT, OWNER, ESCALATION, ME = -1001, 9, -1009, 7_000
TOO_OLD_OR_LACKING = "Bad Request: message can't be deleted"
LACKING = "Bad Request: not enough rights to restrict/unrestrict chat member"


class World:
    def __init__(self, owner: int | None = OWNER, **rights: bool) -> None:
        self.chat, self.store = FakeChat(), MemoryStore()
        me = {"status": "administrator", **rights}
        self.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result=me))
        self.chat.always("getChat", lambda _: Outcome(Status.DONE, result={"title": "Cats & dogs"}))
        self.watch = RightsWatch(
            chat=self.chat,
            presence=self.store,
            administrators=FakeAdministrators(owners={CHAT: owner} if owner else {}),
            clock=FakeClock(),
            me=ME,
            escalation_chat=ESCALATION,
        )

    async def call(self, method: str = "deleteMessage", text: str = LACKING, **params: Any) -> Outcome:
        self.chat.refuse(method, text)
        return await self.watch.call(Call(method, {"chat_id": CHAT, **params}, "key"))

    @property
    def told(self) -> list[int]:
        return [params["chat_id"] for params in self.chat.of("sendMessage")]


async def test_what_works_is_not_looked_at() -> None:
    world = World()
    assert await world.watch.call(Call("deleteMessage", {"chat_id": CHAT}, "key")) == DONE
    assert world.chat.methods() == ["deleteMessage"]


async def test_the_owner_is_told_once_which_right_is_missing_and_where_to_give_it() -> None:
    world = World()
    outcomes = [await world.call() for _ in range(3)]
    assert [outcome.reported for outcome in outcomes] == [False, True, True]
    assert world.told == [OWNER]
    assert "delete messages" in (text := world.chat.of("sendMessage")[0]["text"])
    assert "Cats &amp; dogs" in text
    assert "Administrators" in text
    assert "“Delete Messages”" in text


async def test_each_right_is_told_of_by_itself_and_again_after_it_came_back() -> None:
    world = World()
    for method in ("deleteMessage", "banChatMember", "restrictChatMember", "approveChatJoinRequest"):
        await world.call(method)
    assert world.told == [OWNER] * 3
    await world.store.regain(CHAT, {"can_delete_messages"})
    await world.call("deleteMessages")
    assert world.told == [OWNER] * 4


@pytest.mark.parametrize(("has", "told"), [(True, []), (False, [OWNER])])
async def test_a_message_that_is_too_old_is_nobodys_fault(has: bool, told: list[int]) -> None:
    world = World(can_delete_messages=has)
    outcome = await world.call(text=TOO_OLD_OR_LACKING)
    assert (world.told, outcome.reported, outcome.detail) == (told, False, TOO_OLD_OR_LACKING)


async def test_a_right_that_nobody_can_tell_of_is_not_missed() -> None:
    world = World()
    world.chat.refuse("getChatMember", "Bad Request: chat not found")
    await world.call(text=TOO_OLD_OR_LACKING)
    assert world.told == []


@pytest.mark.parametrize("owner", [OWNER, None])
async def test_where_the_owner_cannot_be_told_the_moderators_are(owner: int | None) -> None:
    world = World(owner)
    blocked = Outcome(Status.FAILED, "Forbidden: bot was blocked by the user")
    world.chat.always("sendMessage", lambda params: blocked if params["chat_id"] == OWNER else None)
    await world.call()
    assert world.told[-1] == ESCALATION


async def test_where_the_bot_was_thrown_out_nobody_is_told() -> None:
    world = World()
    outcome = await world.call(text="Forbidden: bot was kicked from the supergroup chat")
    assert (world.told, outcome.reported) == ([], True)


@pytest.mark.parametrize("method", ["sendMessage", "getChatMember", "setMessageReaction"])
async def test_other_calls_are_left_alone(method: str) -> None:
    world = World()
    outcome = await world.call(method)
    assert (outcome.reported, len(world.chat.calls)) == (False, 1)
