"""An author whose message a rule removed: told in private, by what only they see, or by a line without names."""

from pathlib import Path
from typing import Any

from bot.core.outcome import Status
from tests.acceptance.court import Court, at_work, bot_of, labels, people

PLAIN = """
name: house
rules:
  - {id: plain, title: Wallet phishing, if: {words: [drainkit]}, then: [delete], category: scams_and_fraud,
     reason: No drainers., examples: {match: [drainkit], ignore: [hello]}}
  - {id: quiet, if: {words: [casino]}, then: [delete], notice: none, reason: No casinos.,
     examples: {match: [casino], ignore: [hello]}}
"""


async def said_to(court: Court, user: Any) -> list[dict[str, Any]]:
    """What the bot wrote to somebody in private."""
    await court.settled()
    return court.sent_to(court.api.private(user))


def link(message: dict[str, Any]) -> str:
    """Where the details are."""
    return str(next(mark["url"] for mark in message["entities"] if mark["type"] == "text_link"))


def plain_rules(court: Court) -> None:
    """The rules of this file alone."""
    (court.folder / "house.yaml").write_text(PLAIN)


async def test_an_author_who_wrote_to_the_bot_is_told_in_private(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        plain_rules(court)
        async with bot_of(court):
            court.api.start(court.max)
            await court.settled()
            before = len(await said_to(court, court.max))
            court.group.post(court.max, "buy my drainkit")
            told = (await said_to(court, court.max))[before:]
            assert len(told) == 1
            assert "Your message of" in told[0]["text"]
            assert "buy my drainkit" in told[0]["text"]
            assert "Wallet phishing (house/plain@" in told[0]["text"]
            assert labels(told[0]) == ["Appeal"]
            assert court.sent_to(court.group) == []
            assert court.group.ephemerals == []
        assert ("bot", "statement", "done") in await court.told()


async def test_an_author_who_never_wrote_is_told_by_what_they_alone_see(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        plain_rules(court)
        async with bot_of(court):
            court.group.post(court.max, "buy my drainkit")
            await court.settled()
            (shown,) = court.group.ephemerals
            assert shown["receiver_user"]["id"] == court.max.id
            assert court.sent_to(court.group) == []
            payload = link(shown).partition("?start=")[2]
            court.api.start(court.mia, payload)
            (refusal,) = await said_to(court, court.mia)
            assert refusal["text"].startswith("Only the person a case is about")
            court.api.start(court.max, payload)
            (statement,) = await said_to(court, court.max)
            assert "No drainers." in statement["text"]
            assert labels(statement) == ["Appeal"]


async def test_a_server_that_shows_such_messages_to_everybody_leaves_a_line(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        court.api.ephemeral = False
        plain_rules(court)
        async with bot_of(court):
            court.group.post(court.max, "buy my drainkit")
            await court.settled()
            court.group.post(court.mia, "buy my drainkit")
            await court.settled()
            (line,) = court.sent_to(court.group)
            assert line["text"] == "A message was removed under the rule “Wallet phishing”. Author: details"
            assert len([call for call in court.api.calls if "ephemeral_message_parameters" in call.params]) == 1
        assert ("bot", "statement", "skipped") in await court.told()


async def test_who_blocked_the_bot_is_told_otherwise(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        plain_rules(court)
        async with bot_of(court):
            court.api.start(court.max)
            await court.settled()
            court.max.blocked = True
            court.group.post(court.max, "buy my drainkit")
            await court.settled()
            assert len(court.group.ephemerals) == 1


async def test_a_quiet_rule_tells_nobody(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        plain_rules(court)
        async with bot_of(court):
            court.group.post(court.max, "casino")
            await court.settled()
            assert [call.method for call in court.api.calls if call.method.startswith("send")] == []
        assert [(row.action, row.case) for row in await court.log()] == [("delete", None)]


async def test_a_raid_of_500_is_told_of_in_a_handful_of_messages(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        plain_rules(court)
        async with bot_of(court):
            raiders = [court.api.user(f"Raider{number}") for number in range(500)]
            for raider in raiders:
                court.group.join(raider, service=False)
            for raider in raiders:
                court.group.post(raider, "drainkit")
            await court.settled()
            assert len(court.group.deleted) == 500
            assert len([call for call in court.api.calls if call.method == "sendMessage"]) <= 6
        rows = [row for row in await court.log() if row.action == "statement"]
        assert len(rows) == 500
        assert {row.outcome for row in rows} == {Status.DONE, Status.SKIPPED}
        deletions = [row for row in await court.log() if row.action == "delete"]
        assert len({row.case for row in deletions}) == 500


async def test_a_message_that_comes_again_after_a_restart_is_told_of_once(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        plain_rules(court)
        async with bot_of(court):
            court.group.post(court.max, "buy my drainkit")
            await court.settled()
        async with bot_of(court):
            court.api.raw_update({"message": _again(court)})
            await court.settled()
        assert len(court.group.ephemerals) == 1


def _again(court: Court) -> dict[str, Any]:
    """The same message once more, as after a failure that lost its confirmation."""
    return {
        "message_id": 1,
        "date": court.group.ephemerals[0]["date"],
        "chat": court.group.as_dict(),
        "from": court.max.as_dict(),
        "text": "buy my drainkit",
    }


async def test_moderators_see_what_the_rule_did_and_the_author_that_they_look(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.max)
        court.group.post(court.max, "drainkit")
        await court.settled()
        assert "A moderator looks at it as well" in (await said_to(court, court.max))[-1]["text"]
        assert "statement" not in court.card()["text"]
