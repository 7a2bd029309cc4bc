"""Explaining, which must be of one opinion with judging."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.core.condition import Context
from bot.core.explain import Branch, Kind, RuleExplanation, Status, explain
from bot.core.finding import Fact, Truth
from bot.core.history import NO_PAST
from bot.core.judge import Judge
from bot.core.logic import All, Count, Leaf, Node, NoneOf
from bot.core.plan import Plan
from bot.core.post import PostKind
from bot.core.ruleset import Mode, Rule, RuleSet
from tests.core.fakes import ESCALATE, Act, Constant, Exempt, FakeIndex, Says, always, post, rule, says


def explained(
    rules: Sequence[Rule], text: str = "free money", named: Sequence[tuple[str, Node]] = ()
) -> list[RuleExplanation]:
    queries = [query for item in rules for leaf in item.condition.leaves() for query in leaf.queries()]
    sets = [RuleSet("set", rules=tuple(rules), named=tuple(named))]
    return list(explain(post(text), NO_PAST, rules, FakeIndex(queries), sets).rules)


def statuses(*rules: Rule) -> dict[str, Status]:
    return {item.rule.name.removeprefix("set/"): item.status for item in explained(rules)}


def spelt(branch: Branch) -> object:
    """A branch as nested tuples: its kind, its truth, and its children."""
    return (branch.kind.value, branch.truth.name, *map(spelt, branch.children))


def test_every_condition_answers_though_the_first_decides() -> None:
    node = All((Leaf(says("never")), Count((Leaf(says("money")), NoneOf((Leaf(says("free")),))), at_least=2)))
    (item,) = explained([rule("r", node)])
    assert spelt(item.tree) == (
        "all",
        "FALSE",
        ("condition", "FALSE"),
        ("count", "FALSE", ("condition", "TRUE"), ("none", "FALSE", ("condition", "TRUE"))),
    )
    assert [branch.finding.evidence[0].text for branch in item.tree.walk() if branch.finding.evidence] == [
        "money",
        "free",
    ]


def test_what_became_of_each_rule() -> None:
    unknown = Constant(Truth.UNKNOWN, frozenset({Fact.POSTS}))
    assert statuses(
        rule("acts", always()),
        rule("shadow", always(), mode=Mode.SHADOW),
        rule("disabled", always(), mode=Mode.DISABLED),
        rule("expired", always(), expires=0),
        rule("other", always(), applies_to=frozenset({PostKind.REACTION})),
        rule("not", says("never")),
        rule("unknown", unknown),
    ) == {
        "acts": Status.ACTS,
        "shadow": Status.SHADOW,
        "disabled": Status.DISABLED,
        "expired": Status.EXPIRED,
        "other": Status.OTHER_KIND,
        "not": Status.DID_NOT_HOLD,
        "unknown": Status.UNKNOWN,
    }


def test_an_allow_exempts_from_rules_of_lower_priority_alone() -> None:
    rules = [rule("low", always()), rule("same", always(), priority=5), rule("allow", always(), Exempt(), priority=5)]
    found = explained([*rules, rule("not", says("never"))])
    assert {item.rule.name: item.exempted_by and item.exempted_by.name for item in found} == {
        "set/low": "set/allow",
        "set/same": None,
        "set/allow": None,
        "set/not": None,
    }


def test_nearly_is_all_but_one_with_something_found() -> None:
    near = All((Leaf(says("free")), Leaf(says("never"))))
    far = All((Leaf(says("free")), Leaf(says("never")), Leaf(says("ever"))))
    nothing = All((always(), Leaf(says("never"))))
    assert [item.nearly for item in explained([rule("a", near), rule("b", far), rule("c", nothing)])] == [
        True,
        False,
        False,
    ]


def test_named_conditions_keep_their_names() -> None:
    money = Leaf(says("money"))
    (item,) = explained([rule("r", All((money, always())))], named=[("cash", money)])
    assert [branch.name for branch in item.tree.walk()] == ["", "cash", ""]
    assert item.tree.children[0].kind is Kind.CONDITION


TRUTHS = st.sampled_from(Truth).map(lambda truth: Leaf(Constant(truth, frozenset({Fact.POSTS}))))
WORDS = st.sampled_from(["free", "money", "never"]).map(lambda word: Leaf(says(word)))
NODES = st.recursive(
    TRUTHS | WORDS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: All(tuple(nodes))),
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: NoneOf(tuple(nodes))),
        st.lists(inner, min_size=1, max_size=3).map(lambda nodes: Count(tuple(nodes))),
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Count(tuple(nodes), 2)),
    ),
    max_leaves=6,
)
RULES = st.builds(
    lambda number, node, action, priority, mode: rule(str(number), node, action, priority=priority, mode=mode),
    st.integers(0, 99),
    NODES,
    st.sampled_from([Act(), Exempt()]),
    st.integers(0, 2),
    st.sampled_from(Mode),
)


@given(st.lists(RULES, max_size=4))
def test_it_agrees_with_judging(rules: list[Rule]) -> None:
    queries = [query for item in rules for leaf in item.condition.leaves() for query in leaf.queries()]
    index = FakeIndex(queries)
    verdict = Judge([Plan([RuleSet("set", rules=tuple(rules))])], index, ESCALATE).judge(post("free money"))
    found = explain(post("free money"), NO_PAST, rules, index).rules
    assert [item.rule for item in found if item.status is Status.ACTS] == [match.rule for match in verdict.matches]
    assert [item.rule for item in found if item.status is Status.SHADOW] == [match.rule for match in verdict.shadows]


class Counting(Says):
    """Tells what it saw."""

    def account(self, context: Context) -> str:
        return f"{len(context.post.text)} characters"


def test_conditions_give_their_account() -> None:
    (item,) = explained([rule("r", Counting(says("x").query))])
    assert (item.tree.account, item.tree.truth) == ("10 characters", Truth.FALSE)
