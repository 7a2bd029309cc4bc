"""What holds of every input, however odd. Each function raises `AssertionError` where it does not."""

import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from unicodedata import category

from bot.app.rules import load_rules, read_example, shipped_rules
from bot.cli._explanation import as_text
from bot.cli._explanation_json import as_values
from bot.core.errors import UnreadableUpdate
from bot.core.explain import explain
from bot.core.history import NO_PAST
from bot.core.judge import Judge
from bot.core.plan import queries
from bot.core.post import Post
from bot.core.query import Index
from bot.core.ruleset import Rule
from bot.lang.importers.automoderator.importing import import_rules
from bot.lang.importers.notes import report
from bot.lang.load import Loaded, load_text
from bot.matching.index import build_index
from bot.source.diagnostic import Diagnostic, Level
from bot.source.render import render
from bot.telegram.read import read

FILE = "odd.yaml"
_MOST_DIAGNOSTICS = 1_000
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})


@cache
def shipped() -> Judge:
    """The judge of the default rule sets."""
    judge = load_rules([shipped_rules()]).judge
    assert judge
    return judge


def rules_load_or_are_refused(source: str | bytes) -> Loaded:
    """Rules become a judge or errors, one of both; what is said of them can be printed."""
    loaded = load_text(source, FILE, read_example)
    failed = any(item.level is Level.ERROR for item in loaded.diagnostics)
    assert failed is (loaded.judge is None)
    assert len(loaded.diagnostics) <= _MOST_DIAGNOSTICS
    _printable(loaded.diagnostics, source)
    return loaded


def _printable(diagnostics: Iterable[Diagnostic], source: str | bytes) -> None:
    text = source if isinstance(source, str) else source.decode(errors="replace")
    printed = render(diagnostics, {FILE: text}.get)
    assert printed == "" or printed.endswith("\n")
    _is_harmless(printed)


def _is_harmless(printed: str) -> None:
    """Nothing in it is hidden, moves a cursor or has no encoding."""
    assert not [char for char in printed if char != "\n" and category(char) in _HARMFUL], printed


def can_be_judged(judge: Judge, post: Post) -> None:
    """A verdict, the same one twice, whose evidence is the part of the surface that it names."""
    verdict = judge.judge(post)
    texts = {(surface.name.value, surface.index): surface.text for surface in post.surfaces}
    for match in (*verdict.matches, *verdict.shadows):
        for item in match.evidence:
            text = texts[item.surface, item.index]
            assert 0 <= item.start < item.end <= len(text), (match.rule.name, item)
            assert item.text == text[item.start : item.end], (match.rule.name, item)
    again = judge.judge(post)
    assert (verdict.matches, verdict.shadows) == (again.matches, again.shadows)


def can_be_explained(judge: Judge, post: Post) -> None:
    """An explanation that can be printed, and of the same opinion as the verdict."""
    rules, index = _ruled(judge)
    explanation, verdict = explain(post, NO_PAST, rules, index, judge.sets), judge.judge(post)
    matched = {match.rule.name for match in (*verdict.matches, *verdict.shadows)}
    assert matched == {item.rule.name for item in explanation.rules if item.status in ("acts", "shadow")}
    printed = as_text(explanation, verdict, everything=True)
    _is_harmless(printed)
    json.dumps(as_values(explanation, verdict))


@cache
def _ruled(judge: Judge) -> tuple[Sequence[Rule], Index]:
    """Every rule, and an index over all of them."""
    rules = [rule for set_ in judge.sets for rule in set_.rules]
    return rules, build_index(queries(rules))


def can_be_read(update: Any) -> Post | None:
    """A post, none, or an error of the one kind; entities and targets are of surfaces that are there."""
    try:
        post = read(update)
    except UnreadableUpdate as error:
        str(error).encode()
        return None
    if post is None:
        return None
    assert all(surface.text for surface in post.surfaces)
    for entity in post.entities:
        assert 0 <= entity.start <= entity.end <= len(post.surfaces[entity.surface].text), entity
    for target in post.targets:
        assert post.surfaces[target.surface].text == target.url, target
    return post


def can_be_imported(data: bytes) -> None:
    """A set that loads, or the reason why there is none."""
    imported = import_rules(data, FILE, "page")
    _printable(imported.diagnostics, data)
    for account in imported.accounts:
        assert report(account)
    assert imported.text is not None or imported.diagnostics
    if imported.text is not None:
        faults = load_text(imported.text, "page.yaml").diagnostics
        assert not [item for item in faults if item.level is Level.ERROR], imported.text
