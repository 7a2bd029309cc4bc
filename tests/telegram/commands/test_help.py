from typing import Any

import pytest

from bot.telegram.command import Audience, Place, all_commands
from bot.texts.catalogue import translator
from tests.cases.court import ADMIN, MEMBER, OPERATOR, Court
from tests.telegram.commands.bench import PRIVATE, message, play, update


async def listed(who: int, **fields: Any) -> set[str]:
    user = {"id": who, "is_bot": False, "first_name": "Bob"}
    *_, (method, answer) = await play(Court(), update(message("/help", **{"from": user}, **fields)))
    assert (method, answer["chat_id"]) == ("sendMessage", who)
    lines = answer["text"].splitlines()[1:]
    for name, summary in (line.removeprefix("/").split(" - ", 1) for line in lines):
        assert summary == all_commands()[name].summary(translator(None))
    return {line.removeprefix("/").partition(" ")[0] for line in lines}


def expected(place: Place, *audiences: Audience) -> set[str]:
    return {
        name
        for name, command in all_commands().items()
        if place in command.places and command.audience in (audiences or Audience)
    }


@pytest.mark.parametrize("who", [ADMIN, OPERATOR])
async def test_who_moderates_sees_everything(who: int) -> None:
    assert await listed(who, chat=PRIVATE) == expected(Place.PRIVATE)
    assert await listed(who) == expected(Place.GROUP)


async def test_a_member_sees_what_is_for_everybody() -> None:
    assert await listed(MEMBER, chat=PRIVATE) == expected(Place.PRIVATE, Audience.EVERYBODY)
    assert await listed(MEMBER) == expected(Place.GROUP, Audience.EVERYBODY)
    assert not {"panic", "stats"} & await listed(MEMBER)
