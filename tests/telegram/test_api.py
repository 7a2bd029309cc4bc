import json
from typing import Any

import pytest

from bot.core.action import Upload
from bot.core.meter import Meter
from bot.fakeapi import FakeApi
from bot.fakeapi.server import TOKEN
from bot.telegram.api import Api, ApiAnswer, _answer, open_session
from bot.telegram.errors import Unreachable
from tests.telegram.kit import client


async def test_an_answer_has_the_result() -> None:
    async with FakeApi() as server, client(server) as api:
        assert (await api.invoke("getMe")).result["username"] == "ombud_demo_bot"


async def test_texts_arrive_as_they_were_sent() -> None:
    async with FakeApi() as server, client(server) as api:
        group = server.supergroup()
        await api.invoke("sendMessage", {"chat_id": group.id, "text": "Привет 😀"})
        assert server.called("sendMessage") == [{"chat_id": group.id, "text": "Привет 😀"}]


async def test_files_are_uploaded() -> None:
    async with FakeApi() as server, client(server) as api:
        group = server.supergroup()
        file = Upload("rows.csv", b"a,b\n", "text/csv")
        params = {"chat_id": group.id, "caption": "12", "disable_notification": True}
        answer = await api.invoke("sendDocument", params, files={"document": file})
        assert answer.result["caption"] == "12"
        [sent] = server.called("sendDocument")
        assert (sent["document"], sent["document"].content) == ("rows.csv", b"a,b\n")
        assert sent["disable_notification"] is True


@pytest.mark.parametrize(
    ("refusal", "expected"),
    [
        (
            {"code": 429, "description": "Too Many Requests: retry after 7", "retry_after": 7},
            ApiAnswer(ok=False, error_code=429, description="Too Many Requests: retry after 7", retry_after=7),
        ),
        (
            {"code": 400, "description": "Bad Request: group chat was upgraded", "migrate_to_chat_id": -1005},
            ApiAnswer(ok=False, error_code=400, description="Bad Request: group chat was upgraded", migrate_to=-1005),
        ),
    ],
)
async def test_a_refusal_is_an_answer(refusal: dict[str, Any], expected: ApiAnswer) -> None:
    async with FakeApi() as server, client(server) as api:
        server.fail_next("getMe", **refusal)
        assert await api.invoke("getMe") == expected


async def test_rubbish_is_a_server_fault() -> None:
    async with FakeApi() as server, client(server) as api:
        server.garble_next("getMe")
        answer = await api.invoke("getMe")
        assert (answer.ok, answer.error_code) == (False, 502)


def test_an_answer_too_deep_to_be_read_is_a_server_fault() -> None:
    assert _answer(200, b'{"ok": true, "result": ' + b"[" * 100_000).error_code == 502


def test_a_page_of_somebody_between_says_nothing_about_the_call() -> None:
    assert _answer(404, b"<html>").error_code == 502


async def test_a_wrong_token_is_an_answer() -> None:
    async with FakeApi() as server, client(server, token="1:wrong") as api:
        assert (await api.invoke("getMe")).error_code == 401


async def test_a_cut_connection_may_have_been_heard() -> None:
    async with FakeApi() as server, client(server) as api:
        server.reset_next("getMe")
        with pytest.raises(Unreachable) as caught:
            await api.invoke("getMe")
        assert caught.value.sent


async def test_a_late_answer_may_have_been_heard() -> None:
    async with FakeApi(latency=0.5) as server, client(server) as api:
        with pytest.raises(Unreachable, match="in time") as caught:
            await api.invoke("getMe", within=0.05)
        assert caught.value.sent


async def test_a_closed_port_was_not_heard() -> None:
    async with FakeApi() as server, client(server) as api:
        await server.close()
        with pytest.raises(Unreachable) as caught:
            await api.invoke("getMe")
        assert not caught.value.sent


@pytest.mark.parametrize("fault", ["reset", "closed", "bad address"])
async def test_no_exception_knows_the_token(fault: str) -> None:
    async with FakeApi() as server, client(server, url="ftp://x" if fault == "bad address" else server.url) as api:
        if fault == "reset":
            server.reset_next(None)
        elif fault == "closed":
            await server.close()
        with pytest.raises(Unreachable) as caught:
            await api.invoke("getMe")
        assert TOKEN not in json.dumps([str(caught.value), repr(caught.value)])
        assert caught.value.__context__ is None


def test_json_too_deep_to_be_read_is_a_server_fault() -> None:
    assert _answer(200, b"[" * 100_000 + b"]" * 100_000).error_code == 502


@pytest.mark.parametrize("host", ["a..b", "a" * 70 + ".com"])
async def test_a_host_that_cannot_be_looked_up_was_not_heard(host: str) -> None:
    async with FakeApi() as server, client(server, url=f"http://{host}") as api:
        with pytest.raises(Unreachable) as caught:
            await api.invoke("getMe")
        assert not caught.value.sent


async def test_calls_are_counted() -> None:
    meter = Meter()
    async with FakeApi() as server, open_session() as session:
        await Api(server.url, server.token, session, meter).invoke("getMe")
        server.fail_next("getMe", 429, "Too Many Requests: retry after 7", retry_after=7)
        await Api(server.url, server.token, session, meter).invoke("getMe")
        with pytest.raises(Unreachable):
            await Api("http://127.0.0.1:1", server.token, session, meter).invoke("getMe")
    assert meter.calls == {("getMe", "ok"): 1, ("getMe", "429"): 1, ("getMe", "unreachable"): 1}
    assert meter.told_to_wait == 7
    assert list(meter.answered) == ["getMe"]
