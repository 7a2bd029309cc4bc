from bot.core.outcome import Outcome, Status
from bot.telegram.menus import menu_calls, offer_commands
from tests.botapi import assert_valid_call
from tests.fakes import FakeChat


def names(scope: str) -> set[str]:
    [call] = [
        call for call in menu_calls() if call.params["scope"]["type"] == scope and "language_code" not in call.params
    ]
    return {command["command"] for command in call.params["commands"]}


def test_each_scope_offers_what_can_be_used_there() -> None:
    private, group, admins = (
        names(scope) for scope in ("all_private_chats", "all_group_chats", "all_chat_administrators")
    )
    assert {"start", "help", "report", "mydata", "privacy"} <= private
    assert not {"panic", "stats"} & (private | group)
    assert {"panic", "calm", "stats"} <= admins
    assert group < admins


def test_telegram_takes_them() -> None:
    for call in menu_calls():
        assert_valid_call(call.method, call.params)
        for command in call.params["commands"]:
            assert 1 <= len(command["description"]) <= 256


async def test_a_refusal_stops_it_and_harms_nobody() -> None:
    chat = FakeChat()
    chat.script("setMyCommands", Outcome(Status.FAILED, "Not Found"))
    await offer_commands(chat)
    assert chat.methods() == ["setMyCommands"]
