"""Builds conditions, actions and heads of rules from YAML, as the types of their fields tell."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from bot.core.arguments import Expression
from bot.core.condition import Condition
from bot.core.errors import ArgumentError
from bot.lang.lists import Lists, reference
from bot.lang.parameters import Parameter, parameters
from bot.lang.report import GivenUp
from bot.lang.shapes import as_items, check_keys, misspelt, other_flag, wrong
from bot.lang.values import PATTERNS, reader_for
from bot.lang.weaknesses import report_overlaps, report_spelling, report_weakness
from bot.matching import patterns
from bot.source import node as yaml
from bot.source.diagnostic import Diagnostics

MOST_PATTERNS = 100_000
EXPRESSION_WEIGHT = 20
_COMBINE = "to combine several conditions, use `all`, `any` or `none`"

T = TypeVar("T")


class _Fresh(NamedTuple):
    """The values of one list that were read for the object that is being built, and what the list is called."""

    type: Any
    what: str
    nodes: list[yaml.Scalar]


class Binder:
    """Builds objects from the YAML of one set. Each method returns None after it has reported what is wrong."""

    def __init__(self, lists: Lists, report: Diagnostics) -> None:
        self._lists, self._report = lists, report
        self._patterns = 0
        self._fresh: list[_Fresh] = []

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
            wanted = (
                "a value or its arguments"
                if any(parameter.required for parameter in known)
                else "`true` or its arguments"
            )
            wrong(node, what, wanted, self._report, f"write `{_model(key.text, known)}`")
            return None
        if not _takes_text(known) and (flag := _flag(node)) is not None:
            model = f"{key.text}: true"
            hint = f"write `{model}`" if flag else f"for the opposite write `none: [{model}]`"
            wrong(node, what, "`true` or its arguments" if known else "`true`", self._report, hint)
            return None
        if not known:
            wrong(node, what, "`true`", self._report, "it takes no arguments")
            return None
        value = self._value(known[0], node, what)
        return None if value is None else self._build(cls, {known[0].attribute: value}, key.span, what, node)

    def fill(
        self,
        cls: type[T],
        mapping: yaml.Mapping,
        place: yaml.Span,
        what: str,
        *,
        others: Collection[str] = (),
        elsewhere: Callable[[str], str | None] | None = None,
    ) -> T | None:
        """The object whose arguments are the keys of the mapping.

        `others` are keys that are somebody else's; `elsewhere` gives a hint for keys that belong somewhere else.
        """
        self._fresh.clear()
        known = parameters(cls)
        names = [*(parameter.name for parameter in known), *others]
        faulty = not check_keys(mapping, names, what, self._report, elsewhere)
        values: dict[str, Any] = {}
        for parameter in known:
            node = mapping.get(parameter.name)
            if node is not None:
                values[parameter.attribute] = self._value(parameter, node, f"`{parameter.name}`")
                faulty = faulty or values[parameter.attribute] is None
            elif parameter.required and not misspelt(mapping, parameter.name, names):
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
        seen: dict[Any, yaml.Scalar] = {}
        faulty = False
        self._fresh.append(_Fresh(parameter.type, what, []))
        for node in nodes:
            if not isinstance(node, yaml.Scalar):
                wrong(node, f"an item of {what}", "a single value", self._report, _COMBINE)
                faulty = True
                continue
            value = read(node, what, self._report)
            faulty = faulty or value is None
            first = seen.setdefault(value, node)
            if first is not node and value is not None:
                how = "twice" if first.text == node.text else f"already, as `{first}`"
                self._report.warning("duplicate-entry", f"`{node}` is in {what} {how}", node.span, "remove it here")
            if parameter.type in PATTERNS and (name := reference(node)) and name in self._lists:
                hint = f"write `{node}` without the brackets for the list `{name}`"
                self._report.warning("list-as-text", f"inside a list `{node}` is text", node.span, hint)
            else:
                self._fresh[-1].nodes.append(node)
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
        exact = getattr(built, "exact", False) or getattr(built, "case", False)
        original = isinstance(built, Condition) and any(query.original for query in built.queries())
        fine = True
        for fresh in self._fresh:
            if (kind := PATTERNS.get(fresh.type)) is None:
                continue
            for node in fresh.nodes:
                if original and (fault := patterns.fault(kind, node.text, original=True)):
                    self._report.error(fault.code, fault.message, node.span, fault.hint)
                    fine = False
                elif fine:
                    report_weakness(kind, node, self._report, exact=exact, original=original)
                    report_spelling(kind, node, self._report, alone=len(fresh.nodes) == 1)
            if fine and not exact:
                report_overlaps(kind, fresh.nodes, fresh.what, self._report)
        return fine


def _flag(node: yaml.Node) -> bool | None:
    """What stands there if it is false, or a word for true or false that YAML does not know."""
    return False if isinstance(node, yaml.Scalar) and node.value is False else other_flag(node)


def _takes_text(known: Sequence[Parameter]) -> bool:
    return bool(known) and known[0].required and known[0].type in (str, *PATTERNS)


def _model(name: str, known: Sequence[Parameter]) -> str:
    """How to write a condition or an action."""
    return f"{name}: {known[0].example}" if known and known[0].required and known[0].example else f"{name}: true"
