"""What members can tell the bot, and what it answers, in private."""

from pathlib import Path

from tests.acceptance.court import at_work, labels


async def test_reports_come_together_on_one_card(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        post = court.group.post(court.max, "You are all idiots")
        await court.settled()
        receipts = len(court.sent_to(court.api.private(court.mia)))
        commands = [
            court.group.post(court.mia, "/report he is rude", reply_to=post),
            court.group.post(court.ada, "/report@ombud_demo_bot", reply_to=post),
            court.group.post(court.mia, "/report", reply_to=post),
        ]
        await court.settled()
        assert {command["message_id"] for command in commands} <= set(court.group.deleted)
        assert court.sent_to(court.group) == []
        [alone] = [sent for sent in court.api.called("sendMessage") if sent["chat_id"] == court.group.id]
        assert alone["ephemeral_message_parameters"] == {"receiver_user_id": court.ada.id}
        card = court.card()
        assert "You are all idiots" in card["text"]
        assert "Reported by members: 2" in card["text"]
        assert "Mia" not in card["text"]
        told = [message["text"] for message in court.sent_to(court.api.private(court.mia))[receipts:]]
        assert len(told) == 2
        assert "Report received" in told[0]
        assert "before" in told[1]
        assert court.ada.id not in court.api.chats
        assert [entry[:2] for entry in await court.told() if entry[1] == "report"] == [
            (str(court.mia.id), "report"),
            (str(court.ada.id), "report"),
        ]
        assert await court.press(court.ben, "Delete") == "Deleted."
        assert post["message_id"] in court.group.deleted


async def test_a_channels_post_is_reported_in_its_discussion(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.channel.post(None, "The mayor is a lizard")
        forward = list(court.group.messages.values())[-1]
        command = court.group.post(court.mia, "/report", reply_to=forward)
        await court.settled()
        assert court.group.deleted == [command["message_id"]]
        card = court.card()
        assert "The mayor is a lizard" in card["text"]
        assert card["entities"][-1]["url"] == f"https://t.me/citynews/{post['message_id']}"
        assert labels(card)[0] == "Delete"
        assert "Ban…" not in labels(card)


async def test_a_report_that_is_no_reply_is_explained(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        command = court.group.post(court.mia, "/report")
        await court.settled()
        assert court.group.deleted == [command["message_id"]]
        assert "reply to it with /report" in court.sent_to(court.api.private(court.mia))[-1]["text"]
        assert court.sent_to(court.cards) == []


async def test_private_answers(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        court.api.private(court.mia).post(court.mia, "/help")
        court.api.private(court.mia).post(court.mia, "/report")
        court.api.private(court.mia).post(court.mia, "drainkit")
        await court.settled()
        greeting, commands, how, hint = (message["text"] for message in court.sent_to(court.api.private(court.mia)))
        assert "This bot helps the admins" in greeting
        assert {"/start", "/help", "/report"} <= {line.split(" ")[0] for line in commands.splitlines()}
        assert "reply to it in its group" in how
        assert "I did not understand that" in hint
        assert await court.log() == []


async def test_commands_in_a_group_are_answered_in_private(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.api.start(court.mia)
        court.group.post(court.mia, "/help")
        court.group.post(court.mia, "/help@some_other_bot")
        court.group.post(court.max, "/help")
        await court.settled()
        assert court.sent_to(court.group) == []
        assert len(court.sent_to(court.api.private(court.mia))) == 2


async def test_who_speaks_for_a_chat_can_report_and_be_reported(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(None, "We are the admins")
        other = court.api.channel("Elsewhere", owner=court.mia, bot="left")
        court.group.post(None, "/report", sender_chat=other, reply_to=post)
        court.group.post(court.mia, "/report", reply_to=post)
        await court.settled()
        card, call = court.sent_to(court.cards)
        assert "Reported by members: 2" in card["text"]
        assert "Delete" in labels(card)
        assert "Ban…" not in labels(card)
        assert call["text"].startswith("For the owner:")
