"""A raid must not become a flood of messages by the bot."""

import asyncio
from dataclasses import replace

from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Applied
from bot.core.outcome import DONE, Status
from bot.core.ports import Recorded
from bot.core.post import Post
from tests.cases.scene import DESK, EVE, GROUP, MALLORY, Scene, post, rule
from tests.fakes import FakeRules

RAID = 500
LATELY = ("skipped", "told for others lately")


def raid(count: int = RAID, authors: int = RAID, first: int = 100) -> list[Post]:
    return [
        post(message_id=first + number, author=replace(post().author, id=MALLORY + number % authors))
        for number in range(count)
    ]


async def test_a_raid_of_strangers_is_told_by_a_single_line() -> None:
    scene = Scene()
    await scene.sees(*raid())
    assert len(scene.sent(GROUP.id)) == 2
    assert len(scene.chat.of("sendMessage")) == 2
    assert scene.chat.of("editMessageText") == []
    told = await scene.told()
    assert len(told) == RAID
    assert told.count(LATELY) == RAID - 1


async def test_a_raid_all_at_once_is_told_by_a_single_line_too() -> None:
    scene = Scene()
    await asyncio.gather(*(scene.sees(one) for one in raid(50)))
    assert len(scene.chat.of("sendMessage")) == 2
    assert (await scene.told()).count(LATELY) == 49


async def test_a_minute_later_there_is_another_line() -> None:
    scene = Scene()
    await scene.sees(*raid(10))
    scene.chat.take()
    scene.clock.at += 59
    await scene.sees(*raid(10, first=1000))
    assert scene.sent(GROUP.id) == []
    scene.clock.at += 1
    await scene.sees(*raid(10, first=2000))
    assert len(scene.sent(GROUP.id)) == 1


async def test_another_chat_has_a_line_of_its_own() -> None:
    scene = Scene()
    other = replace(GROUP, id=-100_999)
    await scene.sees(post(), post(chat=other))
    assert len(scene.sent(other.id)) == 1


async def test_one_author_is_not_buried_under_private_messages() -> None:
    scene = Scene()
    await scene.knows(EVE)
    await scene.sees(*[post(message_id=number) for number in range(RAID)])
    assert len(scene.sent(EVE)) == 5
    scene.clock.at += 600
    await scene.sees(post(message_id=RAID))
    assert len(scene.sent(EVE)) == 6
    assert len(await scene.statements.about(EVE)) >= 100


async def test_many_authors_who_can_be_written_to_do_not_use_up_what_may_be_sent() -> None:
    scene = Scene()
    await scene.knows(*range(MALLORY, MALLORY + RAID))
    await scene.sees(*raid())
    private = [params for params in scene.chat.of("sendMessage") if params["chat_id"] > 0]
    assert len(private) == 30
    assert len(scene.chat.of("sendMessage")) <= 33


async def test_the_case_of_whoever_will_not_be_told_says_so_from_the_beginning() -> None:
    scene = Scene()
    await scene.sees(*raid(10))
    late = post(message_id=500)
    verdict = (await scene.rules.judge_for(GROUP.id)).judge(late)
    row = LogEntry("delete", scene.clock.at, GROUP.id, 500, EVE, "delete")
    await scene.store.intend([row])
    recorded = await scene.automatic.record(verdict, {"delete": Applied("delete")}, None, [Settlement("delete", DONE)])
    case = await scene.case()
    assert recorded == Recorded(case, settled=True, told=True)
    assert [(entry.action, entry.outcome) for entry in await scene.store.case_entries(case.ref)] == [
        ("delete", Status.DONE),
        ("statement", Status.SKIPPED),
    ]


async def test_who_can_be_told_is_told_once_the_case_is_there() -> None:
    scene = Scene()
    await scene.knows(EVE)
    verdict = (await scene.rules.judge_for(GROUP.id)).judge(post())
    recorded = await scene.automatic.record(verdict, {"delete": Applied("delete")}, None)
    case = await scene.case()
    assert recorded == Recorded(case, settled=True)
    assert await scene.told() == []
    await scene.automatic.tell(verdict, recorded)
    assert await scene.told() == [("done", "in private")]


async def test_who_was_not_told_in_a_raid_is_not_told_when_the_update_comes_again() -> None:
    scene = Scene()
    await scene.sees(*raid(10))
    before = scene.chat.methods().count("sendMessage")
    scene.restart()
    await scene.sees(*raid(10))
    assert scene.chat.methods().count("sendMessage") == before
    assert len(await scene.told()) == 10


async def test_a_raid_that_moderators_are_asked_about_has_one_card() -> None:
    scene = Scene(FakeRules(rule(Delete(), Escalate())))
    await scene.sees(*raid(50))
    assert len(scene.sent(DESK)) == 1
    assert len(scene.sent(GROUP.id)) <= 2
