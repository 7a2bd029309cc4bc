import asyncio

from bot.fakeapi import FakeApi, ManualClock
from tests.fakeapi.kit import Client, client


def ids(updates: list[dict[str, int]]) -> list[int]:
    return [update["update_id"] for update in updates]


def fill(server: FakeApi, count: int) -> None:
    group, user = server.supergroup(), server.user()
    for number in range(count):
        group.post(user, str(number))


async def test_updates_stay_until_a_higher_offset_confirms_them() -> None:
    async with FakeApi() as server, client(server) as telegram:
        fill(server, 5)
        assert ids(await telegram.updates(limit=2)) == [1, 2]
        assert ids(await telegram.updates(offset=1)) == [1, 2, 3, 4, 5]
        assert ids(await telegram.updates(offset=4)) == [4, 5]
        assert ids(await telegram.updates()) == [4, 5]
        assert ids(await telegram.updates(offset=99)) == []
        assert server.updates.confirmed == 5


async def test_a_negative_offset_keeps_only_the_last() -> None:
    async with FakeApi() as server, client(server) as telegram:
        fill(server, 5)
        assert ids(await telegram.updates(offset=-2)) == [4, 5]
        assert ids(await telegram.updates()) == [4, 5]


async def test_at_most_100_come_at_once() -> None:
    async with FakeApi() as server, client(server) as telegram:
        fill(server, 150)
        assert len(await telegram.updates()) == 100
        assert len((await telegram.raw("getUpdates", json={"limit": 1000}))["result"]) == 100


async def test_a_long_poll_ends_when_something_comes() -> None:
    async with FakeApi() as server, client(server) as telegram:
        poll = asyncio.create_task(telegram.updates(timeout=30))
        await server.received("getUpdates")
        fill(server, 1)
        assert ids(await asyncio.wait_for(poll, 5)) == [1]


async def test_of_two_pollers_the_first_is_told_to_go() -> None:
    async with FakeApi() as server, client(server) as telegram:
        first = asyncio.create_task(telegram.raw("getUpdates", json={"timeout": 30}))
        await server.received("getUpdates")
        second = asyncio.create_task(telegram.updates(timeout=30))
        answer = await asyncio.wait_for(first, 5)
        assert (answer["error_code"], "only one bot instance" in answer["description"]) == (409, True)
        fill(server, 1)
        assert ids(await asyncio.wait_for(second, 5)) == [1]


async def test_a_webhook_forbids_polling() -> None:
    async with FakeApi() as server, client(server) as telegram:
        fill(server, 2)
        assert "HTTPS" in await telegram.refusal("setWebhook", url="http://x")
        await telegram.call("setWebhook", url="https://example.org/hook", allowed_updates=["message"])
        assert "webhook is active" in await telegram.refusal("getUpdates")
        info = await telegram.call("getWebhookInfo")
        assert (info["url"], info["pending_update_count"]) == ("https://example.org/hook", 2)
        await telegram.call("deleteWebhook", drop_pending_updates=True)
        assert await telegram.updates() == []


async def test_what_is_wanted_is_remembered() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        group.join(server.user(), service=False)
        assert await telegram.kinds() == []
        await telegram.updates(allowed_updates=["chat_member"])
        group.join(server.user())
        assert await telegram.kinds() == ["chat_member"]
        await telegram.updates(allowed_updates=[])
        group.join(server.user())
        assert await telegram.kinds() == ["message"]


async def test_updates_go_after_a_day() -> None:
    clock = ManualClock()
    async with FakeApi(clock=clock) as server, client(server) as telegram:
        fill(server, 1)
        clock.advance(24 * 3600)
        assert len(await telegram.updates()) == 1
        clock.advance(1)
        assert await telegram.updates() == []


async def watch(server: FakeApi, telegram: Client) -> None:
    await telegram.updates(allowed_updates=["message", "chat_member", "my_chat_member"])


async def test_the_bots_own_membership_is_told_without_asking() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup(bot="left")
        group.promote(server.me)
        group.kick(server.me)
        assert await telegram.kinds() == ["my_chat_member", "my_chat_member"]


async def test_a_bot_that_is_no_admin_sees_only_what_is_meant_for_it() -> None:
    async with FakeApi() as server, client(server) as telegram:
        user = server.user()
        group = server.supergroup(bot="member")
        sent = await telegram.call("sendMessage", chat_id=group.id, text="hello")
        group.post(user, "nothing")
        group.post(user, "/report")
        group.post(user, "an answer", reply_to=sent)
        group.join(server.user())
        assert [update["message"].get("text") for update in await telegram.updates()] == ["/report", "an answer", None]


async def test_a_raw_update_brings_its_chat_and_message_with_it() -> None:
    async with FakeApi() as server, client(server) as telegram:
        raw = {"message_id": 70, "chat": {"id": -1009, "type": "supergroup", "title": "T"}, "date": int(server.clock())}
        update = server.raw_update({"message": raw | {"from": {"id": 5, "is_bot": False, "first_name": "A"}}})
        assert await telegram.updates() == [update]
        await telegram.call("deleteMessage", chat_id=-1009, message_id=70)
        await telegram.call("banChatMember", chat_id=-1009, user_id=5)
        assert server.chats[-1009].deleted == [70]


async def test_whoever_wrote_in_a_raw_private_message_can_be_answered() -> None:
    async with FakeApi() as server, client(server) as telegram:
        person = {"id": 7, "is_bot": False, "first_name": "A"}
        private = {"id": 7, "type": "private", "first_name": "A"}
        server.raw_update({"message": {"message_id": 1, "chat": private, "from": person, "date": 1, "text": "x"}})
        await telegram.call("sendMessage", chat_id=7, text="an answer")
