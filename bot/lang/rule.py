"""One rule: YAML to a `Rule`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.core import logic
from bot.core.action import Action
from bot.core.ruleset import Rule
from bot.lang.arguments import Binder
from bot.lang.heads import RuleHead
from bot.lang.logic import OPERATORS, Conditions
from bot.lang.parameters import example, parameters
from bot.lang.shapes import as_items, as_mapping, describe, is_nothing, misspelt, vocabulary_hint
from bot.lang.version import version_of
from bot.lang.vocabulary import ACTIONS, CONDITIONS
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence, Span

STRUCTURE = ("if", "unless", "then", "examples")
"""The keys of a rule that are not in its head."""

_KEYS = (*(parameter.name for parameter in parameters(RuleHead)), *STRUCTURE)


@dataclass(frozen=True, slots=True)
class Written:
    """A rule, and where it was written."""

    rule: Rule
    node: Mapping

    @property
    def place(self) -> Span:
        """Where its id stands."""
        return name.span if (name := self.node.get("id")) else self.node.span


class RuleReader:
    """Reads the rules of one set."""

    def __init__(self, set_name: str, binder: Binder, conditions: Conditions, report: Diagnostics) -> None:
        self._set_name, self._binder, self._conditions, self._report = set_name, binder, conditions, report

    def read(self, node: Node) -> Written | None:
        """The rule; None after every fault in it is reported."""
        mapping = as_mapping(node, "a rule", self._report, "begin with `- id: …`")
        if mapping is None:
            return None
        head = self._binder.fill(RuleHead, mapping, mapping.span, "a rule", others=STRUCTURE, elsewhere=_belongs)
        condition = self._condition(mapping)
        actions = self._actions(mapping)
        self._check_together(mapping)
        purge = self._purge(mapping) if head and head.purge is not None else ()
        if head is None or condition is None or actions is None or purge is None:
            return None
        return Written(self._rule(head, condition, actions, purge), mapping)

    def _rule(
        self, head: RuleHead, condition: logic.Node, actions: tuple[Action, ...], purge: tuple[Action, ...]
    ) -> Rule:
        return Rule(
            name=f"{self._set_name}/{head.id}",
            version=version_of(head, condition, actions),
            condition=condition,
            actions=(*actions, *purge),
            title=head.title,
            mode=head.mode,
            priority=head.priority,
            applies_to=frozenset(head.applies_to),
            category=head.category,
            severity=head.severity,
            notice=head.notice,
            reason=head.reason,
            tags=head.tags,
            keywords=head.keywords,
            purge=head.purge,
            expires=head.expires,
        )

    def _condition(self, mapping: Mapping) -> logic.Node | None:
        wanted, unwanted = mapping.get("if"), mapping.get("unless")
        if wanted is None:
            self._missing(mapping, "if", "`words: […]` under `if` says when it holds")
        left_out = wanted is not None and is_nothing(wanted) and _has_any(mapping, (*CONDITIONS, *OPERATORS))
        condition = self._conditions.compile(wanted, "`if`") if wanted and not left_out else None
        exception = self._conditions.compile(unwanted, "`unless`") if unwanted else None
        if condition is None or (unwanted and exception is None):
            return None
        return logic.All((condition, logic.NoneOf((exception,)))) if exception else condition

    def _actions(self, mapping: Mapping) -> tuple[Action, ...] | None:
        then = mapping.get("then")
        if then is None:
            self._missing(mapping, "then", "`then: [delete]` says what to do")
            return None
        if is_nothing(then) and _has_any(mapping, ACTIONS):
            return None
        hint = "write each action as an item of a list: `- delete`"
        items = _single(then) or as_items(then, "`then`", self._report, hint)
        actions = [self._action(item) for item in items or ()]
        return tuple(action for action in actions if action) if actions and None not in actions else None

    def _action(self, item: Node) -> Action | None:
        if isinstance(item, Mapping) and len(item.entries) == 1:
            ((key, value),) = item.entries
        elif isinstance(item, Scalar) and item.value is not None:
            key, value = item, Mapping(item.span, ())
        else:
            fault = f"an action must be a name, alone or with its arguments, not {describe(item)}"
            hint = "begin a new item with `- ` for each action" if isinstance(item, Mapping) else "write `- delete`"
            self._report.error("wrong-type", fault, item.span, hint)
            return None
        if (cls := ACTIONS.get(key.text)) is None:
            hint = _action_hint(key.text)
            self._report.error("unknown-action", f"there is no action `{key.text}`", key.span, hint)
            return None
        return self._binder.bind(cls, key, value)

    def _purge(self, mapping: Mapping) -> tuple[Action, ...] | None:
        """The action that the rule's key `purge` stands for."""
        built = [
            self._binder.bind(ACTIONS[key.text], key, value) for key, value in mapping.entries if key.text == "purge"
        ]
        return tuple(action for action in built if action) if None not in built else None

    def _check_together(self, mapping: Mapping) -> None:
        then = mapping.get("then")
        if then is None:
            return
        names: set[str] = set()
        keys = tuple(_named_actions(then))
        for key in keys:
            if key.text in names:
                self._report.error("duplicate-action", f"`{key.text}` is in `then` twice", key.span, "keep one of them")
            names.add(key.text)
            if key.text in ACTIONS and ACTIONS[key.text].exempts and len(keys) > 1:
                hint = "make two rules of it"
                self._report.error("not-alone", f"`{key.text}` can only stand alone in `then`", key.span, hint)
        purge = mapping.get("purge")
        if purge and "ban" not in names:
            hint = "add `ban` to `then`, or leave `purge` out"
            self._report.error("purge-without-ban", "`purge` needs a `ban`", purge.span, hint)
        if purge and "purge" in names:
            hint = "keep one of them, they mean the same"
            self._report.error("duplicate-action", "`purge` stands in the rule and in `then`", purge.span, hint)

    def _missing(self, mapping: Mapping, key: str, hint: str) -> None:
        if not misspelt(mapping, key, _KEYS):
            self._report.error("missing-key", f"a rule has no `{key}`", mapping.span, hint)


def _belongs(name: str) -> str | None:
    """Where a key belongs that a rule has not, if it is anything else."""
    if name in CONDITIONS or name in OPERATORS:
        return f"`{name}` is a condition: put it under `if`, indented deeper"
    if name in ACTIONS:
        return f"`{name}` is an action: write `- {name}` under `then`"
    return None


def _has_any(mapping: Mapping, names: Collection[str]) -> bool:
    """Whether keys stand beside an empty one that belong under it; that they do not is reported already."""
    return any(key.text in names and key.text not in _KEYS for key, _ in mapping.entries)


def _action_hint(text: str) -> str:
    """What somebody meant who wrote this for an action."""
    if text in CONDITIONS and text not in ACTIONS:
        return f"`{text}` is a condition, it belongs under `if`"
    names = [name.strip() for name in re.split(r"[,\s]+", text)]
    if len(names) > 1 and all(name in ACTIONS for name in names):
        return f"write a list: `[{', '.join(names)}]`"
    first, _, rest = text.partition(" ")
    if rest and first in ACTIONS:
        model = example(ACTIONS[first])
        return f"did you mean `{first}`?" + (f" its arguments follow a colon: `{model}`" if ":" in model else "")
    return vocabulary_hint(text, ACTIONS.keys())


def _single(then: Node) -> tuple[Node, ...] | None:
    """One action, written without a list."""
    return (then,) if isinstance(then, Scalar) and then.value is not None else None


def _named_actions(then: Node) -> Iterator[Scalar]:
    """The names of the actions that are written down, faulty or not."""
    for item in _single(then) or (then.items if isinstance(then, Sequence) else ()):
        if isinstance(item, Scalar):
            yield item
        elif isinstance(item, Mapping):
            yield from (key for key, _ in item.entries[:1])
