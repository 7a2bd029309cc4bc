import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.fakeapi import FakeApi, ManualClock
from bot.fakeapi.faults import Fault, Kind
from bot.fakeapi.methods import HANDLERS
from bot.fakeapi.refusals import Refusal
from tests.botapi import is_published
from tests.fakeapi.kit import client


def test_every_handler_is_a_method_of_the_bot_api() -> None:
    assert len(HANDLERS) >= 40
    assert [method for method, _ in HANDLERS.values() if not is_published(method)] == []


@pytest.mark.parametrize(("token", "code"), [("1:wrong", 401), ("x", 401)])
async def test_a_wrong_token(token: str, code: int) -> None:
    async with FakeApi() as server, client(server) as telegram:
        assert (await telegram.raw("getMe", token=token))["error_code"] == code


async def test_an_unknown_method_and_any_letter_case() -> None:
    async with FakeApi() as server, client(server) as telegram:
        assert (await telegram.raw("getNothing"))["error_code"] == 404
        assert (await telegram.raw("GETME"))["ok"]
        assert [call.method for call in server.calls] == ["getMe"]


def _form(params: dict[str, Any]) -> dict[str, str]:
    return {name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()}


def _multipart(params: dict[str, Any]) -> aiohttp.FormData:
    form = aiohttp.FormData(default_to_multipart=True)
    for name, value in _form(params).items():
        form.add_field(name, value)
    return form


@pytest.mark.parametrize("way", ["json", "form", "multipart", "address"])
async def test_parameters_arrive_alike_in_any_form(way: str) -> None:
    async with FakeApi() as server, client(server) as telegram:
        params = {
            "chat_id": server.supergroup().id,
            "text": "123",
            "disable_notification": True,
            "reply_markup": {"inline_keyboard": [[{"text": "1", "callback_data": "2"}]]},
        }
        options: dict[str, dict[str, Any]] = {
            "json": {"json": params},
            "form": {"data": _form(params)},
            "multipart": {"data": _multipart(params)},
            "address": {"params": _form(params)},
        }
        assert (await telegram.raw("sendMessage", **options[way]))["result"]["text"] == "123"
        assert server.called("sendMessage") == [params]


@pytest.mark.parametrize("body", ["{", "[]", "7", '"x"'])
async def test_a_body_that_is_no_object(body: str) -> None:
    async with FakeApi() as server, client(server) as telegram:
        answer = await telegram.raw("getMe", data=body, headers={"Content-Type": "application/json"})
        assert answer["error_code"] == 400


async def test_calls_are_noted_with_time_and_answer() -> None:
    clock = ManualClock(1_000)
    async with FakeApi(clock=clock) as server, client(server) as telegram:
        await telegram.call("getMe")
        clock.advance(5)
        await telegram.refusal("getChat", chat_id=7)
        await telegram.updates()
        first, second = server.calls
        assert (first.at, first.result["is_bot"], first.error) == (1_000, True, None)
        assert (second.at, second.params, second.error) == (1_005, {"chat_id": 7}, "Bad Request: chat not found")
        assert len(server.polls) == 1


async def test_faults_come_once_in_order_and_only_where_they_are_wanted() -> None:
    async with FakeApi() as server, client(server) as telegram:
        server.fail_next("getChat", 500, "Internal Server Error")
        server.fail_next(None, 429, "Too Many Requests: retry after 3", retry_after=3, times=2)
        assert (await telegram.raw("getMe"))["parameters"] == {"retry_after": 3}
        assert (await telegram.raw("getChat"))["error_code"] == 500
        assert (await telegram.raw("getMe"))["error_code"] == 429
        assert (await telegram.raw("getMe"))["ok"]


@pytest.mark.parametrize(("fault", "made"), [("reset_next", 0), ("lose_next", 1), ("garble_next", 1), ("cut_next", 1)])
async def test_broken_answers(fault: str, made: int) -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        getattr(server, fault)("sendMessage")
        with pytest.raises(aiohttp.ClientError):
            await telegram.raw("sendMessage", json={"chat_id": group.id, "text": "x"})
        assert len(group.messages) == made


async def test_a_call_that_hangs_is_not_made() -> None:
    async with FakeApi() as server, client(server) as telegram:
        group = server.supergroup()
        server.hang_next("sendMessage")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await telegram.raw("sendMessage", json={"chat_id": group.id, "text": "x"})
        assert not group.messages
        await telegram.call("sendMessage", chat_id=group.id, text="x")


async def test_a_script_decides_what_goes_wrong() -> None:
    async with FakeApi() as server, client(server) as telegram:
        one, other = server.supergroup(), server.supergroup()
        refused = Fault(Kind.REFUSE, None, refusal=Refusal(429, "Too Many Requests: retry after 1", retry_after=1))
        server.fail_when(lambda call: refused if call.params.get("chat_id") == one.id else None)
        assert "retry after 1" in await telegram.refusal("getChat", chat_id=one.id)
        await telegram.call("getChat", chat_id=other.id)
        server.faults.clear()
        await telegram.call("getChat", chat_id=one.id)


async def test_down_and_up_again_at_the_same_address() -> None:
    async with FakeApi() as server, client(server) as telegram:
        server.down = True
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await telegram.raw("getMe")
        server.down = False
        await telegram.call("getMe")
        address = server.url
        await server.close()
        with pytest.raises(aiohttp.ClientConnectionError):
            await telegram.raw("getMe")
        await server.open()
        assert server.url == address
        await telegram.call("getMe")
