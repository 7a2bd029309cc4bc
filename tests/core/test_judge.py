import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.finding import Fact, Truth
from bot.core.judge import Judge
from bot.core.logic import All, Count, Leaf, Node, NoneOf
from bot.core.plan import Plan
from bot.core.post import Author, Post, PostKind
from bot.core.ruleset import Mode, Rule, RuleSet
from bot.core.verdict import Verdict
from tests.core.fakes import ESCALATE, Constant, Exempt, FakeIndex, Punish, always, post, rule, says


def judge_of(*rules: Rule) -> Judge:
    queries = [query for rule in rules for leaf in rule.condition.leaves() for query in leaf.queries()]
    return Judge([Plan([RuleSet("set", rules=rules)])], FakeIndex(dict.fromkeys(queries)), ESCALATE)


def judge(message: Post, *rules: Rule) -> Verdict:
    return judge_of(*rules).judge(message)


def names(verdict: Verdict) -> list[str]:
    return [match.rule.name.removeprefix("set/") for match in verdict.matches]


def test_a_clean_post() -> None:
    verdict = judge(post("hello"), rule("r", says("spam")))
    assert verdict == Verdict(post("hello"))
    assert not verdict.matched


def test_a_match_with_its_evidence() -> None:
    verdict = judge(post("buy SPAM now"), rule("r", says("spam")))
    ((evidence,),) = (match.evidence for match in verdict.matches)
    assert (evidence.surface, evidence.start, evidence.end, evidence.text) == ("text", 4, 8, "SPAM")
    assert verdict.matched


def test_evidence_that_several_branches_rest_on_is_told_once() -> None:
    verdict = judge(
        post("buy SPAM now"), rule("r", All((Count((Leaf(says("spam")), Leaf(says("now")))), Leaf(says("spam")))))
    )
    assert [evidence.text for evidence in verdict.matches[0].evidence] == ["SPAM", "now"]


def test_no_rule_tells_more_than_twenty_pieces() -> None:
    words = [f"word{number}x" for number in range(25)]
    verdict = judge(post(" ".join(words)), rule("r", All(tuple(Leaf(says(word)) for word in words))))
    assert len(verdict.matches[0].evidence) == 20


def test_priority_first_then_the_order_of_the_file() -> None:
    rules = [rule("a", always()), rule("b", always(), priority=5), rule("c", always()), rule("d", always(), priority=5)]
    verdict = judge(post(), *rules)
    assert names(verdict) == ["b", "d", "a", "c"]
    assert verdict.leading is rules[1]


@pytest.mark.parametrize(
    ("priorities", "matching"),
    [
        ((5, 4), ["allow"]),
        ((5, 5), ["allow", "r"]),
        ((5, 6), ["r", "allow"]),
    ],
)
def test_an_exemption_covers_lower_priorities_only(priorities: tuple[int, int], matching: list[str]) -> None:
    allow, other = priorities
    verdict = judge(post(), rule("allow", always(), Exempt(), priority=allow), rule("r", always(), priority=other))
    assert names(verdict) == matching


def test_an_exemption_in_shadow_exempts_nobody() -> None:
    exempting = rule("allow", always(), Exempt(), priority=9, mode=Mode.SHADOW)
    assert names(judge(post(), exempting, rule("r", always()))) == ["r"]


def test_shadow_is_recorded_apart() -> None:
    verdict = judge(post(), rule("s", always(), mode=Mode.SHADOW))
    assert (names(verdict), verdict.steps, verdict.matched) == ([], (), False)
    assert [match.rule.name for match in verdict.shadows] == ["set/s"]
    assert [step.action.name for step in verdict.shadow_steps] == ["act"]


def test_disabled_rules_are_not_judged() -> None:
    assert judge_of(rule("d", always(), mode=Mode.DISABLED)).rules == []


def test_kinds_of_post() -> None:
    comments = rule("c", always(), applies_to=frozenset({PostKind.COMMENT}))
    words = rule("w", says("spam"), applies_to=frozenset({PostKind.COMMENT}))
    assert names(judge(post("spam"), comments, words)) == []
    assert names(judge(post("spam", kind=PostKind.COMMENT), comments, words)) == ["c", "w"]


@pytest.mark.parametrize(("date", "matching"), [(99, ["r"]), (100, [])])
def test_expiry_is_by_the_date_of_the_post(date: int, matching: list[str]) -> None:
    assert names(judge(post(date=date), rule("r", always(), expires=100))) == matching


class TestMissingFacts:
    unknown = Leaf(Constant(Truth.UNKNOWN, frozenset({Fact.POSTS})))

    def test_unknown_rules_do_not_fire_and_say_what_they_miss(self) -> None:
        verdict = judge(post(), rule("r", self.unknown))
        assert names(verdict) == []
        assert verdict.missing == {Fact.POSTS}

    def test_what_is_exempted_misses_nothing(self) -> None:
        verdict = judge(post(), rule("a", always(), Exempt(), priority=1), rule("r", self.unknown))
        assert verdict.missing == frozenset()

    def test_a_sanction_depends_on_whether_the_author_is_an_admin(self) -> None:
        rules = [rule("r", always(), Punish())]
        assert judge(post(author=Author(7)), *rules).missing == {Fact.ADMIN}
        assert judge(post(), *rules).missing == frozenset()


def test_counting_posts_is_asked_for_by_conditions() -> None:
    class Counting(Constant):
        @property
        def counts_posts(self) -> bool:
            return True

    assert judge_of(rule("r", NoneOf((Leaf(Counting(Truth.TRUE)),)))).counts_posts
    assert not judge_of(rule("r", always())).counts_posts


WORDS = ["alpha", "beta", "gamma", "delta"]
CONDITIONS = st.recursive(
    st.sampled_from([Leaf(says(word)) for word in WORDS] + [Leaf(Constant(truth)) for truth in Truth]),
    lambda nodes: st.builds(
        lambda build, children: build(tuple(children)),
        st.sampled_from([All, Count, NoneOf, lambda children: Count(children, 2)]),
        st.lists(nodes, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


class Untriggered(Node):
    """The same node, but every post calls it."""

    def __init__(self, node: Node) -> None:
        self.evaluate = node.evaluate  # type: ignore[method-assign]
        self.leaves = node.leaves  # type: ignore[method-assign]

    def evaluate(self, context): ...  # type: ignore[no-untyped-def]

    def leaves(self): ...  # type: ignore[no-untyped-def]

    def triggers(self) -> None:
        return None

    def may_hold(self, fired: object) -> bool:
        return True


@given(
    st.lists(st.tuples(CONDITIONS, st.integers(0, 2), st.booleans()), max_size=5),
    st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
)
def test_calling_rules_by_their_triggers_changes_no_verdict(written: list[tuple[Node, int, bool]], text: str) -> None:
    def verdict(wrap: type[Untriggered] | None) -> tuple[list[str], list[object]]:
        rules = [
            rule(str(place), wrap(node) if wrap else node, *([Exempt()] if exempts else []), priority=priority)
            for place, (node, priority, exempts) in enumerate(written)
        ]
        found = judge(post(text), *rules)
        return names(found), [match.evidence for match in found.matches]

    assert verdict(None) == verdict(Untriggered)
