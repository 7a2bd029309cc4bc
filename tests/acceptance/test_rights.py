"""A bot that is given a right late: it makes up for what it was refused, by itself."""

from pathlib import Path

import pytest

from bot.cases.cards import pacing
from tests.acceptance.court import Court, at_work, bot_of, people

DELETES = {"can_delete_messages": True}


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pacing, "PAUSE", 0.2)


async def refused(court: Court, *texts: str) -> list[int]:
    """Posts in the group that the bot can do nothing about; their numbers."""
    court.group.promote(court.api.me, {"can_pin_messages": True})
    posts = [court.group.post(court.max, text) for text in texts]
    await court.settled()
    assert list(court.group.deleted) == []
    return [post["message_id"] for post in posts]


async def test_what_was_refused_is_made_up_for_when_the_right_comes(tmp_path: Path) -> None:
    async with at_work(tmp_path, owner_started=True) as court:
        posts = await refused(court, "drainkit", "hello", "drainkit again")
        assert ("bot", "delete", "failed") in await court.told()
        told = [call for call in court.api.called("sendMessage") if call["chat_id"] == court.owner.id]
        assert len(told) == 1, "the owner is told once"
        court.group.promote(court.api.me, DELETES)
        await court.settled()
        assert set(court.group.deleted) == {posts[0], posts[2]}
        rows = [row for row in await court.log() if row.action == "delete"]
        assert {row.outcome for row in rows} == {"done"}
        assert all("again" in row.detail and row.case for row in rows)
        calls = len(court.api.called("deleteMessage"))
        court.group.promote(court.api.me)
        await court.settled()
        assert len(court.api.called("deleteMessage")) == calls


async def test_even_if_the_bot_was_away_when_it_came(tmp_path: Path) -> None:
    async with people(tmp_path, owner_started=True) as court:
        async with bot_of(court):
            [scam] = await refused(court, "drainkit")
        court.group.promote(court.api.me, DELETES)
        async with bot_of(court):
            await court.settled()
        assert set(court.group.deleted) == {scam}


async def test_what_a_moderator_kept_stays(tmp_path: Path) -> None:
    async with at_work(tmp_path, owner_started=True) as court:
        await refused(court, "drainkit")
        await court.press(court.ada, "Dismiss")
        court.group.promote(court.api.me, DELETES)
        await court.settled()
        assert list(court.group.deleted) == []
        assert ("bot", "delete", "failed") in await court.told()
