"""Rules of the bot and rules of a chat in one judge."""

from bot.core.judge import Judge
from bot.core.plan import Plan
from bot.core.ruleset import Mode, Rule, RuleSet
from tests.core.fakes import ESCALATE, Exempt, FakeIndex, always, post, rule, says


def judge_of(shared: list[Rule], own: list[Rule]) -> Judge:
    queries = [query for rule in (*shared, *own) for leaf in rule.condition.leaves() for query in leaf.queries()]
    plans = [Plan([RuleSet("shared", rules=tuple(shared))]), Plan([RuleSet("own", rules=tuple(own))])]
    return Judge(plans, FakeIndex(queries), ESCALATE)


def names(rules: list[Rule]) -> list[str]:
    return [rule.name.removeprefix("set/") for rule in rules]


def test_rules_of_both_are_judged_by_priority_and_the_shared_come_first() -> None:
    judge = judge_of(
        [rule("a", always(), priority=1), rule("b", says("x"))], [rule("c", always()), rule("d", says("x"), priority=2)]
    )
    assert names([match.rule for match in judge.judge(post("x")).matches]) == ["d", "a", "b", "c"]
    assert names([match.rule for match in judge.judge(post("y")).matches]) == ["a", "c"]


def test_a_chat_may_exempt_from_shared_rules_of_lower_priority() -> None:
    judge = judge_of(
        [rule("low", always()), rule("high", always(), priority=9)], [rule("allow", always(), Exempt(), priority=5)]
    )
    assert names([match.rule for match in judge.judge(post()).matches]) == ["high", "allow"]


def test_what_a_judge_tells_of_its_rules() -> None:
    judge = judge_of(
        [rule("a", always()), rule("off", always(), mode=Mode.DISABLED)], [rule("b", always(), priority=1)]
    )
    assert names(list(judge.rules)) == ["b", "a"]
    assert [set_.name for set_ in judge.sets] == ["shared", "own"]
