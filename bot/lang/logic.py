"""`if`, `unless` and `conditions`: YAML to the nodes of `bot.core.logic`."""

from collections.abc import Callable, Iterable
from collections.abc import Sequence as Many
from dataclasses import dataclass

from bot.core import logic
from bot.lang.arguments import Binder
from bot.lang.parameters import parameters
from bot.lang.report import GivenUp
from bot.lang.shapes import (
    as_integer,
    as_items,
    as_mapping,
    as_name_of,
    check_keys,
    suggestion,
    vocabulary_hint,
)
from bot.lang.vocabulary import ACTIONS, CONDITIONS
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Node, Scalar, Sequence, Span

MOST_CONDITIONS = 1_000
MOST_CONDITIONS_IN_SET = 50_000
MOST_DEPTH = 50
OPERATORS = ("all", "any", "none", "count", "use")


@dataclass(frozen=True, slots=True)
class _Part:
    """A compiled condition. `size` counts the conditions in it, one that is used twice twice; `depth` their nesting."""

    node: logic.Node
    size: int = 1
    depth: int = 1


class Conditions:
    """The named conditions of one set, and the compiler of all others.

    A named condition is compiled once, so that whoever uses it shares its queries.
    """

    def __init__(self, node: Node | None, binder: Binder, report: Diagnostics) -> None:
        self._binder, self._report = binder, report
        mapping = as_mapping(node, "`conditions`", report) if node else None
        self._named = {key.text: (key, value) for key, value in mapping.entries} if mapping else {}
        self._compiled: dict[str, _Part | None] = {}
        self._open: list[str] = []
        self._used: set[str] = set()
        self._depth = 0
        self._total = 0
        self._operators: dict[str, Callable[[Scalar, Node], _Part | None]] = {
            "all": self._all,
            "any": self._any,
            "none": self._none,
            "count": self._count,
            "use": self._use,
        }

    def compile(self, node: Node, what: str) -> logic.Node | None:
        """The node for a mapping of conditions; None after it has been reported what is wrong."""
        part = self._compile(node, what)
        self._total += part.size if part else 0
        if self._total > MOST_CONDITIONS_IN_SET:
            fault = f"the rules of the set come to more than {MOST_CONDITIONS_IN_SET:,} conditions"
            self._report.error("too-many-conditions", fault, node.span, "split it into several sets")
            raise GivenUp
        return part.node if part else None

    def check(self) -> None:
        """Compile what no rule uses too, for its faults."""
        for name, (key, _) in self._named.items():
            if name in OPERATORS or name in CONDITIONS:
                self._report.warning("taken-name", f"`{name}` is the name of a condition already", key.span)
            self._compile_named(name)

    def unused(self) -> Iterable[Scalar]:
        """The names of conditions that nothing uses, where they are defined."""
        return (key for name, (key, _) in self._named.items() if name not in self._used)

    def named(self) -> Iterable[tuple[str, logic.Node]]:
        """The named conditions that are used, as they stand in rules."""
        return ((name, part.node) for name, part in self._compiled.items() if part and name in self._used)

    def _compile(self, node: Node, what: str) -> _Part | None:
        mapping = as_mapping(node, what, self._report, self._shape_hint(node))
        if mapping is None:
            return None
        if not mapping.entries:
            self._report.error("empty-condition", f"{what} has no condition", mapping.span, "give it one")
            return None
        if self._depth == MOST_DEPTH:
            self._too_deep(mapping.span)
            return None
        self._depth += 1
        parts = [self._entry(key, value, mapping) for key, value in mapping.entries]
        self._depth -= 1
        return parts[0] if len(parts) == 1 else self._join(logic.All, parts, mapping.span)

    def _entry(self, key: Scalar, value: Node, beside: Mapping) -> _Part | None:
        if operator := self._operators.get(key.text):
            return operator(key, value)
        if (cls := CONDITIONS.get(key.text)) is None:
            hint = _argument_hint(key.text, beside) or self._condition_hint(key.text)
            self._report.error("unknown-condition", f"there is no condition `{key.text}`", key.span, hint)
            return None
        condition = self._binder.bind(cls, key, value)
        return _Part(logic.Leaf(condition)) if condition else None

    def _all(self, key: Scalar, value: Node) -> _Part | None:
        return self._join(logic.All, self._members(key, value), key.span)

    def _any(self, key: Scalar, value: Node) -> _Part | None:
        return self._join(logic.Count, self._members(key, value), key.span)

    def _none(self, key: Scalar, value: Node) -> _Part | None:
        return self._join(logic.NoneOf, self._members(key, value), key.span)

    def _count(self, key: Scalar, value: Node) -> _Part | None:
        mapping = as_mapping(value, "`count`", self._report, "write `count: {of: […], at_least: 2}`")
        if mapping is None:
            return None
        check_keys(mapping, ("of", "at_least"), "`count`", self._report)
        of, at_least = mapping.get("of"), mapping.get("at_least")
        for name, given in (("of", of), ("at_least", at_least)):
            if given is None:
                hint = "write `count: {of: […], at_least: 2}`"
                self._report.error("missing-key", f"`count` has no `{name}`", key.span, hint)
        number = as_integer(at_least, "`at_least`", self._report) if at_least else None
        members = self._members(Scalar(key.span, "of", "of"), of) if of else ()
        if at_least and number is not None and members and not 1 <= number <= len(members):
            fault = f"`at_least` must be from 1 to {len(members)}, the number of conditions in `of`"
            self._report.error("wrong-number", fault, at_least.span, "write a number that can be reached")
            return None
        if number is None or not members:
            return None
        return self._join(lambda children: logic.Count(children, number), members, key.span)

    def _use(self, key: Scalar, value: Node) -> _Part | None:
        """One name, or several, one of which must hold."""
        names = (value,) if isinstance(value, Scalar) else as_items(value, "`use`", self._report)
        return self._join(logic.Count, [self._reference(name) for name in names or ()], key.span)

    def _members(self, key: Scalar, value: Node) -> Many[_Part | None]:
        hint = f"begin each condition below `{key.text}` with `- `" if isinstance(value, Mapping) else None
        items = as_items(value, f"`{key.text}`", self._report, hint)
        return [self._compile(item, f"an item of `{key.text}`") for item in items or ()]

    def _join(
        self, build: Callable[[tuple[logic.Node, ...]], logic.Node], parts: Many[_Part | None], place: Span
    ) -> _Part | None:
        whole = [part for part in parts if part]
        if not whole or len(whole) < len(parts):
            return None
        if len(whole) == 1 and build in (logic.All, logic.Count):
            return whole[0]
        size, depth = sum(part.size for part in whole), 1 + max(part.depth for part in whole)
        if size > MOST_CONDITIONS:
            fault = f"this comes to more than {MOST_CONDITIONS:,} conditions"
            self._report.error("too-many-conditions", fault, place, "use fewer named conditions within each other")
            return None
        if depth > MOST_DEPTH:
            self._too_deep(place)
            return None
        return _Part(build(tuple(part.node for part in whole)), size, depth)

    def _reference(self, node: Node) -> _Part | None:
        name = as_name_of(node, "`use`", "a condition under `conditions`", self._report)
        if name is None:
            return None
        if name not in self._named:
            hint = suggestion(name, self._named.keys()) if self._named else "define it under `conditions`"
            self._report.error("unknown-name", f"there is no named condition `{name}`", node.span, hint)
            return None
        self._used.add(name)
        if name in self._open:
            way = " → ".join(f"`{step}`" for step in (*self._open[self._open.index(name) :], name))
            self._report.error("cycle", f"the condition `{name}` uses itself: {way}", node.span, "break the circle")
            return None
        return self._compile_named(name)

    def _compile_named(self, name: str) -> _Part | None:
        if name not in self._compiled:
            self._open.append(name)
            self._compiled[name] = self._compile(self._named[name][1], f"the condition `{name}`")
            self._open.pop()
        return self._compiled[name]

    def _too_deep(self, place: Span) -> None:
        hint = "use fewer named conditions within each other"
        self._report.error("too-deep", f"conditions are nested more than {MOST_DEPTH} deep", place, hint)

    def _condition_hint(self, name: str) -> str:
        if name in ACTIONS:
            return f"`{name}` is an action, it belongs under `then`"
        if name.lower() in ("unless", "not"):
            return "write `none: [{…}]`"
        if name in ("if", "then", "examples"):
            return f"`{name}` belongs to the rule: indent it like `id`"
        if name in self._named:
            return f"it is a named condition: write `use: {name}`"
        return vocabulary_hint(name, (*CONDITIONS, *OPERATORS))

    def _shape_hint(self, node: Node) -> str:
        if isinstance(node, Scalar) and node.text in self._named:
            return f"write `use: {node.text}`"
        if isinstance(node, Scalar) and node.text in CONDITIONS:
            return f"write `{node.text}: true`, or give its arguments"
        if isinstance(node, Sequence):
            return "put `any:` or `all:` above the list, and indent the list below it"
        return "write `condition: arguments`"


def _argument_hint(name: str, beside: Mapping) -> str | None:
    """How to give an argument to the condition that it stands beside; None if no condition there takes it."""
    for key, value in beside.entries:
        taken = [parameter.name for parameter in parameters(CONDITIONS[key.text])] if key.text in CONDITIONS else []
        if name in taken:
            given = "" if isinstance(value, Mapping) else f"{taken[0]}: …, "
            return f"it is an argument of `{key.text}`: write `{key.text}: {{{given}{name}: …}}`"
    return None
