from itertools import islice
from random import Random
from typing import Any

from bot.cases.opening import Openings
from bot.cases.refs import refs
from bot.core.case import CaseOrigin
from bot.storage.memory import MemoryStore
from tests.cases.court import AUTHOR, GROUP, post, scam_rule
from tests.fakes import FakeClock


class OneSign(Random):
    """A random source that knows only one sign."""

    def choices(self, *args: Any, k: int = 1, **kwargs: Any) -> list[Any]:
        return ["7"] * k


def test_refs_grow_when_short_ones_are_taken() -> None:
    assert list(islice(refs(OneSign()), 9)) == ["C-7777"] * 4 + ["C-77777"] * 4 + ["C-777777"]


def test_refs_have_no_letters_that_look_like_digits() -> None:
    assert not set("ILOU") & set("".join(islice(refs(Random(3)), 500)))


async def test_a_taken_ref_is_not_given_twice() -> None:
    openings = Openings(MemoryStore(), FakeClock(), OneSign())
    first = await openings.open(post(message_id=1), CaseOrigin.RULE)
    second = await openings.open(post(message_id=2), CaseOrigin.RULE)
    assert (first.ref, second.ref) == ("C-7777", "C-77777")


async def test_a_case_knows_its_post_and_its_rule() -> None:
    case = await Openings(MemoryStore(), FakeClock(1234.9), Random(1)).open(
        post(revision=3), CaseOrigin.RULE, scam_rule()
    )
    assert (case.chat_id, case.message_id, case.revision, case.author_id) == (GROUP.id, 50, 3, AUTHOR.id)
    assert (case.rule, case.rule_version, case.opened_at) == ("scams/free-btc", "ab12cd34", 1234)


async def test_a_post_has_one_case() -> None:
    openings = Openings(MemoryStore(), FakeClock(), Random(1))
    first = await openings.open(post(), CaseOrigin.REPORT)
    assert (await openings.open(post(), CaseOrigin.RULE, scam_rule())).ref == first.ref
