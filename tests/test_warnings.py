"""Warnings through the pipeline: a strike is counted exactly once, what is said about it is said at most once."""

import pytest

from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.warn import Warn
from bot.conditions.author import Author as AuthorCondition
from bot.core.arguments import Bounds
from bot.core.errors import StorageError
from bot.core.finding import Fact
from bot.core.log import LogEntry
from bot.core.logic import Leaf
from bot.core.outcome import Outcome, Status
from bot.core.post import Post
from bot.core.ruleset import Mode, Rule
from bot.core.strikes import StrikeEntry, entry
from bot.telegram.simulated import SimulatedStrikes
from bot.telegram.witness import TelegramWitness
from tests.fakes import FakeAdministrators
from tests.test_moderator import CHAT, SPAMMER, World, post, rule

DATE = 1_700_000_000


async def strikes(world: World, at: int = DATE + 1_000) -> int:
    return await world.store.strikes(CHAT, SPAMMER, at)


async def intended(world: World, of: Post) -> None:
    """The log says that the warning was begun, as it does after a crash."""
    await world.store.intend([LogEntry(f"{of.key}:warn", DATE, CHAT, of.message_id, SPAMMER, "warn")])


async def test_a_warning_is_a_strike_and_a_message() -> None:
    world = World(rule(Delete(), Warn(), reason="No spam, please."))
    await world.sees(post())
    assert world.chat.methods() == ["deleteMessage", "sendMessage"]
    assert "No spam, please." in world.chat.of("sendMessage")[0]["text"]
    assert await strikes(world) == 1
    assert await world.log() == [("delete", "done", ""), ("warn", "done", "")]


async def test_the_reason_is_that_of_the_first_rule_by_priority() -> None:
    silent = rule(Warn(), word="some", priority=9)
    world = World(silent, rule(Delete(), reason="Second.", priority=5), rule(Delete(), reason="Third."))
    await world.sees(post())
    assert "Second." in world.chat.of("sendMessage")[0]["text"]


async def test_a_second_delivery_neither_strikes_nor_says_anything() -> None:
    world = World(rule(Warn()))
    await world.sees(post(), post())
    assert world.chat.methods() == ["sendMessage"]
    assert await strikes(world) == 1


async def test_a_crash_before_the_strike_leaves_everything_to_do() -> None:
    world = World(rule(Warn()))
    await intended(world, post())
    await world.sees(post())
    assert world.chat.methods() == ["sendMessage"]
    assert await strikes(world) == 1
    assert await world.log() == [("warn", "done", "")]


async def test_a_crash_after_the_strike_leaves_it_open_whether_anything_was_said() -> None:
    world = World(rule(Warn()))
    await intended(world, post())
    struck = entry(post(), "set/rule", "12345678")
    assert struck is not None
    await world.store.add_strike(struck)
    await world.sees(post())
    assert world.chat.calls == []
    assert await strikes(world) == 1
    assert await world.log() == [("warn", "unknown", "the bot stopped while it was sending")]


async def test_a_strike_that_cannot_be_kept_is_counted_when_the_post_comes_again() -> None:
    world = World(rule(Warn()))
    add = world.store.add_strike

    async def full(strike: StrikeEntry) -> bool:
        raise StorageError("the disk is full")

    world.store.add_strike = full  # type: ignore[method-assign]
    with pytest.raises(StorageError):
        await world.sees(post())
    assert world.chat.calls == []
    world.store.add_strike = add  # type: ignore[method-assign]
    await world.sees(post())
    assert (world.chat.methods(), await strikes(world)) == (["sendMessage"], 1)


async def test_a_warning_that_telegram_refuses_is_a_strike_all_the_same() -> None:
    world = World(rule(Warn()))
    world.chat.refuse("sendMessage", "Bad Request: have no rights to send a message")
    await world.sees(post())
    assert await strikes(world) == 1
    assert [row[:2] for row in await world.log()] == [("warn", "failed"), ("escalate", "done")]


async def test_an_album_brings_one_strike_and_one_warning() -> None:
    world = World(rule(Warn()))
    await world.sees(post(message_id=7, album="a"), post(message_id=8, album="a"), post(message_id=9, album="b"))
    assert [call["reply_parameters"]["message_id"] for call in world.chat.of("sendMessage")] == [7, 9]
    assert await strikes(world) == 2
    assert [row[1] for row in await world.log()] == ["done", "done"]


async def test_admins_get_no_strikes() -> None:
    world = World(rule(Warn()), admin=True)
    await world.sees(post())
    assert (world.chat.calls, await strikes(world), await world.log()) == ([], 0, [])


@pytest.mark.parametrize("shadow", [True, False])
async def test_in_shadow_nobody_gets_a_strike(shadow: bool) -> None:
    world = World(rule(Warn(), mode=Mode.SHADOW if shadow else Mode.ENFORCE), trial=0 if shadow else None)
    world.dry_chat.always("sendMessage", lambda _: Outcome(Status.SIMULATED))
    await world.sees(post())
    assert (world.chat.calls, await strikes(world)) == ([], 0)
    assert await world.log() == [("warn", "simulated", "")]


async def test_the_dry_run_knows_strikes_and_gives_none() -> None:
    world = World()
    struck = entry(post(), "set/rule", "12345678")
    assert struck is not None
    dry = SimulatedStrikes(world.store)
    assert await dry.add_strike(struck)
    assert await dry.strikes(CHAT, SPAMMER, DATE) == 0
    await world.store.add_strike(struck)
    assert await dry.strikes(CHAT, SPAMMER, DATE) == 1


def ladder() -> tuple[Rule, Rule]:
    """Two warnings, and whoever goes on is banned."""
    third = Leaf(AuthorCondition(strikes=Bounds(at_least=2)))
    return rule(Warn()), rule(Ban(), condition=third)


class Told(World):
    """A world with a witness who looks strikes up."""

    def __init__(self, *rules: Rule) -> None:
        super().__init__(*rules)
        self.asked: list[frozenset[Fact]] = []
        self.knows = TelegramWitness(FakeAdministrators({CHAT: []}), self.chat, self.store)
        self.witness.learn = self._learn  # type: ignore[method-assign]

    async def _learn(self, post: Post, missing: frozenset[Fact]) -> Post:
        self.asked.append(missing)
        return await self.knows.learn(post, missing)


async def test_rules_build_on_strikes() -> None:
    world = Told(*ladder())
    await world.sees(*(post(message_id=number, date=DATE + number) for number in (1, 2)))
    assert "banChatMember" not in world.chat.methods()
    await world.sees(post(message_id=3, date=DATE + 3))
    assert world.chat.methods().count("banChatMember") == 1


async def test_a_post_handled_again_gets_the_same_verdict_whatever_strike_it_brought() -> None:
    world = Told(*ladder())
    posts = [post(message_id=number, date=DATE + number) for number in (1, 2)]
    await world.sees(*posts, *posts, *posts)
    assert "banChatMember" not in world.chat.methods()


async def test_strikes_are_looked_up_only_when_a_verdict_depends_on_them() -> None:
    world = Told(rule(Delete()))
    await world.sees(post())
    assert world.asked == []
    world = Told(rule(Ban(), condition=Leaf(AuthorCondition(strikes=Bounds(at_least=2)))))
    await world.sees(post())
    assert world.asked == [frozenset({Fact.STRIKES})]
