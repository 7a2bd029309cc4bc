"""The log chat: what is said there, and that it never holds anything up."""

import asyncio
from contextlib import suppress

from bot.actions.delete import Delete
from bot.conditions.words import Words
from bot.core.arguments import Word
from bot.core.logic import Leaf
from bot.core.outcome import DONE, Outcome
from bot.core.post import Author, Chat, Post, PostKind
from bot.core.ruleset import Rule
from bot.core.verdict import Match, Verdict
from bot.telegram.logchat import MOST_WAITING, LogChat
from bot.texts.markup import Html, units, visible
from tests.fakes import FakeChat

LOG_CHAT = -100777
RULE = Rule("scams/airdrop", "12345678", Leaf(Words(any_=(Word("spam"),))), (Delete(),))


def verdict(message_id: int = 7, title: str = "Talk <b>", rule: str = RULE.name) -> Verdict:
    post = Post(1, PostKind.MESSAGE, Chat(-1, "supergroup", title), Author(5), 0, message_id=message_id)
    return Verdict(post, matches=(Match(Rule(rule, RULE.version, RULE.condition, RULE.actions)),))


async def said(log_chat: LogChat, *, turns: int = 50) -> None:
    running = asyncio.create_task(log_chat.run())
    for _ in range(turns):
        await asyncio.sleep(0)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


async def test_a_line_names_chat_message_rule_and_outcome() -> None:
    chat = FakeChat()
    log_chat = LogChat(chat, LOG_CHAT, pause=0)
    await log_chat.announce(verdict(), {"delete": DONE, "ban": Outcome(DONE.status)})
    await said(log_chat)
    [params] = chat.of("sendMessage")
    assert params["chat_id"] == LOG_CHAT
    assert params["text"] == ("Talk &lt;b&gt; · <code>7</code> · <code>scams/airdrop</code> · delete done, ban done")


async def test_a_raid_costs_few_messages_and_counts_what_it_leaves_out() -> None:
    chat = FakeChat()
    log_chat = LogChat(chat, LOG_CHAT, pause=0)
    for number in range(MOST_WAITING + 5):
        await log_chat.announce(verdict(number), {"delete": DONE})
    await said(log_chat, turns=2_000)
    texts = [params["text"] for params in chat.of("sendMessage")]
    assert len(texts) < MOST_WAITING / 20
    assert "<code>4</code>" not in "".join(texts)
    assert f"<code>{MOST_WAITING + 4}</code>" in texts[-1]
    assert "and 5 more" in texts[0]


async def test_nothing_done_nothing_said() -> None:
    chat = FakeChat()
    log_chat = LogChat(chat, LOG_CHAT, pause=0)
    await log_chat.announce(verdict(), {})
    await said(log_chat)
    assert chat.calls == []


async def test_what_waits_is_said_before_the_end() -> None:
    chat = FakeChat()
    log_chat = LogChat(chat, LOG_CHAT, pause=3_600)
    running = asyncio.create_task(log_chat.run())
    await log_chat.announce(verdict(1), {"delete": DONE})
    for _ in range(10):
        await asyncio.sleep(0)
    await log_chat.announce(verdict(2), {"delete": DONE})
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert len(chat.calls) == 2


async def test_no_message_is_longer_than_telegram_takes() -> None:
    chat = FakeChat()
    log_chat = LogChat(chat, LOG_CHAT, pause=0)
    for number in range(60):
        outcomes = {"delete": DONE, "ban": DONE, "escalate": DONE}
        await log_chat.announce(verdict(100_000_000 + number, "😀" * 40, "s" * 40 + "/" + "r" * 40), outcomes)
    await said(log_chat, turns=500)
    texts = [Html(params["text"]) for params in chat.of("sendMessage")]
    assert max(units(visible(text)) for text in texts) <= 4_096
    assert sum(text.count("delete done") for text in texts) == 60
