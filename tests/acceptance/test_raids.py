"""A raid, and an owner who panics."""

from pathlib import Path

import pytest

from bot.cases.cards import pacing
from tests.acceptance.court import BUTTONS, at_work, bot_of, labels, people

RAIDERS, POSTS = 20, 300


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "PAUSE", 0.2)


async def test_a_raid_makes_one_card_and_one_press_ends_it_even_across_a_restart(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        raiders = [court.api.user(f"Raider{number}") for number in range(RAIDERS)]
        for raider in raiders:
            court.group.join(raider)
        async with bot_of(court):
            posts = [court.group.post(raiders[number % RAIDERS], "easy money") for number in range(POSTS // 2)]
            await court.settled()
        async with bot_of(court):
            posts += [court.group.post(raiders[number % RAIDERS], "easy money") for number in range(POSTS // 2)]
            await court.settled()
            assert "… and 299 more posts like it" in court.card()["text"]
            assert labels(court.card()) == ["Delete all 300", "Ban all 20 authors", "Dismiss all", *BUTTONS[6:]]
            assert len([call for call in court.api.calls if call.method == "sendMessage"]) == 1
            assert len([call for call in court.api.calls if call.method == "editMessageText"]) < POSTS // 10
            assert await court.press(court.ada, "Ban all 20 authors") == "Deleted 300 posts. Banned 20 authors."
            assert sorted(court.group.deleted) == sorted(post["message_id"] for post in posts)
            assert {court.group.members.of(raider).status for raider in raiders} == {"kicked"}
            assert labels(court.card()) == []
        rows = await court.log()
        assert len({row.case for row in rows}) == 1
        assert [row.action for row in rows].count("escalate") == POSTS
        assert [row.action for row in rows if row.actor == str(court.ada.id)].count("ban") == RAIDERS


async def test_an_owner_panics_and_calms_down(tmp_path: Path) -> None:
    async with at_work(tmp_path, owner_started=True) as court:
        court.group.post(court.max, "/panic", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
        court.group.post(court.owner, "/panic", entities=[{"type": "bot_command", "offset": 0, "length": 6}])
        await court.settled()
        held = court.group.post(court.max, "drainkit")
        await court.settled()
        assert held["message_id"] not in court.group.deleted
        assert "instead of delete" in court.card()["text"]
        court.group.post(court.owner, "/calm", entities=[{"type": "bot_command", "offset": 0, "length": 5}])
        await court.settled()
        gone = court.group.post(court.max, "drainkit")
        await court.settled()
        assert gone["message_id"] in court.group.deleted
        assert ("bot", "delete", "skipped") in await court.told()
        assert (str(court.owner.id), "pause", "done") in await court.told()
        assert [row[0] for row in await court.told() if row[1] == "pause"] == [str(court.owner.id)]
