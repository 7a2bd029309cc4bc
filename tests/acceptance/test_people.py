"""What people get to see of the bot: cards and their buttons, reports and their receipts, answers in private."""

from pathlib import Path

from tests.acceptance.bench import at_work, labels, marked

PHOTO = [{"file_id": "PHOTO", "file_unique_id": "U", "width": 90, "height": 90}]


async def test_a_card_shows_the_case(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, caption="🎉 Only here: EASY money <b>now</b>", photo=PHOTO)
        await court.settled()
        first, card = court.sent_to(court.cards)
        assert first["photo"] == PHOTO or first["photo"][0]["file_id"] == "PHOTO"
        assert card["reply_to_message"]["message_id"] == first["message_id"]
        for words in ("City talk", "Max", "@max_x", "Doubtful offer", "house/doubt", "Offers of easy money are looked at."):
            assert words in card["text"]
        assert "🎉 Only here: EASY money <b>now</b>" in card["text"]
        assert "EASY money" in marked(card)
        assert labels(card) == ["Delete", "Ban author", "Keep"]
        links = [mark["url"] for mark in card["entities"] if mark["type"] == "text_link"]
        assert f"https://t.me/c/{str(court.group.id).removeprefix('-100')}/{post['message_id']}" in links
        assert court.group.deleted == []


async def test_a_card_of_a_post_that_is_deleted_at_once(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, caption="drainkit for all", photo=PHOTO)
        await court.settled()
        assert court.group.deleted == [post["message_id"]]
        first, card = court.sent_to(court.cards)
        assert first["photo"][0]["file_id"] == "PHOTO"
        assert "drainkit" in marked(card)
        assert labels(card) == ["Ban author", "Keep"]
        assert court.api.called("copyMessage") == court.api.called("forwardMessage") == []


async def test_a_moderator_deletes(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        card = court.card()
        assert await court.press(court.ada, "Delete") == "Deleted."
        assert court.group.deleted == [post["message_id"]]
        assert labels(court.card()) == []
        assert "Deleted by Ada" in court.card()["text"]
        assert "Ada" in await court.press(court.ben, "Keep", card)
        assert court.group.deleted == [post["message_id"]]
        assert await court.told() == [
            ("bot", "escalate", "done"),
            (str(court.ada.id), "delete", "done"),
            (str(court.ben.id), "keep", "skipped"),
        ]
        (case,) = {entry.case for entry in await court.log()}
        assert case is not None
        assert case in card["text"]


async def test_a_stranger_decides_nothing(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        assert await court.press(court.stranger, "Delete") == "Only admins of the chat concerned can decide."
        assert await court.press(court.max, "Keep") == "Only admins of the chat concerned can decide."
        assert court.group.deleted == []
        assert labels(court.card()) == ["Delete", "Ban author", "Keep"]
        assert (str(court.stranger.id), "delete", "skipped") in await court.told()


async def test_a_moderator_who_is_none_any_more_decides_nothing(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        court.group.post(court.mia, "hello")
        await court.settled()
        assert await court.press(court.stranger, "Delete") != "Deleted."
        court.group.demote(court.ada)
        await court.settled()
        assert await court.press(court.ada, "Delete") == "Only admins of the chat concerned can decide."
        assert court.group.deleted == []


async def test_a_moderator_bans(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        assert await court.press(court.ben, "Ban author") == "Deleted, and the author is banned."
        assert court.group.deleted == [post["message_id"]]
        assert court.group.members.of(court.max).status == "kicked"
        assert "Author banned by Ben" in court.card()["text"]
        told = await court.told()
        assert {(str(court.ben.id), "ban", "done"), (str(court.ben.id), "delete", "done")} <= set(told)


async def test_a_moderator_keeps(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        assert await court.press(court.owner, "Keep") == "Kept."
        assert court.group.deleted == []
        assert "Kept by Olga" in court.card()["text"]
        assert labels(court.card()) == []
        assert (str(court.owner.id), "keep", "done") in await court.told()


async def test_what_telegram_refuses_stays_open(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        court.api.fail_next("deleteMessage", 400, "Bad Request: message can't be deleted")
        assert "Telegram refused" in await court.press(court.ada, "Delete")
        assert "Delete" in labels(court.card())
        assert await court.press(court.ben, "Delete") == "Deleted."
        assert (str(court.ada.id), "delete", "failed") in await court.told()


async def test_an_edit_of_an_escalated_post_changes_its_card(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        court.group.edit(post, text="easy money, call Fred")
        await court.settled()
        assert "easy money, call Fred" in court.card()["text"]


async def test_without_an_escalation_chat_the_owner_is_asked(tmp_path: Path) -> None:
    async with at_work(tmp_path, cards=False, owner_started=True) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        card = court.card(court.api.private(court.owner))
        assert "easy money" in marked(card)
        assert await court.press(court.owner, "Delete", card) == "Deleted."
        assert court.group.deleted == [post["message_id"]]


async def test_an_owner_who_cannot_be_asked_is_in_the_log(tmp_path: Path) -> None:
    async with at_work(tmp_path, cards=False) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        (entry,) = await court.log()
        assert (entry.action, str(entry.outcome)) == ("escalate", "failed")
        assert "can't initiate conversation" in entry.detail
        assert "press Start" in entry.detail


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
        assert court.group.deleted == [command["message_id"] for command in commands]
        card = court.card()
        assert "You are all idiots" in card["text"]
        assert "Reported by members: 2" in card["text"]
        assert "Mia" not in card["text"]
        told = [message["text"] for message in court.sent_to(court.api.private(court.mia))[receipts:]]
        assert len(told) == 2
        assert "Report received" in told[0]
        assert "before" in told[1]
        assert court.ada.id not in court.api.chats
        assert [entry[:2] for entry in await court.told()] == [(str(court.mia.id), "report"), (str(court.ada.id), "report")]
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
        assert f"t.me/citynews/{post['message_id']}" in card["text"]
        assert labels(card) == ["Delete", "Keep"]


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
        greeting, commands, how = (message["text"] for message in court.sent_to(court.api.private(court.mia)))
        assert "This bot helps the admins" in greeting
        assert {"/start", "/help", "/report"} <= {line.split(" ")[0] for line in commands.splitlines()}
        assert "in its group" in how
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


async def test_a_post_of_the_moderators_chat_is_not_judged(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.cards.post(court.ada, "They sell a drainkit again")
        await court.settled()
        assert court.cards.deleted == []
        assert await court.log() == []


async def test_after_a_restart_a_card_still_works(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        before = court.card()["text"].split("\n")[0]
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        assert court.sent_to(court.cards) == [] or before
        assert post["message_id"] == 1
