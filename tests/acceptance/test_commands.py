"""Moderators' commands, strikes and settings, from the group's point of view."""

from pathlib import Path
from typing import Any

from bot.fakeapi import User
from tests.acceptance.court import Court, at_work, button


def private(court: Court, user: User) -> list[str]:
    """What the bot told somebody in private."""
    return [str(message["text"]) for message in court.sent_to(court.api.private(user))]


async def test_a_moderator_warns_mutes_and_bans(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        for person in (court.ada, court.max):
            court.api.start(person)
        for text in ("idiots", "idiots again"):
            post = court.group.post(court.max, text)
            command = court.group.post(court.ada, "/warn be kind", reply_to=post)
            await court.settled()
            assert court.group.deleted[-1] == command["message_id"]
        member = court.group.members.of(court.max)
        assert (member.status, member.as_dict()["can_send_messages"]) == ("restricted", False)
        await _say(court, court.max, "/mystrikes")
        assert "2 strikes in effect" in private(court, court.max)[-1]
        post = court.group.post(court.mia, "buy my coins")
        court.group.post(court.ada, "/ban 7d advertising", reply_to=post)
        await court.settled()
        assert post["message_id"] in court.group.deleted
        assert court.group.members.of(court.mia).status == "kicked"
        court.group.post(court.ada, f"/unban {court.mia.id}")
        await court.settled()
        assert court.group.members.of(court.mia).status == "left"
        told = await court.told()
        ada = str(court.ada.id)
        wanted = ["warn", "warn", "mute", "ban", "delete", "unban"]
        assert sorted(row[1] for row in told if row[0] == ada) == sorted(wanted)
        assert {row[2] for row in told if row[0] == ada} == {"done"}
        details = {entry.action: entry.detail for entry in await court.log() if entry.actor == ada}
        assert (details["mute"], details["ban"]) == ("ladder: 2 strikes in effect", "advertising")


async def test_a_members_command_does_nothing(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "hello there")
        command = court.group.post(court.mia, "/ban", reply_to=post)
        await court.settled()
        assert court.group.deleted == [command["message_id"]]
        assert court.group.members.of(court.max).status == "member"
        assert await court.told() == []


async def test_an_anonymous_admin_confirms_by_a_press(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "hello there")
        court.group.post(None, "/mute 1d", reply_to=post, sender_chat=court.group)
        await court.settled()
        question = court.sent_to(court.group)[-1]
        for user, status in ((court.mia, "member"), (court.ben, "restricted")):
            court.api.press(user, question, button(question, "Confirm"))
            await court.settled()
            assert court.group.members.of(court.max).status == status
        assert question["message_id"] in court.group.deleted
        assert (str(court.ben.id), "mute", "done") in await court.told()


async def test_an_owner_sets_what_strikes_bring(tmp_path: Path) -> None:
    async with at_work(tmp_path, owner_started=True) as court:
        court.group.post(court.owner, "/settings ladder ban 7d")
        await court.settled()
        assert "ban 7d" in private(court, court.owner)[-1]
        post = court.group.post(court.max, "idiots")
        court.group.post(court.ada, "/warn", reply_to=post)
        await court.settled()
        assert court.group.members.of(court.max).status == "kicked"
        assert (str(court.owner.id), "setting", "done") in await court.told()


async def test_a_chat_that_an_owner_names_for_cards_is_moderated_no_more(tmp_path: Path) -> None:
    async with at_work(tmp_path, owner_started=True, escalation_chat=None) as court:
        court.cards.post(court.stranger, "a drainkit")
        await court.settled()
        assert len(court.cards.deleted) == 1
        court.group.post(court.owner, f"/settings escalation_chat {court.cards.id}")
        await court.settled()
        court.cards.post(court.stranger, "another drainkit")
        court.group.post(court.max, "easy money")
        await court.settled()
        assert len(court.cards.deleted) == 1
        assert "easy money" in court.sent_to(court.cards)[-1]["text"]


async def test_what_concerns_nobody_else_goes_from_the_group(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        await court.settled()  # the private chat and the group are handled side by side
        for command in ("/help", "/mystrikes", "/privacy"):
            given = court.group.post(court.mia, command)
            await court.settled()
            assert court.group.deleted[-1] == given["message_id"]
        assert court.sent_to(court.group) == []
        assert "Commands:" in private(court, court.mia)[1]


async def _say(court: Court, user: User, text: str) -> dict[str, Any]:
    message: dict[str, Any] = court.api.private(user).post(user, text)
    await court.settled()
    return message
