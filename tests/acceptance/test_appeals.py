"""A rule was wrong: its author objects, another person looks, and everything that can be undone is."""

from pathlib import Path
from typing import Any

from tests.acceptance.court import Court, Message, bot_of, button, labels, people

RULES = """
name: house
rules:
  - {id: scam, title: Wallet phishing, if: {words: [drainkit]}, then: [delete, {mute: {for: 7d}}, warn],
     category: scams_and_fraud, reason: No drainers., examples: {match: [drainkit], ignore: [hello]}}
"""


def in_private(court: Court) -> list[Message]:
    return court.sent_to(court.api.private(court.max))


async def press(court: Court, user: Any, label: str, shown: Message) -> str:
    pressed = court.api.press(user, shown, button(shown, label))
    await court.settled()
    assert pressed.answer is not None
    return str(pressed.answer.get("text", ""))


async def appealed(court: Court) -> Message:
    """What calls a reviewer, after Max was muted by a rule and objected."""
    court.api.start(court.max)
    court.group.post(court.max, "is drainkit dangerous?")
    await court.settled()
    assert court.group.members.of(court.max).status == "restricted"
    statement = in_private(court)[-1]
    assert await press(court, court.max, "Appeal", statement) == ""
    question = in_private(court)[-1]
    court.api.private(court.max).post(court.max, "I only asked!", reply_to=question)
    await court.settled()
    assert "was received" in in_private(court)[-1]["text"]
    return next(message for message in court.sent_to(court.cards) if "Reverse" in labels(message))


async def test_an_appeal_is_reversed_and_everything_undone(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        (tmp_path / "house.yaml").write_text(RULES)
        async with bot_of(court):
            called = await appealed(court)
            assert "I only asked!" in called["text"]
            assert await press(court, court.max, "Reverse", called) == "Only admins of the chat concerned can decide."
            assert await press(court, court.ben, "Reverse", called) == "Reversed."
            assert court.group.members.of(court.max).status == "member"
            assert "Reversed by Ben" in court.cards.messages[called["message_id"]]["text"]
            offer = next(message for message in in_private(court) if labels(message) == ["Post it again"])
            assert await press(court, court.max, "Post it again", offer) == "Posted again."
            assert await press(court, court.max, "Post it again", offer) == "It was posted again before."
            again = court.sent_to(court.group)[-1]
            assert again["text"] == "Reposted after review, originally by Max:\nis drainkit dangerous?"
            before = len(court.group.deleted)
            court.group.post(court.mia, "Is  Drainkit dangerous?".replace("  ", " "))
            await court.settled()
            assert len(court.group.deleted) == before
            court.group.post(court.mia, "buy drainkit")
            await court.settled()
            assert len(court.group.deleted) == before + 1
        told = await court.told()
        for action in ("unmute", "take_back_strike", "reverse", "repost"):
            assert [outcome for _, name, outcome in told if name == action][-1:] == ["done"]


async def test_an_appeal_is_upheld(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        (tmp_path / "house.yaml").write_text(RULES)
        async with bot_of(court):
            called = await appealed(court)
            assert await press(court, court.ada, "Uphold", called) == "The decision stays."
            assert "Already reviewed by Ada" in await press(court, court.ben, "Reverse", called)
            assert court.group.members.of(court.max).status == "restricted"
            assert labels(court.cards.messages[called["message_id"]]) == []


async def test_in_part_the_mute_is_made_shorter(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        (tmp_path / "house.yaml").write_text(RULES)
        async with bot_of(court):
            called = await appealed(court)
            until = court.group.members.of(court.max).until
            for label in ("Partly…", "☐ Mute for 1 more day only"):
                await press(court, court.ben, label, court.cards.messages[called["message_id"]])
            menu = court.cards.messages[called["message_id"]]
            assert await press(court, court.ben, "Take this back", menu) == "Partly reversed."
            now = court.group.members.of(court.max)
            assert now.status == "restricted"
            assert now.until < until - 5 * 86_400


async def test_who_is_banned_objects_and_comes_back(tmp_path: Path) -> None:
    async with people(tmp_path) as court, bot_of(court):
        court.api.start(court.max)
        court.group.post(court.max, "easy money")
        await court.settled()
        await press(court, court.ada, "Ban…", court.card())
        await press(court, court.ada, "For good", court.card())
        assert court.group.members.of(court.max).status == "kicked"
        ref = next(entry.case for entry in await court.log() if entry.case)
        court.api.private(court.max).post(court.max, f"/appeal {ref} it was a joke")
        await court.settled()
        called = next(message for message in court.sent_to(court.cards) if "Reverse" in labels(message))
        assert "You made this decision" in await press(court, court.ada, "Reverse", called)
        assert await press(court, court.ben, "Reverse", called) == "Reversed."
        assert court.group.members.of(court.max).status == "left"
