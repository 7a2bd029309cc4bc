import asyncio

from bot.fakeapi import FakeApi
from bot.telegram.administrators import TelegramAdministrators
from tests.botapi import assert_valid_call
from tests.telegram.kit import FakeTime, client


def asked(server: FakeApi) -> int:
    return len(server.called("getChatAdministrators"))


async def ids(administrators: TelegramAdministrators, chat_id: int) -> set[int]:
    found = await administrators.of(chat_id)
    assert found is not None
    return set(found)


async def test_admins_owner_and_own_rights() -> None:
    async with FakeApi() as server, client(server) as api:
        owner, admin, helper = server.user("Own"), server.user("Ann"), server.user("Bot", is_bot=True)
        group = server.supergroup(
            owner=owner, admins=[admin, helper], members=[server.user()], bot_rights={"can_delete_messages": True}
        )
        administrators = TelegramAdministrators(api, FakeTime(), server.me.id)
        assert await ids(administrators, group.id) == {owner.id, admin.id}
        assert await administrators.owner(group.id) == owner.id
        rights = await administrators.rights(group.id)
        assert (rights["can_delete_messages"], rights["can_restrict_members"]) == (True, False)
        people = await administrators.people(group.id)
        assert people is not None
        assert {(person.id, person.name) for person in people} == {(owner.id, "Own"), (admin.id, "Ann")}
        assert asked(server) == 1
        assert_valid_call("getChatAdministrators", server.called("getChatAdministrators")[0])


async def test_who_has_which_right() -> None:
    async with FakeApi() as server, client(server) as api:
        owner, admin, member = server.user("Own"), server.user("Ann"), server.user("Max")
        group = server.supergroup(owner=owner, members=[member])
        group.promote(admin, {"can_delete_messages": True})
        administrators = TelegramAdministrators(api, FakeTime(), server.me.id)
        able = {
            (person.id, right): await administrators.can(group.id, person.id, right)
            for person in (owner, admin, member)
            for right in ("can_delete_messages", "can_restrict_members")
        }
        assert list(able.values()) == [True, True, True, False, False, False]
        assert await administrators.can(server.supergroup(bot="left").id, owner.id, "can_delete_messages") is None


async def test_what_is_known_is_asked_again_after_a_while_or_when_forgotten() -> None:
    async with FakeApi() as server, client(server) as api:
        group, time, new = server.supergroup(owner=server.user()), FakeTime(), server.user()
        administrators = TelegramAdministrators(api, time, server.me.id)
        before = await ids(administrators, group.id)
        group.promote(new)
        assert await ids(administrators, group.id) == before
        administrators.forget(group.id)
        assert await ids(administrators, group.id) == before | {new.id}
        group.demote(new)
        time.time += 299
        assert new.id in await ids(administrators, group.id)
        time.time += 1
        assert await ids(administrators, group.id) == before


async def test_what_telegram_does_not_say_is_asked_again_soon() -> None:
    async with FakeApi() as server, client(server) as api:
        group, time, owner = server.supergroup(bot="left"), FakeTime(), server.user()
        administrators = TelegramAdministrators(api, time, server.me.id)
        assert await administrators.of(group.id) is None
        assert await administrators.people(group.id) is None
        assert await administrators.owner(group.id) is None
        assert await administrators.rights(group.id) == {}
        assert asked(server) == 1
        server.down = True
        time.time += 10
        assert await administrators.of(group.id) is None
        server.down = False
        other = server.supergroup(owner=owner)
        assert await administrators.owner(other.id) == owner.id


async def test_those_who_ask_together_share_one_call() -> None:
    async with FakeApi() as server, client(server) as api:
        owner = server.user()
        group = server.supergroup(owner=owner)
        administrators = TelegramAdministrators(api, FakeTime(), server.me.id)
        tasks = [asyncio.create_task(ids(administrators, group.id)) for _ in range(50)]
        await asyncio.sleep(0)
        tasks[0].cancel()
        found = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(found[0], asyncio.CancelledError)
        assert found[1:] == [{owner.id}] * 49
        assert asked(server) == 1


async def test_an_answer_under_way_is_not_kept_if_the_chat_is_forgotten_meanwhile() -> None:
    async with FakeApi(latency=0.02) as server, client(server) as api:
        group, new = server.supergroup(owner=server.user()), server.user()
        administrators = TelegramAdministrators(api, FakeTime(), server.me.id)
        early = asyncio.create_task(ids(administrators, group.id))
        await server.received("getChatAdministrators")
        await server.until(lambda: server.calls[0].result is not None)
        group.promote(new)
        administrators.forget(group.id)
        assert new.id not in await early
        assert new.id in await ids(administrators, group.id)
