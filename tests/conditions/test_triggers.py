"""Whenever a condition holds, one of its triggers has a hit: else a rule would sleep through what it is there for."""

import itertools
from typing import Any

import pytest

from bot.core.condition import Context
from bot.core.finding import Truth
from bot.lang.short import read_short
from bot.matching.index import build_index
from tests.conditions.kit import rule_with

CONDITIONS = [
    "{words: [airdrop, free *]}",
    "{words: {any: airdrop, exact: true, in: [text, button]}}",
    "{contains: [drop, 免费]}",
    r"{regex: ['earn \d+', '\d{4}']}",
    "{regex: {any: 'EARN', view: original}}",
    "{links: example.com}",
    "{links: {domain: [example.com, t.me], path: /a, count: {at_least: 1}}}",
    "{links: {domain: example.com, count: {at_most: 5}}}",
    "{links: {not_domain: example.com}}",
    "{author: {name: support, username: help}}",
    "{author: {name: support, posts: {below: 3}}}",
    "{mentions: [durov, best_casino]}",
    "{mentions: {any: durov, count: {at_most: 3}}}",
    "{mentions: {any: durov, in: [text, sender_name]}}",
    "{words: airdrop, contacts: phone}",
    "{any: [{words: airdrop}, {links: t.me}, {author: {name: support}}]}",
    "{words: airdrop, none: [{links: t.me}]}",
    "{count: {of: [{words: airdrop}, {contains: drop}, {links: true}], at_least: 2}}",
    "{media: photo, length: {below: 20}}",
]
POSTS: list[dict[str, Any]] = [
    {"text": "hello"},
    {"text": "A free Airdrop!"},
    {"text": "аirdrор"},
    {"text": "a i r d r o p"},
    {"text": "EARN 5000 now"},
    {"text": "这里免费"},
    {"text": "see https://www.example.com/a"},
    {"text": "see hxxps://exаmple[.]com/a and t.me/abc"},
    {"text": "", "buttons": [{"text": "airdrop", "url": "https://t.me/a"}]},
    {"text": "hi", "links": [{"url": "https://example.com/b", "text": "bank"}]},
    {"text": "airdrop", "author": {"name": "Official Suppоrt", "username": "helpdesk", "posts": 1}},
    {"text": "hi", "media": "photo"},
    {"text": "ask @Durov, @durov or \uff20best_casino"},
    {"text": "airdrop: +7 916 123-45-67", "author": {"name": "not @durov"}},
]


@pytest.mark.parametrize(("condition", "post"), list(itertools.product(CONDITIONS, POSTS)))
def test_what_holds_was_called(condition: str, post: dict[str, Any]) -> None:
    node = rule_with(condition).condition
    message = read_short(post)
    scan = build_index(tuple(query for leaf in node.leaves() for query in leaf.queries())).scan(message)
    if node.evaluate(Context(message, scan)).truth is Truth.TRUE:
        triggers = node.triggers()
        assert triggers is None or not triggers.isdisjoint(scan.fired())


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_holds_for_some_post(condition: str) -> None:
    node = rule_with(condition).condition
    index = build_index(tuple(query for leaf in node.leaves() for query in leaf.queries()))
    posts = [read_short(post) for post in POSTS]
    assert any(node.evaluate(Context(post, index.scan(post))).truth is Truth.TRUE for post in posts)
