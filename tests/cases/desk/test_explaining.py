"""[Why?] and the menus: they change nothing, and only moderators get to see them."""

import pytest

from bot.cases.desk.attempt import Presser
from bot.cases.desk.callback import Menu
from bot.core.case import CardRef
from tests.cases.court import ADMIN, AUTHOR, DESK, MEMBER, STRANGER, Court, buttons, post, scam_rule
from tests.fakes import FakeRules

CARD = CardRef(DESK, 1000)


async def test_why_says_rule_version_reason_and_what_was_found() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    answer = await court.do("explain", ADMIN, ref, CARD)
    assert answer.alert
    assert answer.text.splitlines() == [
        "Crypto giveaway <scam> · scams/free-btc · ab12cd34",
        "No giveaways & no airdrops.",
        "Found in text: “free btc”",
    ]
    assert court.chat.take() == []


async def test_a_long_answer_is_a_message_below_the_card() -> None:
    court = Court(told=False, rules=FakeRules(scam_rule(reason="So it is. " * 30)))
    ref = await court.open(post())
    for _ in range(2):
        answer = await court.do("explain", ADMIN, ref, CARD, q="q1")
        assert (answer.text, answer.alert) == ("The answer is in the chat.", False)
    [(method, sent)] = court.chat.take()
    assert (method, sent["chat_id"], sent["reply_parameters"]["message_id"]) == ("sendMessage", DESK, 1000)
    assert "Crypto giveaway &lt;scam&gt;" in sent["text"]


async def test_a_rule_that_was_changed_since_is_said_to_be() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    after = Court(told=False, store=court.store, rules=FakeRules(scam_rule(version="00000000")))
    assert "changed or removed since" in (await after.do("explain", ADMIN, ref, CARD)).text


async def test_what_members_reported_no_rule_found() -> None:
    court = Court(told=False)
    ref = (await court.reports.report(MEMBER, post("hello"), "spam")).ref
    assert ref is not None
    assert "members reported it" in (await court.do("explain", ADMIN, ref, CARD)).text


async def test_menus_take_the_place_of_the_buttons_and_change_nothing() -> None:
    court = Court(told=False)
    ref = await court.open(post())
    for menu, first in ((Menu.MUTE, "1 hour"), (Menu.BAN, "1 day"), (Menu.MAIN, "Delete")):
        assert (await court.desk.offer(Presser(ADMIN, "Ann"), ref, menu, CARD)).text == ""
        [(method, params)] = court.chat.take()
        assert (method, params["chat_id"], params["message_id"]) == ("editMessageReplyMarkup", DESK, 1000)
        assert buttons(params)[0] == first
    assert await court.log() == []


@pytest.mark.parametrize("who", [STRANGER, MEMBER, AUTHOR.id])
async def test_others_get_to_see_nothing(who: int) -> None:
    court = Court(told=False)
    ref = await court.open(post())
    assert (await court.do("explain", who, ref, CARD)).text.startswith("Only admins")
    assert (await court.desk.offer(Presser(who, "Max"), ref, Menu.BAN, CARD)).text.startswith("Only admins")
    assert court.chat.take() == []
