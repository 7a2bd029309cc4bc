"""The law of pardon."""

from bot.actions.allow import Allow
from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.core.pardon import without
from bot.core.verdict import Match, Verdict
from tests.cases.court import post, scam_rule

FIRST = Match(scam_rule(name="a/first", actions=(Delete(), Ban())))
LATER = Match(scam_rule(name="b/later", actions=(Delete(),), priority=-5))
EXEMPTING = Match(scam_rule(name="a/exempt", actions=(Allow(),)))


def steps(verdict: Verdict) -> list[tuple[str, str]]:
    return [(step.action.name, step.rule.name) for step in verdict.steps]


def test_every_other_rule_still_acts() -> None:
    verdict = without(Verdict(post(), (FIRST, LATER)), {"a/first"}, Escalate())
    assert verdict.matches == (LATER,)
    assert steps(verdict) == [("delete", "b/later")]


def test_without_any_rule_nothing_is_done() -> None:
    verdict = without(Verdict(post(), (FIRST,)), {"a/first", "b/later"}, Escalate())
    assert (verdict.matches, verdict.steps, verdict.matched) == ((), (), False)


def test_other_names_change_nothing() -> None:
    verdict = Verdict(post(), (FIRST,))
    assert without(verdict, {"a/firs"}, Escalate()) is verdict


def test_a_rule_that_exempts_stays() -> None:
    verdict = Verdict(post(), (EXEMPTING, FIRST))
    assert without(verdict, {"a/exempt", "a/first"}, Escalate()).matches == (EXEMPTING,)
