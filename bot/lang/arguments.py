"""Builds conditions, actions and heads of rules from YAML, as the types of their fields tell."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeVar

from bot.core.arguments import Expression
from bot.core.condition import Condition
from bot.core.errors import ArgumentError
from bot.lang.lists import Lists, reference
from bot.lang.parameters import Parameter, parameters
from bot.lang.report import GivenUp
from bot.lang.shapes import as_items, check_keys, wrong
from bot.lang.values import PATTERNS, reader_for
from bot.matching import patterns
from bot.source import node as yaml
from bot.source.diagnostic import Diagnostics

MOST_PATTERNS = 100_000
EXPRESSION_WEIGHT = 20
_COMBINE = "to combine several conditions, use `all`, `any` or `none`"

T = TypeVar("T")


class Binder:
    """Builds objects from the YAML of one set. Each method returns None after it has reported what is wrong."""

    def __init__(self, lists: Lists, report: Diagnostics) -> None:
        self._lists, self._report = lists, report
        self._patterns = 0
        self._fresh: list[tuple[Any, yaml.Scalar]] = []

    def bind(self, cls: type[T], key: yaml.Scalar, node: yaml.Node) -> T | None:
        """The condition or action that `key: node` writes down."""
        what = f"`{key.text}`"
        if isinstance(node, yaml.Mapping):
            return self.fill(cls, node, key.span, what)
        self._fresh.clear()
        known = parameters(cls)
        bare = isinstance(node, yaml.Scalar) and node.value is True
        if bare and not any(parameter.required for parameter in known):
            return self._build(cls, {}, key.span, what)
        if isinstance(node, yaml.Scalar) and node.value is None:
            wrong(node, what, "`true` or its arguments", self._report, f"write `{_model(key.text, known)}`")
            return None
        if isinstance(node, yaml.Scalar) and node.value is False and not _takes_text(known):
            hint = f"for the opposite write `none: [{key.text}: true]`"
            wrong(node, what, "`true` or its arguments", self._report, hint)
            return None
        if not known:
            wrong(node, what, "`true`", self._report, "it takes no arguments")
            return None
        value = self._value(known[0], node, what)
        return None if value is None else self._build(cls, {known[0].attribute: value}, key.span, what, node)

    def fill(
        self, cls: type[T], mapping: yaml.Mapping, place: yaml.Span, what: str, others: Collection[str] = ()
    ) -> T | None:
        """The object whose arguments are the keys of the mapping; `others` are keys that are somebody else's."""
        self._fresh.clear()
        known = parameters(cls)
        faulty = not check_keys(mapping, [*(parameter.name for parameter in known), *others], what, self._report)
        values: dict[str, Any] = {}
        for parameter in known:
            node = mapping.get(parameter.name)
            if node is not None:
                values[parameter.attribute] = self._value(parameter, node, f"`{parameter.name}`")
                faulty = faulty or values[parameter.attribute] is None
            elif parameter.required:
                hint = f"for example `{parameter.name}: {parameter.example}`" if parameter.example else None
                self._report.error("missing-key", f"{what} has no `{parameter.name}`", place, hint)
                faulty = True
        return None if faulty else self._build(cls, values, place, what, mapping)

    def _build(
        self, cls: type[T], values: Mapping[str, Any], place: yaml.Span, what: str, node: yaml.Node | None = None
    ) -> T | None:
        try:
            built = cls(**values)
        except ArgumentError as error:
            name = next((item.name for item in parameters(cls) if item.attribute == error.field), None)
            guilty = node.get(name) if name and isinstance(node, yaml.Mapping) else node if name else None
            self._report.error("wrong-argument", error.message, guilty.span if guilty else place, error.hint)
            return None
        return built if self._patterns_are_fine(built) else None

    def _value(self, parameter: Parameter, node: yaml.Node, what: str) -> Any:
        if not parameter.many:
            return reader_for(parameter.type)(node, what, self._report)
        if isinstance(node, yaml.Scalar) and (name := reference(node)):
            self._count(parameter, self._lists.size(name), node)
            return self._lists.values(
                name, parameter.type, node, lambda entries: self._values(parameter, entries, f"the list `{name}`")
            )
        nodes = self._nodes(node, what)
        self._count(parameter, len(nodes), node)
        return self._values(parameter, nodes, what) if nodes else None

    def _nodes(self, node: yaml.Node, what: str) -> Sequence[yaml.Node]:
        """What is given for an argument that takes one value or a list of them; empty after a fault."""
        if isinstance(node, yaml.Sequence):
            return as_items(node, what, self._report) or ()
        if isinstance(node, yaml.Scalar) and node.value is not None:
            return (node,)
        hint = _COMBINE if isinstance(node, yaml.Mapping) else None
        wrong(node, what, "a value or a list of values", self._report, hint)
        return ()

    def _values(self, parameter: Parameter, nodes: Sequence[yaml.Node], what: str) -> tuple[Any, ...] | None:
        read = reader_for(parameter.type)
        seen: dict[Any, None] = {}
        faulty = False
        for node in nodes:
            if not isinstance(node, yaml.Scalar):
                wrong(node, f"an item of {what}", "a single value", self._report, _COMBINE)
                faulty = True
                continue
            value = read(node, what, self._report)
            faulty = faulty or value is None
            if value in seen and value is not None:
                self._report.warning("duplicate-entry", f"`{node}` is in {what} twice", node.span, "remove it here")
            seen[value] = None
            self._fresh.append((parameter.type, node))
        return None if faulty else tuple(seen)

    def _count(self, parameter: Parameter, count: int, node: yaml.Node) -> None:
        """Count values before they are read, so that too many cost nothing."""
        self._patterns += count * (EXPRESSION_WEIGHT if parameter.type is Expression else 1)
        if self._patterns > MOST_PATTERNS:
            fault = f"the set has more than {MOST_PATTERNS:,} patterns; an expression counts as {EXPRESSION_WEIGHT}"
            hint = "let rules share a named condition, or remove patterns"
            self._report.error("too-many-patterns", fault, node.span, hint)
            raise GivenUp

    def _patterns_are_fine(self, built: object) -> bool:
        """Look at the patterns that were read with what they are to be used for; at a list only where it is first.

        Some faults and all weaknesses depend on the arguments beside a pattern.
        """
        exact = getattr(built, "exact", False)
        original = isinstance(built, Condition) and any(query.original for query in built.queries())
        fine = True
        for kind, node in ((PATTERNS[kind], node) for kind, node in self._fresh if kind in PATTERNS):
            if original and (fault := patterns.fault(kind, node.text, original=True)):
                self._report.error(fault.code, fault.message, node.span, fault.hint)
                fine = False
            elif weakness := patterns.weakness(kind, node.text, exact):
                self._report.warning(weakness.code, weakness.message, node.span, weakness.hint)
        return fine


def _takes_text(known: Sequence[Parameter]) -> bool:
    return bool(known) and known[0].required and known[0].type in (str, *PATTERNS)


def _model(name: str, known: Sequence[Parameter]) -> str:
    """How to write a condition or an action."""
    return f"{name}: {known[0].example}" if known and known[0].required and known[0].example else f"{name}: true"
