"""Facts about authors: what is asked of Telegram, and what a post learns by it."""

from dataclasses import replace

import pytest

from bot.core.finding import Fact
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Author, Chat, Post, PostKind, Role
from bot.core.strikes import entry
from bot.storage.memory import MemoryStore
from bot.telegram.witness import TelegramWitness
from tests.fakes import FakeAdministrators, FakeChat

CHAT = -1001


def post(author: int | None = 5) -> Post:
    return Post(1, PostKind.MESSAGE, Chat(CHAT, "supergroup"), Author(author, roles={Role.BOT: False}), 0, message_id=1)


async def test_only_what_is_missing_is_asked() -> None:
    chat = FakeChat()
    witness = TelegramWitness(FakeAdministrators({CHAT: [5]}), chat, MemoryStore())
    learned = await witness.learn(post(), frozenset({Fact.ADMIN}))
    assert learned.author.roles == {Role.BOT: False, Role.ADMIN: True}
    assert chat.calls == []


async def test_a_fact_that_telegram_does_not_tell_stays_unknown() -> None:
    chat = FakeChat()
    chat.refuse("getChatMember", "Bad Request: member not found")
    witness = TelegramWitness(FakeAdministrators(), chat, MemoryStore())
    learned = await witness.learn(post(), frozenset({Fact.ADMIN, Fact.MEMBER, Fact.IMPOSTOR}))
    assert learned == post()


async def test_membership_comes_from_the_status() -> None:
    answers = {
        "member": True,
        "creator": True,
        "administrator": True,
        "left": False,
        "kicked": False,
        "restricted": False,
    }
    for status, present in answers.items():
        chat = FakeChat()
        chat.script("getChatMember", Outcome(Status.DONE, result={"status": status}))
        learned = await TelegramWitness(FakeAdministrators(), chat, MemoryStore()).learn(
            post(), frozenset({Fact.MEMBER})
        )
        assert learned.author.known(Role.MEMBER) is present, status


async def test_a_restricted_member_may_still_be_inside() -> None:
    chat = FakeChat()
    chat.script("getChatMember", Outcome(Status.DONE, result={"status": "restricted", "is_member": True}))
    learned = await TelegramWitness(FakeAdministrators(), chat, MemoryStore()).learn(post(), frozenset({Fact.MEMBER}))
    assert learned.author.known(Role.MEMBER) is True


async def test_nothing_is_asked_about_nobody() -> None:
    chat = FakeChat()
    chat.script("getChatMember", DONE)
    witness = TelegramWitness(FakeAdministrators({CHAT: [5]}), chat, MemoryStore())
    assert await witness.learn(post(None), frozenset(Fact)) == post(None)
    assert chat.calls == []


ADMINS = [Author(5, "Pavel Durov", "durov"), Author(6, "Ann"), Author(8)]


def by(author: Author) -> Post:
    return replace(post(), author=author, chat=Chat(CHAT, "supergroup", "Crypto News", "crypto_news"))


@pytest.mark.parametrize(
    ("author", "impostor"),
    [
        (Author(9, "PaveI Durov"), True),
        (Author(9, "Kate", "dur0v"), True),
        (Author(9, "@durov"), True),
        (Author(9, "Crypto News"), True),
        (Author(9, "Kate", "crypt0_news"), True),
        (Author(9, "Kate", "paveldurov"), False),
        (Author(9, "Kate", "kate"), False),
        (Author(9, "Ann"), False),  # too short a name
        (Author(9), False),
        (Author(5, "Pavel Durov", "durov"), False),
        (Author(6, "Pavel Durov"), False),  # admins may be called as they like
        (Author(-1009, "Pavel Durov", roles={Role.CHANNEL: True}), False),
    ],
)
async def test_who_goes_by_an_admins_name(author: Author, impostor: bool) -> None:
    witness = TelegramWitness(FakeAdministrators({CHAT: ADMINS}), FakeChat(), MemoryStore())
    learned = await witness.learn(by(author), frozenset({Fact.IMPOSTOR}))
    assert learned.author.roles == {**author.roles, Role.IMPOSTOR: impostor}


async def test_an_impostor_cannot_be_told_where_telegram_does_not_name_the_admins() -> None:
    witness = TelegramWitness(FakeAdministrators(), FakeChat(), MemoryStore())
    author = Author(9, "Pavel Durov")
    assert await witness.learn(by(author), frozenset({Fact.IMPOSTOR})) == by(author)


async def test_a_chat_that_speaks_is_a_member_of_none() -> None:
    chat = FakeChat()
    witness = TelegramWitness(FakeAdministrators(), chat, MemoryStore())
    learned = await witness.learn(by(Author(-1009)), frozenset({Fact.MEMBER}))
    assert (learned.author.known(Role.MEMBER), chat.calls) == (False, [])


async def test_strikes_come_from_the_store_without_that_of_the_post_itself() -> None:
    store = MemoryStore()
    witness = TelegramWitness(FakeAdministrators(), FakeChat(), store)
    earlier, present = replace(post(), message_id=7, date=50), replace(post(), message_id=8, date=100)
    for given in (earlier, present):
        strike = entry(given, "set/rule", "12345678")
        assert strike is not None
        await store.add_strike(strike)
    learned = await witness.learn(present, frozenset({Fact.STRIKES}))
    assert (learned.author.strikes, learned.author.roles) == (1, {Role.BOT: False})
    later = await witness.learn(replace(post(), message_id=9, date=100), frozenset({Fact.STRIKES}))
    assert later.author.strikes == 2
    assert (await witness.learn(present, frozenset({Fact.ADMIN}))).author.strikes is None


@pytest.mark.parametrize(
    ("said", "linked"),
    [
        ({"linked_chat_id": -1005}, True),
        ({"linked_chat_id": -1006}, False),
        ({}, False),
        (None, None),
    ],
)
async def test_which_channel_is_linked_stands_in_the_chat(said: dict[str, int] | None, linked: bool | None) -> None:
    chat = FakeChat()
    chat.script("getChat", DONE if said is None else Outcome(Status.DONE, result=said))
    learned = await TelegramWitness(FakeAdministrators(), chat, MemoryStore()).learn(
        post(-1005), frozenset({Fact.LINKED_CHANNEL})
    )
    assert learned.author.known(Role.LINKED_CHANNEL) is linked
