"""Commands that concern nobody but whoever gives them."""

import pytest

from bot.core.outcome import Outcome, Status
from bot.telegram.command import all_commands
from bot.telegram.commands._personal import PersonalCommand
from tests.cases.court import GROUP, MEMBER, Court
from tests.telegram.commands.bench import PRIVATE, message, play, update

NAMES = sorted(name for name, command in all_commands().items() if issubclass(command, PersonalCommand))
STRANGER = Outcome(Status.FAILED, "Forbidden: bot can't initiate conversation with a user")


def test_they_are_these() -> None:
    assert {"help", "start", "privacy", "mydata", "mycases", "myreports", "mystrikes", "deletemydata"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
async def test_in_a_group_they_go_and_are_answered_in_private(name: str) -> None:
    first, *rest = await play(Court(), update(message(f"/{name}")))
    assert first == ("deleteMessage", {"chat_id": GROUP.id, "message_id": 90})
    assert {params["chat_id"] for _, params in rest} == {MEMBER}


@pytest.mark.parametrize("name", NAMES)
async def test_who_cannot_be_written_to_is_shown_the_way_and_not_for_long(name: str) -> None:
    court = Court()
    for method in ("sendMessage", "sendDocument"):
        court.chat.always(method, lambda params: STRANGER if params["chat_id"] == MEMBER else None)
    calls = await play(court, update(message(f"/{name}")))
    shown = [params for method, params in calls if method == "sendMessage" and params["chat_id"] == GROUP.id]
    assert {params["text"] for params in shown} == {
        f'<a href="https://t.me/OmbudBot?start={name}">Open the answer in a private chat with me</a>'
    }
    assert ("deleteMessage", {"chat_id": GROUP.id, "message_id": 1000}) in calls, "an old server showed it to all"


@pytest.mark.parametrize("name", NAMES)
async def test_the_link_gives_the_command_in_private(name: str) -> None:
    given = await play(Court(), update(message(f"/{name}", chat=PRIVATE)))
    assert await play(Court(), update(message(f"/start {name}", chat=PRIVATE))) == given
    assert given != []


async def test_a_link_gives_no_other_command() -> None:
    given = await play(Court(), update(message("/start panic_-1001234567890", chat=PRIVATE)))
    assert given == await play(Court(), update(message("/start", chat=PRIVATE)))
