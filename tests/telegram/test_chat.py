import asyncio

import pytest

from bot.core.action import Call
from bot.core.outcome import DONE, Outcome, Status
from bot.fakeapi import FakeApi
from bot.telegram.api import Api
from bot.telegram.chat import TelegramChat
from bot.telegram.pace import Pace
from bot.telegram.simulated import SimulatedChat
from tests.botapi import assert_valid_call
from tests.telegram.kit import STEADY, FakeTime, client


def delete(chat_id: int, message_id: int) -> Call:
    return Call("deleteMessage", {"chat_id": chat_id, "message_id": message_id}, "k", idempotent=True)


def send(chat_id: int, text: str = "hello") -> Call:
    return Call("sendMessage", {"chat_id": chat_id, "text": text}, "k")


def chat_on(api: Api, time: FakeTime) -> TelegramChat:
    return TelegramChat(api, pace=Pace(time.now, time.sleep), backoff=STEADY)


async def outcome_of(server: FakeApi, call: Call, time: FakeTime | None = None) -> Outcome:
    async with client(server) as api:
        return await chat_on(api, time or FakeTime()).call(call)


async def test_a_call_that_is_done() -> None:
    async with FakeApi() as server:
        group = server.supergroup()
        message = group.post(server.user(), "spam")
        assert await outcome_of(server, delete(group.id, message["message_id"])) == Outcome(Status.DONE, result=True)
        assert group.deleted == [message["message_id"]]
        assert_valid_call("deleteMessage", server.called("deleteMessage")[0])


@pytest.mark.parametrize(
    ("method", "text", "status"),
    [
        ("deleteMessage", "Bad Request: message to delete not found", Status.DONE),
        ("deleteMessage", "Bad Request: message can't be deleted", Status.FAILED),
        ("banChatMember", "Bad Request: USER_NOT_PARTICIPANT", Status.DONE),
        ("banChatMember", "Bad Request: user is an administrator of the chat", Status.FAILED),
        ("banChatMember", "Bad Request: can't remove chat owner", Status.FAILED),
        ("editMessageText", "Bad Request: message is not modified: specified new …", Status.DONE),
        ("editMessageText", "Bad Request: message to edit not found", Status.FAILED),
        ("sendMessage", "Bad Request: message to delete not found", Status.FAILED),
        ("answerCallbackQuery", "Bad Request: query is too old and …", Status.FAILED),
        ("approveChatJoinRequest", "Bad Request: USER_ALREADY_PARTICIPANT", Status.DONE),
        ("approveChatJoinRequest", "Bad Request: HIDE_REQUESTER_MISSING", Status.SKIPPED),
        ("approveChatJoinRequest", "Bad Request: USER_CHANNELS_TOO_MUCH", Status.FAILED),
        ("declineChatJoinRequest", "Bad Request: HIDE_REQUESTER_MISSING", Status.DONE),
        ("deleteMessageReaction", "Bad Request: message not found", Status.DONE),
        ("deleteMessageReaction", "Bad Request: not enough rights to delete reactions", Status.FAILED),
    ],
)
async def test_a_refusal_is_failed_unless_the_goal_is_reached(method: str, text: str, status: Status) -> None:
    async with FakeApi() as server:
        server.fail_next(method, 400, text)
        assert await outcome_of(server, Call(method, {}, "k", idempotent=True)) == Outcome(status, text)
        assert len(server.called(method)) == 1


async def test_a_forbidden_call_is_failed_with_telegrams_text() -> None:
    async with FakeApi() as server:
        user = server.user()
        expected = "Forbidden: bot can't initiate conversation with a user"
        assert await outcome_of(server, send(user.id)) == Outcome(Status.FAILED, expected)


FAULTS = ("reset_next", "lose_next", "garble_next")


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_idempotent_call_is_made_again(fault: str) -> None:
    async with FakeApi() as server:
        group, time = server.supergroup(), FakeTime()
        message = group.post(server.user(), "spam")
        getattr(server, fault)("deleteMessage", times=2)
        found = await outcome_of(server, delete(group.id, message["message_id"]), time)
        assert found.done
        assert time.slept == [0.5, 1.0]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_send_whose_answer_is_lost_is_unknown_and_made_once(fault: str) -> None:
    async with FakeApi() as server:
        group = server.supergroup()
        getattr(server, fault)("sendMessage")
        assert (await outcome_of(server, send(group.id))).status is Status.UNKNOWN
        assert len(server.called("sendMessage")) == 1


async def test_a_server_fault_leaves_a_send_unknown() -> None:
    async with FakeApi() as server:
        server.fail_next("sendMessage", 500, "Internal Server Error")
        assert await outcome_of(server, send(1)) == Outcome(Status.UNKNOWN, "Internal Server Error")


async def test_a_send_that_was_never_heard_is_made_again() -> None:
    async with FakeApi() as server:
        group, time = server.supergroup(), FakeTime()
        await server.close()

        async def sleep(seconds: float) -> None:
            await time.sleep(seconds)
            if len(time.slept) == 2:
                await server.open()

        async with client(server) as api:
            chat = TelegramChat(api, pace=Pace(time.now, sleep), backoff=STEADY)
            assert (await chat.call(send(group.id))).done
        assert time.slept == [0.5, 1.0]


async def test_a_delete_outlasts_an_outage_of_minutes() -> None:
    async with FakeApi() as server:
        group, time = server.supergroup(), FakeTime()
        message = group.post(server.user(), "spam")
        await server.close()

        async def sleep(seconds: float) -> None:
            await time.sleep(seconds)
            if sum(time.slept) > 600:
                await server.open()

        async with client(server) as api:
            chat = TelegramChat(api, pace=Pace(time.now, sleep), backoff=STEADY)
            assert (await chat.call(delete(group.id, message["message_id"]))).done
        assert group.deleted == [message["message_id"]]


async def test_a_delete_outlasts_a_storm_of_flood_limits() -> None:
    async with FakeApi() as server:
        group, time = server.supergroup(), FakeTime()
        message = group.post(server.user(), "spam")
        server.fail_next("deleteMessage", 429, "Too Many Requests: retry after 2", retry_after=2, times=50)
        assert (await outcome_of(server, delete(group.id, message["message_id"]), time)).done
        assert sum(time.slept) == 100


@pytest.mark.parametrize("method", ["getChatMember", "answerCallbackQuery", "sendMessage"])
async def test_what_others_wait_for_is_given_up_soon(method: str) -> None:
    async with FakeApi() as server:
        time = FakeTime()
        server.fail_next(method, 429, "Too Many Requests: retry after 1", retry_after=1, times=100)
        call = Call(method, {"chat_id": 1}, "k", idempotent=method != "sendMessage")
        assert (await outcome_of(server, call, time)).status is Status.FAILED
        assert len(server.called(method)) == 6


async def test_attempts_are_bounded() -> None:
    async with FakeApi() as server:
        server.fail_next("deleteMessage", 502, "Bad Gateway", times=1_000)
        time = FakeTime()
        assert await outcome_of(server, delete(1, 2), time) == Outcome(Status.UNKNOWN, "Bad Gateway")
        assert sum(time.slept) > 1_500
        assert len(server.called("deleteMessage")) < 1_000


async def test_a_flood_limit_is_waited_out() -> None:
    async with FakeApi() as server:
        group, time = server.supergroup(), FakeTime()
        server.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
        assert (await outcome_of(server, send(group.id), time)).done
        assert time.slept == [7.0]


async def test_a_flood_limit_of_hours_is_not_waited_out() -> None:
    async with FakeApi() as server:
        text = "Too Many Requests: retry after 7000"
        server.fail_next("sendMessage", 429, text, retry_after=7000)
        assert await outcome_of(server, send(server.supergroup().id)) == Outcome(Status.FAILED, text)


async def test_a_chat_that_has_to_wait_holds_up_no_other() -> None:
    async with FakeApi() as server:
        slow, quick, released = server.supergroup(), server.supergroup(), asyncio.Event()

        async def sleep(seconds: float) -> None:
            asleep.set()
            await released.wait()
            time.time += seconds

        time, asleep = FakeTime(), asyncio.Event()
        server.fail_next("sendMessage", 429, "Too Many Requests: retry after 60", retry_after=60)
        async with client(server) as api:
            chat = TelegramChat(api, pace=Pace(time.now, sleep), backoff=STEADY)
            held = [asyncio.create_task(chat.call(send(slow.id)))]
            await asyncio.wait_for(asleep.wait(), 5)
            held.append(asyncio.create_task(chat.call(send(slow.id))))
            assert (await chat.call(send(quick.id))).done
            assert not any(task.done() for task in held)
            message = slow.post(server.user(), "spam")
            assert (await chat.call(delete(slow.id, message["message_id"]))).done
            released.set()
            assert all(found.done for found in await asyncio.gather(*held))


async def test_a_group_that_became_a_supergroup() -> None:
    async with FakeApi() as server:
        group = server.group("Old")
        new = server.migrate(group)
        assert (await outcome_of(server, send(group.id))).done
        assert [params["chat_id"] for params in server.called("sendMessage")] == [group.id, new.id]
        # Ids of messages mean something else there.
        assert (await outcome_of(server, delete(group.id, 1))).status is Status.FAILED


async def test_a_dry_run_asks_but_does_nothing() -> None:
    async with FakeApi() as server, client(server) as api:
        group = server.supergroup()
        chat = SimulatedChat(chat_on(api, FakeTime()))
        assert (await chat.call(send(group.id))).status is Status.SIMULATED
        assert (await chat.call(Call("getChat", {"chat_id": group.id}, "k"))).status is DONE.status
        assert [call.method for call in server.calls] == ["getChat"]
