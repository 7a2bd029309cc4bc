import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.condition import Context
from bot.core.finding import Fact, Finding, Truth
from bot.core.logic import All, Count, Leaf, Node, NoneOf
from bot.core.query import Query
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


class TestTriggers:
    one, two, many = says("one"), says("two"), says("many")

    def query(self, leaf: Leaf) -> Query:
        return leaf.condition.queries()[0]

    def test_all_is_called_by_its_lightest_part(self) -> None:
        light, heavy = Leaf(says("a")), Leaf(type(self.one)(Query(self.one.query.kind, ("b", "c", "d"))))
        assert All((heavy, light)).triggers() == frozenset({self.query(light)})

    def test_all_is_called_by_any_part_that_can_be(self) -> None:
        assert All((*leaves(TRUE), Leaf(self.one))).triggers() == frozenset({self.one.query})

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
