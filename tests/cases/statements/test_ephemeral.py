"""A message that one member alone sees, where the server knows such messages."""

import asyncio
from collections.abc import Mapping
from typing import Any

from bot.core.outcome import Outcome, Status
from tests.cases.scene import EVE, GROUP, MALLORY, Scene, post
from tests.fakes import FakeChat

SHOWN = Outcome(Status.DONE, result={"message_id": 0, "ephemeral_message_id": 5})


def ephemeral(chat: FakeChat) -> list[Mapping[str, Any]]:
    return [params for params in chat.of("sendMessage") if "ephemeral_message_parameters" in params]


async def test_an_author_who_never_wrote_is_told_in_the_chat_alone() -> None:
    scene = Scene()
    scene.chat.script("sendMessage", SHOWN)
    await scene.sees(post())
    (sent,) = scene.chat.of("sendMessage")
    assert (sent["chat_id"], sent["ephemeral_message_parameters"]) == (GROUP.id, {"receiver_user_id": EVE})
    assert sent["text"].startswith("A message was removed under the rule")
    assert await scene.told() == [("done", "in the chat, for the author alone")]


async def test_a_server_that_shows_it_to_everybody_is_not_asked_again() -> None:
    scene = Scene()
    await scene.sees(post())
    first, line = scene.sent(GROUP.id)
    assert "ephemeral_message_parameters" in first
    assert "ephemeral_message_parameters" not in line
    assert scene.chat.methods() == ["deleteMessage", "sendMessage", "deleteMessage", "sendMessage"]
    assert scene.chat.of("deleteMessage")[1] == {"chat_id": GROUP.id, "message_id": 1000}
    scene.clock.at += 3_600
    await scene.sees(post(message_id=51))
    assert len(ephemeral(scene.chat)) == 1
    assert [outcome for outcome, _ in await scene.told()] == ["done", "done"]


async def test_what_the_server_may_show_to_everybody_names_nobody_and_quotes_nothing() -> None:
    scene = Scene()
    await scene.sees(post("a scam by Eve"))
    assert all("Eve" not in params["text"] and str(EVE) not in params["text"] for params in scene.sent(GROUP.id))


async def test_a_server_that_refuses_is_asked_again_another_time() -> None:
    scene = Scene()
    scene.chat.script("sendMessage", Outcome(Status.FAILED, "Bad Request: USER_NOT_PARTICIPANT"))
    await scene.sees(post())
    assert await scene.told() == [("done", "by a line in the chat")]
    scene.clock.at += 3_600
    scene.chat.script("sendMessage", SHOWN)
    await scene.sees(post(message_id=51))
    assert (await scene.told())[1] == ("done", "in the chat, for the author alone")


async def test_an_answer_that_is_lost_is_not_followed_by_a_line() -> None:
    scene = Scene()
    scene.chat.script("sendMessage", Outcome(Status.UNKNOWN, "timed out"))
    await scene.sees(post())
    assert len(scene.chat.of("sendMessage")) == 1


async def test_of_many_at_once_only_one_finds_out_what_the_server_does() -> None:
    scene = Scene()
    scene.chat.hold()
    posts = [post(message_id=number, author=post().author.__class__(MALLORY + number)) for number in range(20)]
    tasks = [asyncio.create_task(scene.moderator.moderate(one)) for one in posts]
    await asyncio.sleep(0.05)
    scene.chat.release()
    await asyncio.gather(*tasks)
    assert len(ephemeral(scene.chat)) == 1
