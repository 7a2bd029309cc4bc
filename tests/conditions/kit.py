"""Conditions as people write them, posts in their short form, answers as words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.core.condition import Condition, Context
from bot.core.finding import Finding
from bot.core.post import Post
from bot.core.query import Index, Link
from bot.core.ruleset import Rule
from bot.lang.load import load_text
from bot.lang.short import read_short
from bot.matching.index import build_index
from tests.core.fakes import FakeIndex

Given = Mapping[str, Any]


def rule_with(condition: str) -> Rule:
    """A rule with this `if`, in YAML on one line."""
    loaded = load_text(f"rules:\n  - {{id: r, if: {condition}, then: [log]}}\n", "test.yaml")
    assert loaded.judge, loaded.diagnostics
    return loaded.sets[0].rules[0]


def leaf(condition: str) -> Condition:
    """The only condition of an `if`."""
    (only,) = rule_with(condition).condition.leaves()
    return only


def find(condition: str, post: Given | Post, links: Sequence[Link] | None = None) -> Finding:
    """What a condition answers for a post, the index being the real one but where `links` are given."""
    node = rule_with(condition).condition
    queries: Iterable[Any] = [query for item in node.leaves() for query in item.queries()]
    index: Index = build_index(tuple(queries)) if links is None else FakeIndex(queries, links)
    message = post if isinstance(post, Post) else read_short(post)
    return node.evaluate(Context(message, index.scan(message)))


def answer(condition: str, post: Given | Post, links: Sequence[Link] | None = None) -> str:
    """`true`, `false`, `unknown`, or `unknown: ` and the facts that are missing."""
    finding = find(condition, post, links)
    facts = ", ".join(sorted(finding.missing))
    return finding.truth.name.lower() + (f": {facts}" if facts else "")
