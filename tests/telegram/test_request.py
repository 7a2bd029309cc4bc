import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.warnings import PTBDeprecationWarning

from bot.core.meter import Meter
from bot.fakeapi import FakeApi
from bot.fakeapi.server import TOKEN
from bot.telegram.api import open_session
from bot.telegram.request import AiohttpRequest
from tests.botapi import assert_valid_answer, assert_valid_call


def bot_on(server: FakeApi, token: str = TOKEN, request: AiohttpRequest | None = None) -> Bot:
    return Bot(
        token, base_url=f"{server.url}/bot", request=request or AiohttpRequest(), get_updates_request=AiohttpRequest()
    )


async def test_a_bot_introduces_itself_and_sends() -> None:
    async with FakeApi() as server, bot_on(server) as bot:
        user = server.user("Ann")
        server.start(user)
        keys = InlineKeyboardMarkup([[InlineKeyboardButton("Keep", callback_data="keep")]])
        sent = await bot.send_message(user.id, "12345 <b>Привет</b> 😀", parse_mode="HTML", reply_markup=keys)
        assert (bot.username, sent.text_html) == ("ombud_demo_bot", "12345 <b>Привет</b> 😀")
        for call in server.calls:
            assert_valid_call(call.method, call.params)
            assert_valid_answer(call.method, call.result)


async def test_updates_reach_the_library() -> None:
    async with FakeApi() as server, bot_on(server) as bot:
        server.supergroup().post(server.user(), "/report this")
        (update,) = await bot.get_updates(timeout=0)
        assert update.message
        assert update.message.parse_entities(["bot_command"]).popitem()[1] == "/report"


async def test_a_file_is_uploaded() -> None:
    async with FakeApi() as server, bot_on(server) as bot:
        group = server.supergroup()
        sent = await bot.send_document(group.id, b"a,b\n1,2\n", filename="log.csv", caption="7")
        assert sent.document
        assert sent.caption == "7"
        assert server.called("sendDocument") == [{"chat_id": group.id, "caption": "7", "document": "log.csv"}]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (401, "Unauthorized", InvalidToken),
        (502, "Bad Gateway", NetworkError),
    ],
)
async def test_refusals_are_the_librarys_errors(code: int, text: str, expected: type[Exception]) -> None:
    async with FakeApi() as server, bot_on(server) as bot:
        server.fail_next("sendMessage", code, text)
        with pytest.raises(expected, match=f"(?i){text.removeprefix('Bad Request: ')}"):
            await bot.send_message(1, "x")


async def test_a_flood_limit_says_how_long() -> None:
    async with FakeApi() as server, bot_on(server) as bot:
        server.fail_next("sendMessage", 429, "Too Many Requests: retry after 7", retry_after=7)
        with pytest.raises(RetryAfter, match="7"), pytest.warns(PTBDeprecationWarning, match="retry_after"):
            await bot.send_message(1, "x")


async def test_a_late_answer_is_timed_out() -> None:
    async with FakeApi() as server, bot_on(server) as bot:
        server.latency = 0.5
        with pytest.raises(TimedOut):
            await bot.get_chat(1, read_timeout=0.02)


@pytest.mark.parametrize("fault", ["reset", "closed"])
async def test_a_broken_connection_is_a_network_error_without_the_token(fault: str) -> None:
    async with FakeApi() as server, bot_on(server) as bot:
        server.reset_next(None)
        if fault == "closed":
            await server.close()
        with pytest.raises(NetworkError) as caught:
            await bot.get_chat(1)
        assert TOKEN not in repr(caught.value)
        assert caught.value.__context__ is None


async def test_a_shared_session_stays_open() -> None:
    async with FakeApi() as server, open_session() as session:
        async with bot_on(server, request=AiohttpRequest(session)) as bot:
            assert bot.username
        assert not session.closed


async def test_used_before_it_is_initialized_it_says_so() -> None:
    with pytest.raises(RuntimeError, match="not initialized"):
        await AiohttpRequest().do_request("http://127.0.0.1", "GET")


async def test_it_can_be_initialized_again() -> None:
    request = AiohttpRequest(read_timeout=3)
    for _ in range(2):
        async with FakeApi() as server, request:
            assert (await request.do_request(f"{server.url}/bot{TOKEN}/getMe", "GET"))[0] == 200
    assert request.read_timeout == 3


async def test_calls_are_counted_by_method_and_never_by_address() -> None:
    meter = Meter()
    async with FakeApi() as server:
        async with bot_on(server, request=AiohttpRequest(meter=meter)) as bot:
            server.fail_next("getChat", 403, "Forbidden: bot was kicked")
            with pytest.raises(Forbidden):
                await bot.get_chat(1)
        with pytest.raises(NetworkError):
            async with bot_on(FakeApi(), request=AiohttpRequest(meter=meter)):
                pass
    assert meter.calls == {("getMe", "ok"): 1, ("getChat", "403"): 1, ("getMe", "unreachable"): 1}
