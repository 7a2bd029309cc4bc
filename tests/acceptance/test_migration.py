"""The moderators' group becomes a supergroup while the bot is at work."""

from pathlib import Path

import pytest

from tests.acceptance.court import bot_of, labels, people


@pytest.mark.parametrize("restarted", [False, True])
async def test_cards_follow_and_can_be_pressed_there(tmp_path: Path, restarted: bool) -> None:
    async with people(tmp_path) as court:
        group = court.api.group("Moderators", owner=court.owner, admins=[court.ada], members=[court.max])
        if restarted:
            async with bot_of(court, escalation_chat=group.id):
                moved = court.api.migrate(group)
                await court.settled()
        async with bot_of(court, escalation_chat=group.id):
            if not restarted:
                moved = court.api.migrate(group)
            post = court.group.post(court.max, "easy money")
            await court.settled()
            card = court.card(moved)
            assert (await court.press(court.ada, "Delete", card)).startswith("Deleted")
            assert post["message_id"] in court.group.deleted
            assert labels(moved.messages[card["message_id"]]) == [], "the card shows the decision"
            moved.post(court.max, "drainkit, said somebody")
            await court.settled()
            assert len(court.group.deleted) == 1, "what moderators quote is judged by nobody"
            assert list(moved.deleted) == []
