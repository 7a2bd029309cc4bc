"""One rule: YAML to a `Rule`."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import logic
from bot.core.action import Action
from bot.core.ruleset import Rule
from bot.lang.arguments import Binder
from bot.lang.heads import RuleHead
from bot.lang.logic import Conditions
from bot.lang.shapes import as_items, as_mapping, describe, vocabulary_hint
from bot.lang.version import version_of
from bot.lang.vocabulary import ACTIONS, CONDITIONS
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence

STRUCTURE = ("if", "unless", "then", "examples")
"""The keys of a rule that are not in its head."""


@dataclass(frozen=True, slots=True)
class Written:
    """A rule, and where it was written."""

    rule: Rule
    node: Mapping


class RuleReader:
    """Reads the rules of one set."""

    def __init__(self, set_name: str, binder: Binder, conditions: Conditions, report: Diagnostics) -> None:
        self._set_name, self._binder, self._conditions, self._report = set_name, binder, conditions, report

    def read(self, node: Node) -> Written | None:
        """The rule; None after every fault in it is reported."""
        mapping = as_mapping(node, "a rule", self._report, "begin with `- id: …`")
        if mapping is None:
            return None
        head = self._binder.fill(RuleHead, mapping, mapping.span, "a rule", STRUCTURE)
        condition = self._condition(mapping)
        actions = self._actions(mapping)
        self._check_together(mapping)
        if head is None or condition is None or actions is None:
            return None
        return Written(self._rule(head, condition, actions), mapping)

    def _rule(self, head: RuleHead, condition: logic.Node, actions: tuple[Action, ...]) -> Rule:
        return Rule(
            name=f"{self._set_name}/{head.id}",
            version=version_of(head, condition, actions),
            condition=condition,
            actions=actions,
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
        condition = self._conditions.compile(wanted, "`if`") if wanted else None
        exception = self._conditions.compile(unwanted, "`unless`") if unwanted else None
        if condition is None or (unwanted and exception is None):
            return None
        return logic.All((condition, logic.NoneOf((exception,)))) if exception else condition

    def _actions(self, mapping: Mapping) -> tuple[Action, ...] | None:
        then = mapping.get("then")
        if then is None:
            self._missing(mapping, "then", "`then: [delete]` says what to do")
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
            hint = vocabulary_hint(key.text, ACTIONS.keys())
            if key.text in CONDITIONS:
                hint = f"`{key.text}` is a condition, it belongs under `if`"
            self._report.error("unknown-action", f"there is no action `{key.text}`", key.span, hint)
            return None
        return self._binder.bind(cls, key, value)

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
        elif purge:
            hint = "moderators have to delete the earlier posts"
            self._report.warning("without-effect", "`purge` does nothing yet in this version", purge.span, hint)

    def _missing(self, mapping: Mapping, key: str, hint: str) -> None:
        self._report.error("missing-key", f"a rule has no `{key}`", mapping.span, hint)


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
