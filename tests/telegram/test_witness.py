"""Facts about authors: what is asked of Telegram, and what a post learns by it."""

from bot.core.finding import Fact
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Author, Chat, Post, PostKind, Role
from bot.telegram.witness import TelegramWitness
from tests.fakes import FakeAdministrators, FakeChat

CHAT = -1001


def post(author: int | None = 5) -> Post:
    return Post(1, PostKind.MESSAGE, Chat(CHAT, "supergroup"), Author(author, roles={Role.BOT: False}), 0, message_id=1)


async def test_only_what_is_missing_is_asked() -> None:
    chat = FakeChat()
    witness = TelegramWitness(FakeAdministrators({CHAT: [5]}), chat)
    learned = await witness.learn(post(), frozenset({Fact.ADMIN}))
    assert learned.author.roles == {Role.BOT: False, Role.ADMIN: True}
    assert chat.calls == []


async def test_a_fact_that_telegram_does_not_tell_stays_unknown() -> None:
    chat = FakeChat()
    chat.refuse("getChatMember", "Bad Request: member not found")
    witness = TelegramWitness(FakeAdministrators(), chat)
    learned = await witness.learn(post(), frozenset({Fact.ADMIN, Fact.MEMBER, Fact.STRIKES}))
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
        learned = await TelegramWitness(FakeAdministrators(), chat).learn(post(), frozenset({Fact.MEMBER}))
        assert learned.author.known(Role.MEMBER) is present, status


async def test_a_restricted_member_may_still_be_inside() -> None:
    chat = FakeChat()
    chat.script("getChatMember", Outcome(Status.DONE, result={"status": "restricted", "is_member": True}))
    learned = await TelegramWitness(FakeAdministrators(), chat).learn(post(), frozenset({Fact.MEMBER}))
    assert learned.author.known(Role.MEMBER) is True


async def test_nothing_is_asked_about_nobody() -> None:
    chat = FakeChat()
    chat.script("getChatMember", DONE)
    witness = TelegramWitness(FakeAdministrators({CHAT: [5]}), chat)
    assert await witness.learn(post(None), frozenset(Fact)) == post(None)
    assert chat.calls == []
