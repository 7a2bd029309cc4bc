import pytest

from bot.core.outcome import Outcome, Status
from bot.texts.catalogue import translator
from bot.texts.markup import units, visible
from bot.texts.rules import ROOM, pages
from tests.cases.court import GROUP, MEMBER, Court, scam_rule
from tests.fakes import FakeRules
from tests.telegram.commands.bench import PRIVATE, message, play, update

IN_PRIVATE = update(message("/rules -1001234567890", chat=PRIVATE))


def court(*, member: str = "member", public: bool = False) -> Court:
    made = Court()
    made.chat.always(
        "getChat", lambda _: Outcome(Status.DONE, result={"id": GROUP.id, **({"username": "x"} if public else {})})
    )
    made.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result={"status": member}))
    return made


async def test_the_rules_in_plain_words() -> None:
    *_, (method, answer) = await play(court(), IN_PRIVATE)
    assert (method, answer["chat_id"]) == ("sendMessage", MEMBER)
    assert "No giveaways &amp; no airdrops → the message is removed, a moderator looks at it." in answer["text"]
    assert "<code>scams/free-btc@ab12cd34</code>" in answer["text"]


@pytest.mark.parametrize(
    ("member", "public", "told"), [("left", False, False), ("left", True, True), ("kicked", False, False)]
)
async def test_only_who_may_know_of_the_chat(member: str, public: bool, told: bool) -> None:
    *_, (_, answer) = await play(court(member=member, public=public), IN_PRIVATE)
    assert ("scams/free-btc" in answer["text"]) is told
    assert ("not a member" in answer["text"]) is not told


@pytest.mark.parametrize("words", ["", "nonsense", "t.me/", "0"])
async def test_in_private_it_needs_a_chat(words: str) -> None:
    *_, (_, answer) = await play(court(), update(message(f"/rules {words}".strip(), chat=PRIVATE)))
    assert answer["text"].startswith("Which chat?")


async def test_a_group_is_told_where_to_find_them() -> None:
    calls = await play(court(), update(message("/rules")))
    assert {params["chat_id"] for _, params in calls} == {GROUP.id}
    assert 'href="https://t.me/OmbudBot?start=rules_-1001234567890"' in calls[1][1]["text"]


async def test_who_wrote_before_is_answered_in_private() -> None:
    made = court()
    await made.store.met(MEMBER, "en", 1)
    calls = await play(made, update(message("/rules")))
    assert calls[0][0] == "deleteMessage"
    assert (calls[-1][0], calls[-1][1]["chat_id"]) == ("sendMessage", MEMBER)


async def test_the_link_leads_to_them() -> None:
    *_, (_, answer) = await play(court(), update(message("/start rules_-1001234567890", chat=PRIVATE)))
    assert "scams/free-btc" in answer["text"]


async def test_many_rules_take_several_messages_and_none_is_cut() -> None:
    rules = FakeRules(*(scam_rule(name=f"scams/rule-{number}", reason="No scams. " * 20) for number in range(60)))
    found = pages(translator(None), (await rules.judge_for(1)).sets)
    assert len(found) > 1
    assert all(units(visible(page)) <= ROOM for page in found)
    assert all(f"scams/rule-{number}@" in "".join(found) for number in range(60))


def test_no_rules() -> None:
    assert pages(translator(None), []) == ["No rule is in force in this chat. Its moderators decide by themselves."]
