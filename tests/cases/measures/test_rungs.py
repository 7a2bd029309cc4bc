"""What strikes bring by a chat's ladder: from moderators and from rules, whatever happens in between."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.actions.ban import Ban
from bot.actions.warn import Warn
from bot.cases.desk.attempt import Presser
from bot.cases.measures.rungs import Rungs
from bot.cases.settings import OwnersSettings
from bot.core.case import CaseOrigin
from bot.core.ladder import LADDER, read_ladder, rung, spelled_rung
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Chat
from bot.core.settings import ChatSettings
from bot.core.strikes import IN_EFFECT, StrikeEntry
from bot.core.verdict import Verdict
from bot.hands import Hands
from bot.moderator import Moderator
from bot.storage.memory import MemoryStore
from tests.cases.court import ADMIN, AUTHOR, GROUP, OTHER_ADMIN, Court, post, scam_rule
from tests.fakes import FakeClock, FakeRules

SANCTIONS = {"restrictChatMember": "mute", "banChatMember": "ban"}


@dataclass
class Stage(Court):
    """A court in which a rule warns, with the hands that the bot has."""

    rules: FakeRules = field(default_factory=lambda: FakeRules(scam_rule(actions=(Warn(),))))

    def moderator(self, store: Any = None) -> Moderator:
        class Nobody:
            async def announce(self, verdict: Verdict, outcomes: Any) -> None: ...

        class Ignorant:
            async def learn(self, post: Any, missing: Any) -> Any:
                return post

        ladders = Rungs(self.settings, self.store)
        hands = Hands(self.chat, self.escalations, self.store, records=self.automatic, ladders=ladders)
        return Moderator(
            rules=self.rules,
            log=self.store,
            people=self.store,
            recollection=self.store,
            witness=Ignorant(),
            announcer=Nobody(),
            clock=self.clock,
            real=hands,
            dry=hands,
        )

    def done(self) -> list[str]:
        return [SANCTIONS[method] for method, _ in self.chat.take() if method in SANCTIONS]


async def warned(court: Court, message_id: int, who: int = ADMIN) -> str:
    """A moderator warns the author of a post."""
    ref = await court.open(post(message_id=message_id, text=f"free btc {message_id}"))
    court.chat.take()
    await court.press(who, ref, Decision.WARN, f"q{message_id}")
    return ref


def sanctions(court: Court) -> list[str]:
    return [SANCTIONS[method] for method, _ in court.chat.take() if method in SANCTIONS]


async def test_moderators_warnings_climb_the_ladder() -> None:
    court = Court()
    climbed = []
    for message_id in range(50, 54):
        await warned(court, message_id)
        climbed.append(sanctions(court))
    assert climbed == [[], ["mute"], ["ban"], ["ban"]]
    details = [entry.detail for entry in await court.log() if entry.action in ("mute", "ban")]
    assert details == [f"ladder: {number} strikes in effect" for number in (2, 3, 4)]
    assert {entry.actor for entry in await court.log() if entry.action in ("mute", "ban")} == {str(ADMIN)}


async def test_a_rung_belongs_to_the_case_and_is_undone_with_it() -> None:
    court = Court()
    await warned(court, 50)
    ref = await warned(court, 51)
    case = await court.case(ref)
    assert [item.action for item in case.applied] == ["warn", "mute"]
    restricted = {"status": "restricted", "user": {"id": AUTHOR.id}, "until_date": 1_700_086_400}
    court.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result=restricted))
    court.chat.take()
    court.clock.at += 60
    await court.desk.reverse(*_by(OTHER_ADMIN, ref))
    [given] = [params for method, params in court.chat.take() if method == "restrictChatMember"]
    assert all(given["permissions"].values())
    assert await court.store.strikes(GROUP.id, AUTHOR.id or 0, int(court.clock.at)) == 1


def _by(who: int, ref: str) -> tuple[Any, str, str]:
    return Presser(who, "Ann"), ref, f"case:{ref}:press:r"


async def test_a_strike_that_was_taken_back_is_no_rung() -> None:
    court = Court()
    ref = await warned(court, 50)
    court.clock.at += 60
    await court.desk.reverse(*_by(OTHER_ADMIN, ref))
    court.chat.take()
    await warned(court, 51)
    assert sanctions(court) == []


async def test_two_warnings_at_once_are_two_strikes() -> None:
    court = Court()
    posts = [post(message_id=message_id) for message_id in (50, 51)]
    first, second = [await court.openings.open(each, CaseOrigin.MODERATOR) for each in posts]
    assert first.ref != second.ref
    decisions = [(ADMIN, first.ref), (OTHER_ADMIN, second.ref)]
    await asyncio.gather(*(court.press(who, ref, Decision.WARN, ref) for who, ref in decisions))
    assert await court.store.strikes(GROUP.id, AUTHOR.id or 0, int(court.clock.at)) == 2
    assert sanctions(court) == ["mute"]


async def test_a_kill_between_a_moderators_strike_and_its_rung_loses_neither() -> None:
    court = Court()
    await warned(court, 50)
    ref = await court.open(post(message_id=51, text="free btc 51"))
    court.chat.always("restrictChatMember", lambda _: _killed())
    with pytest.raises(KeyboardInterrupt):
        await court.press(ADMIN, ref, Decision.WARN)
    assert await court.store.strikes(GROUP.id, AUTHOR.id or 0, int(court.clock.at)) == 2
    court.chat.take()
    court.chat.always("restrictChatMember", lambda _: None)
    muted = {"status": "restricted", "user": {"id": AUTHOR.id}, "until_date": 1_700_086_400}
    court.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result=muted))
    await court.press(ADMIN, ref, Decision.WARN)
    assert sanctions(court) == ["mute"]
    assert await court.store.strikes(GROUP.id, AUTHOR.id or 0, int(court.clock.at)) == 2
    # What the author was allowed before is what it was before the first attempt.
    assert [item.former for item in (await court.case(ref)).applied] == [None, None]


def _killed() -> Outcome:
    raise KeyboardInterrupt


async def test_a_rules_warnings_climb_too() -> None:
    stage = Stage()
    moderator, climbed = stage.moderator(), []
    for message_id in range(50, 54):
        await moderator.moderate(post(message_id=message_id))
        climbed.append(stage.done())
    assert climbed == [[], ["mute"], ["ban"], ["ban"]]
    rows = [(entry.action, entry.rule, entry.detail) for entry in await stage.log() if entry.action in ("mute", "ban")]
    assert rows[0] == ("mute", "scams/free-btc", "ladder: 2 strikes in effect")
    cases = await stage.store.cases_of(AUTHOR.id or 0)
    assert [item.action for item in cases[-2].applied] == ["warn", "mute"]


async def test_handling_an_update_again_climbs_no_further() -> None:
    stage = Stage()
    for message_id in (50, 51, 51, 50):
        await stage.moderator().moderate(post(message_id=message_id))
    assert stage.done() == ["mute"]
    assert await stage.store.strikes(GROUP.id, AUTHOR.id or 0, 1_700_000_000) == 2


async def test_a_kill_between_strike_and_rung_loses_neither() -> None:
    stage = Stage()
    await stage.moderator().moderate(post(message_id=50))
    stage.chat.hold()
    handling = asyncio.create_task(stage.moderator().moderate(post(message_id=51)))
    for _ in range(50):
        await asyncio.sleep(0)
    assert stage.chat.methods()[-1] == "sendMessage"  # the strike is given, and the warning under way
    assert await stage.store.strikes(GROUP.id, AUTHOR.id or 0, 1_700_000_000) == 2
    handling.cancel()
    await asyncio.gather(handling, return_exceptions=True)
    stage.chat.release()
    assert stage.done() == []
    await stage.moderator().moderate(post(message_id=51))
    assert stage.done() == ["mute"]
    assert await stage.store.strikes(GROUP.id, AUTHOR.id or 0, 1_700_000_000) == 2


async def test_beside_a_graver_rule_the_ladder_adds_nothing() -> None:
    stage = Stage(rules=FakeRules(scam_rule(actions=(Warn(), Ban()))))
    await stage.moderator().moderate(post(message_id=50))
    await stage.moderator().moderate(post(message_id=51))
    assert stage.done() == ["ban", "ban"]
    assert all("ladder" not in entry.detail for entry in await stage.log())


async def test_a_chat_can_do_without() -> None:
    stage = Stage()
    await stage.settings.change(GROUP.id, "ladder", read_ladder(["off"]), ADMIN, "k")
    for message_id in range(50, 54):
        await stage.moderator().moderate(post(message_id=message_id))
    assert stage.done() == []


async def test_what_telegram_cannot_do_goes_to_the_moderators() -> None:
    stage = Stage()
    basic = Chat(GROUP.id, "group", "Flowers")
    for message_id in (50, 51):
        await stage.moderator().moderate(post(message_id=message_id, chat=basic))
    row = next(entry for entry in await stage.log() if entry.action == "mute")
    assert (row.outcome, row.detail) == (
        Status.FAILED,
        "ladder: 2 strikes in effect; Telegram mutes only in supergroups",
    )
    assert "escalate" in [entry.action for entry in await stage.log()]


DAYS = st.lists(st.tuples(st.integers(0, 400), st.booleans()), min_size=1, max_size=12)


@settings(max_examples=60, deadline=None)
@given(DAYS)
def test_the_rung_is_that_of_the_strikes_in_effect(given_strikes: list[tuple[int, bool]]) -> None:
    """Strikes on ascending days, some of which are taken back at once."""

    async def play() -> None:
        store = MemoryStore()
        rungs = Rungs(OwnersSettings(store, FakeClock(), ChatSettings()), store)
        standing: list[int] = []
        for number, (day, taken_back) in enumerate(sorted(given_strikes)):
            at = day * 86_400
            strike = StrikeEntry(f"k{number}", 1, 2, "r", "v", at, at + IN_EFFECT, case=f"C-{number}")
            expected = 1 + sum(at < other + IN_EFFECT for other in standing)
            foretold = await rungs.reached(strike)
            await store.add_strike(strike)
            reached = await rungs.reached(strike)
            assert reached == foretold
            assert reached is not None
            assert (reached.strikes, spelled_rung(reached.measure)) == (expected, spelled_rung(rung(LADDER, expected)))
            if taken_back:
                await store.take_back(f"C-{number}", at)
                assert await rungs.reached(strike) is None
            else:
                standing.append(at)

    asyncio.run(play())


async def test_a_rung_that_changes_nothing_is_neither_told_nor_noted() -> None:
    court = Stage()
    first = await court.open(post())
    await court.press(ADMIN, first, Decision.WARN)
    second = await court.open(post(message_id=51))
    muted = {"status": "restricted", "can_send_messages": False, "until_date": 0}
    court.chat.always("getChatMember", lambda _: Outcome(Status.DONE, result=muted))
    answer = await court.press(ADMIN, second, Decision.WARN, "q2")
    assert answer.text == "The author is warned: 2 strikes in effect."
    assert [item.action for item in (await court.case(second)).applied] == ["warn"]
    card = court.chat.of("editMessageText")[-1]["text"]
    assert "Author warned by" in card
    assert "skipped" not in card
