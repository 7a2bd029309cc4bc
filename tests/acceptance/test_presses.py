"""What becomes of a press of a card's button, and who may press."""

from pathlib import Path

from tests.acceptance.court import BUTTONS, at_work, bot_of, button, labels, people


async def test_a_moderator_deletes(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        card = court.card()
        assert await court.press(court.ada, "Delete") == "Deleted."
        assert court.group.deleted == [post["message_id"]]
        assert labels(court.card()) == []
        assert "Deleted by Ada" in court.card()["text"]
        assert "Ada" in await court.press(court.ben, "Dismiss", card)
        assert court.group.deleted == [post["message_id"]]
        assert [row for row in await court.told() if row[1] != "statement"] == [
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
        assert await court.press(court.max, "Dismiss") == "Only admins of the chat concerned can decide."
        assert court.group.deleted == []
        assert labels(court.card()) == BUTTONS
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
        await court.press(court.ben, "Ban…")
        assert labels(court.card()) == ["1 day", "7 days", "30 days", "For good", "Back"]
        assert await court.press(court.ben, "For good") == "Deleted, and the author is banned for good."
        assert court.group.deleted == [post["message_id"]]
        assert court.group.members.of(court.max).status == "kicked"
        assert "Author banned for good by Ben" in court.card()["text"]
        told = await court.told()
        assert {(str(court.ben.id), "ban", "done"), (str(court.ben.id), "delete", "done")} <= set(told)


async def test_a_moderator_keeps(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        assert await court.press(court.owner, "Dismiss") == "Dismissed. The message stays."
        assert court.group.deleted == []
        assert "Dismissed by Olga" in court.card()["text"]
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


async def test_a_card_still_works_after_a_restart(tmp_path: Path) -> None:
    async with people(tmp_path) as court:
        async with bot_of(court):
            post = court.group.post(court.max, "easy money")
            await court.settled()
        court.group.post(court.mia, "/report", reply_to=post)
        court.group.edit(post, text="easy money for all")
        async with bot_of(court):
            await court.settled()
            card = court.card()
            assert "easy money for all" in card["text"]
            assert "Reported by members: 1" in card["text"]
            assert await court.press(court.ada, "Delete") == "Deleted."
        assert post["message_id"] in court.group.deleted


async def test_of_two_who_press_at_once_one_decides(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        post = court.group.post(court.max, "easy money")
        await court.settled()
        card = court.card()
        presses = [court.api.press(who, card, button(card, "Delete")) for who in (court.ada, court.ben)]
        await court.settled()
        told = sorted(str(press.answer and press.answer["text"]) for press in presses)
        assert told[1] == "Deleted."
        assert told[0].startswith("Already decided by ")
        assert court.group.deleted == [post["message_id"]]
        assert sorted(outcome for _, action, outcome in await court.told() if action == "delete") == ["done", "skipped"]


async def test_nobody_bans_an_admin_or_judges_in_their_own_case(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.ada, "easy money")
        await court.settled()
        assert {"Ban…", "Mute…", "Warn"}.isdisjoint(labels(court.card()))
        assert "only the owner" in await court.press(court.ben, "Dismiss")
        assert "your own message" in await court.press(court.ada, "Dismiss")
        assert court.group.members.of(court.ada).status == "administrator"
        assert "Delete" in labels(court.card())


async def test_an_operator_decides_everywhere(tmp_path: Path) -> None:
    async with people(tmp_path) as court, bot_of(court, operators=frozenset({court.stranger.id})):
        court.group.post(court.max, "easy money")
        await court.settled()
        assert await court.press(court.stranger, "Dismiss") == "Dismissed. The message stays."


async def test_a_moderator_takes_a_case_and_holds_the_author(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        assert (await court.press(court.ada, "Take")).startswith("You are on it until")
        assert (await court.press(court.ben, "Delete")).startswith("Ada is on it until")
        await court.press(court.ada, "Hold…")
        assert (await court.press(court.ada, "Mute the author for 24 h")).startswith("On hold")
        assert court.group.members.of(court.max).status == "restricted"
        assert await court.press(court.ben, "Dismiss") == "Dismissed. The message stays."
        assert court.group.members.of(court.max).status == "member"


async def test_a_moderator_asks_why_and_looks_at_the_case(tmp_path: Path) -> None:
    async with at_work(tmp_path) as court:
        court.group.post(court.max, "easy money")
        await court.settled()
        card = court.card()
        assert "Found in text: “easy money”" in await court.press(court.ada, "Why?")
        court.cards.post(court.ada, "/queue")
        await court.settled()
        queue = court.sent_to(court.cards)[-1]
        ref = card["text"].split()[1]
        assert ref in queue["text"]
        court.cards.post(court.ada, f"/case {ref}")
        await court.settled()
        copy = court.sent_to(court.cards)[-1]
        assert "What was done" in copy["text"]
        assert await court.press(court.ada, "Delete", copy) == "Deleted."
        assert "Deleted by Ada" in court.cards.messages[card["message_id"]]["text"]
        assert "Deleted by Ada" in court.cards.messages[copy["message_id"]]["text"]
