import itertools
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.condition import Context
from bot.core.finding import Fact, Finding, Truth, at_least, every
from bot.core.logic import All, Count, Leaf, Node, NoneOf
from bot.core.query import PatternKind, Query
from tests.core.fakes import Constant, FakeIndex, post, says

TRUE, FALSE, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def evaluate(node: Node, text: str = "") -> Finding:
    message = post(text)
    queries = [query for leaf in node.leaves() for query in leaf.queries()]
    return node.evaluate(Context(message, FakeIndex(queries).scan(message)))


def leaves(*truths: Truth) -> tuple[Leaf, ...]:
    return tuple(Leaf(Constant(truth, frozenset({list(Fact)[place % 6]}))) for place, truth in enumerate(truths))


@pytest.mark.parametrize("truths", list(itertools.product(Truth, repeat=3)))
def test_kleene_tables(truths: tuple[Truth, ...]) -> None:
    values = [truth.value for truth in truths]
    assert evaluate(All(leaves(*truths))).truth.value == min(values)
    assert evaluate(Count(leaves(*truths))).truth.value == max(values)
    assert evaluate(NoneOf(leaves(*truths))).truth.value == 2 - max(values)
    assert evaluate(Count(leaves(*truths), 2)).truth.value == sorted(values)[1]


NODES = st.recursive(
    st.sampled_from([leaves(truth)[0] for truth in Truth]),
    lambda nodes: st.builds(
        lambda build, children: build(tuple(children)),
        st.sampled_from([All, Count, NoneOf, lambda children: Count(children, 2)]),
        st.lists(nodes, min_size=1, max_size=4),
    ),
    max_leaves=12,
)


@given(NODES, NODES)
def test_de_morgan(one: Node, other: Node) -> None:
    assert evaluate(NoneOf((one, other))).truth is evaluate(All((NoneOf((one,)), NoneOf((other,))))).truth
    assert evaluate(NoneOf((All((one, other)),))).truth is evaluate(Count((NoneOf((one,)), NoneOf((other,))))).truth


@given(NODES)
def test_double_negation(node: Node) -> None:
    assert evaluate(NoneOf((NoneOf((node,)),))).truth is evaluate(node).truth


@given(NODES)
def test_only_what_is_unknown_lacks_facts(node: Node) -> None:
    finding = evaluate(node)
    assert bool(finding.missing) is (finding.truth is UNKNOWN)


def test_missing_facts_are_those_of_the_unknown_parts() -> None:
    node = All((Leaf(Constant(UNKNOWN, frozenset({Fact.POSTS}))), Leaf(Constant(UNKNOWN, frozenset({Fact.ADMIN})))))
    assert evaluate(node).missing == {Fact.POSTS, Fact.ADMIN}


def test_what_does_not_hold_anyway_asks_for_no_facts() -> None:
    assert evaluate(All(leaves(UNKNOWN, FALSE))).missing == frozenset()


def test_evidence_of_all_parts_that_hold() -> None:
    node = All((Leaf(says("free")), Count((Leaf(says("btc")), Leaf(says("eth"))))))
    assert [item.text for item in evaluate(node, "Free BTC").evidence] == ["Free", "BTC"]


WORDS = ("free", "btc", "eth", "win")
MIXED = st.recursive(
    st.one_of(
        st.sampled_from(WORDS).map(says),
        st.builds(Constant, st.sampled_from(Truth), st.sampled_from(Fact).map(lambda fact: frozenset({fact}))),
    ).map(Leaf),
    lambda nodes: st.builds(
        lambda build, children: build(tuple(children)),
        st.sampled_from([All, Count, NoneOf, *(partial(Count, at_least=number) for number in (0, 2, 3, 9))]),
        st.lists(nodes, min_size=1, max_size=4),
    ),
    max_leaves=10,
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)


def plainly(node: Node, context: Context) -> Finding:
    """The finding when every child is asked, in the order they were written."""
    if isinstance(node, Leaf):
        return node.condition.check(context)
    assert isinstance(node, All | Count | NoneOf)
    findings = [plainly(child, context) for child in node.children]
    if isinstance(node, All):
        return every(findings)
    if isinstance(node, Count):
        return at_least(node.at_least, findings)
    finding = at_least(1, findings)
    opposite = {TRUE: Finding(FALSE), FALSE: Finding(TRUE)}
    return opposite.get(finding.truth, finding)


@given(MIXED, TEXTS)
def test_the_order_of_asking_changes_no_answer(node: Node, text: str) -> None:
    message = post(text)
    context = Context(message, FakeIndex().scan(message))
    assert node.evaluate(context) == plainly(node, context)


@given(MIXED, TEXTS)
def test_what_is_not_false_was_called_and_may_hold(node: Node, text: str) -> None:
    queries = [query for leaf in node.leaves() for query in leaf.queries()]
    message = post(text)
    fired = frozenset(FakeIndex(queries).scan(message).fired())
    triggers = node.triggers()
    called = triggers is None or not triggers.isdisjoint(fired)
    if evaluate(node, text).truth is not FALSE:
        assert called
        assert node.may_hold(fired)
    assert called or not node.may_hold(fired)


def test_what_may_hold_is_seen_without_looking_for_it() -> None:
    one, two = says("one"), says("two")
    node = All((Count((Leaf(one), Leaf(two)), 2), NoneOf((Leaf(one),))))
    assert node.may_hold({one.query, two.query})
    assert not node.may_hold({one.query})
    assert Count((Leaf(one), *leaves(UNKNOWN))).may_hold(frozenset())


def test_what_costs_more_is_asked_last() -> None:
    asked = []

    class Noted(Constant):
        def check(self, context: Context) -> Finding:
            asked.append(self)
            return super().check(context)

    dear, cheap = Noted(TRUE), says("free")
    assert evaluate(All((Leaf(dear), Leaf(cheap)))).truth is FALSE
    assert evaluate(NoneOf((Leaf(dear), Leaf(cheap))), "free").truth is FALSE
    assert evaluate(Count((Leaf(cheap), Leaf(dear), Leaf(cheap)), 2)).truth is FALSE
    assert not asked
    assert evaluate(All((Leaf(dear), Leaf(cheap))), "free").truth is TRUE
    assert asked == [dear]


class TestTriggers:
    one, two, many = says("one"), says("two"), says("many")

    def query(self, leaf: Leaf) -> Query:
        return leaf.condition.queries()[0]

    def test_all_is_called_by_its_lightest_part(self) -> None:
        light, heavy = Leaf(says("a")), Leaf(type(self.one)(Query(self.one.query.kind, ("b", "c", "d"))))
        assert All((heavy, light)).triggers() == frozenset({self.query(light)})

    def test_all_is_called_by_any_part_that_can_be(self) -> None:
        assert All((*leaves(TRUE), Leaf(self.one))).triggers() == frozenset({self.one.query})

    def test_all_is_called_by_many_words_rather_than_by_an_expression(self) -> None:
        words = type(self.one)(Query(PatternKind.WORD, tuple(map(str, range(50)))))
        expression = type(self.one)(Query(PatternKind.REGEX, (r"\d+ a",)))
        assert All((Leaf(expression), Leaf(words))).triggers() == frozenset({words.query})

    def test_count_is_called_by_so_many_that_one_of_them_must_hold(self) -> None:
        light = Leaf(self.one), Leaf(self.two)
        heavy = Leaf(type(self.one)(Query(PatternKind.REGEX, ("a", "b"))))
        assert Count((heavy, *light), 2).triggers() == frozenset({self.one.query, self.two.query})
        assert Count((*leaves(TRUE), *light), 2).triggers() == frozenset({self.one.query, self.two.query})
        assert len(Count((heavy, *light), 3).triggers() or ()) == 1
        assert Count(light, 3).triggers() == frozenset()

    def test_any_is_called_by_each(self) -> None:
        assert Count((Leaf(self.one), Leaf(self.two))).triggers() == frozenset({self.one.query, self.two.query})

    @pytest.mark.parametrize(
        "node",
        [
            Count((Leaf(says("x")), *leaves(TRUE))),
            NoneOf((Leaf(says("x")),)),
            All(leaves(TRUE)),
            Count((Leaf(says("x")),), 0),
        ],
    )
    def test_nothing_calls_what_may_hold_without_a_hit(self, node: Node) -> None:
        assert node.triggers() is None
