"""One file: YAML to a rule set."""

from dataclasses import dataclass

from bot.core import logic
from bot.core.ruleset import RuleSet
from bot.lang.arguments import Binder
from bot.lang.heads import LANGUAGE_VERSION, SetHead
from bot.lang.lists import ListReader, Lists
from bot.lang.logic import Conditions
from bot.lang.parameters import parameters
from bot.lang.report import GivenUp, Report
from bot.lang.rule import RuleReader, Written
from bot.lang.shapes import as_items, as_mapping, is_nothing, misspelt
from bot.lang.values import as_name
from bot.source.node import Mapping, Node, Scalar, Sequence, Span

STRUCTURE = ("lists", "conditions", "rules")
"""The keys of a set that are not in its head."""

_KEYS = (*(parameter.name for parameter in parameters(SetHead)), *STRUCTURE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A set whose faults are reported: what could be read of it, and where it was written.

    `sound` says that there was no error.
    """

    name: str
    title: str
    written: tuple[Written, ...]
    named: tuple[tuple[str, logic.Node], ...]
    place: Span
    sound: bool

    @property
    def set(self) -> RuleSet:
        """The rule set."""
        return RuleSet(self.name, self.title, tuple(item.rule for item in self.written), self.named)


def read_set(node: Node, default_name: str, read_file: ListReader | None, report: Report) -> Draft | None:
    """The set that a file holds; None if there is nothing to go on. Every fault is reported; never raises for any YAML.

    `read_file` reads lists kept in files; None where a set may have none.
    """
    try:
        return _read_set(node, default_name, read_file, report)
    except GivenUp:
        return None


def _read_set(node: Node, default_name: str, read_file: ListReader | None, report: Report) -> Draft | None:
    mapping = _as_set(node, report)
    if mapping is None or not _version_is_known(mapping, report):
        return None
    lists = Lists(mapping.get("lists"), read_file, report)
    binder = Binder(lists, report)
    conditions = Conditions(mapping.get("conditions"), binder, report)
    head = binder.fill(SetHead, mapping, mapping.span, "a rule set", others=STRUCTURE)
    place = named.span if (named := mapping.get("name")) else Span(mapping.span.file, 1, 1)
    name = (head.name if head else None) or _default_name(default_name, place, report)
    written = _rules(mapping, RuleReader(name, binder, conditions, report), report)
    conditions.check()
    if not report.failed:  # else it may be a fault that keeps them from being used
        _report_unused(lists, conditions, report)
    return Draft(name, head.title if head else "", written, tuple(conditions.named()), place, not report.failed)


def _as_set(node: Node, report: Report) -> Mapping | None:
    if is_nothing(node):
        report.error("empty-set", "there is nothing in this file", node.span, "begin with `rules:`")
        return None
    hint = "put `rules:` above the list" if isinstance(node, Sequence) else "begin with `rules:`"
    mapping = as_mapping(node, "a rule set", report, hint)
    if mapping is not None and _is_rule(mapping):
        hint = "write `rules:` above it, begin it with `- `, and indent its lines alike"
        report.error("rule-for-set", "this is one rule, where a set of rules belongs", mapping.span, hint)
        return None
    return mapping


def _is_rule(mapping: Mapping) -> bool:
    """Whether somebody wrote one rule in the place of a set."""
    keys = {key.text for key, _ in mapping.entries}
    return "rules" not in keys and len(keys & {"id", "if", "then"}) > 1


def _version_is_known(mapping: Mapping, report: Report) -> bool:
    node = mapping.get("version")
    if node is None or (isinstance(node, Scalar) and node.value == LANGUAGE_VERSION and node.value is not True):
        return True
    hint = f"write `version: {LANGUAGE_VERSION}`, or update Ombud"
    report.error("unknown-version", "this version of the rule language is not known", node.span, hint)
    return False


def _default_name(default: str, place: Span, report: Report) -> str:
    if as_name(Scalar(place, default, default), "the file's name", Report()) is None:
        report.error("wrong-name", "the file's name cannot name the set", place, "give it a name with `name: …`")
    return default


def _rules(mapping: Mapping, reader: RuleReader, report: Report) -> tuple[Written, ...]:
    rules = mapping.get("rules")
    if rules is None:
        if not misspelt(mapping, "rules", _KEYS):
            report.error("missing-key", "a rule set has no `rules`", mapping.span, "list them under `rules:`")
        return ()
    items = as_items(rules, "`rules`", report, _list_hint(rules)) or ()
    _report_duplicates(items, report)
    return tuple(written for item in items if (written := reader.read(item)))


def _list_hint(rules: Node) -> str:
    """How to make a list of what stands under `rules`."""
    first = rules.entries[0][0].text if isinstance(rules, Mapping) and rules.entries else None
    if first == "id":
        return "put `- ` before `id`, and indent the lines below like it"
    if first and isinstance(rules, Mapping) and isinstance(rules.entries[0][1], Mapping):
        return f"begin each rule with its id: `- id: {first}` in place of `{first}:`"
    return "begin each rule with `- id: …`"


def _report_duplicates(items: tuple[Node, ...], report: Report) -> None:
    first: dict[str, Span] = {}
    for item in items:
        id_ = item.get("id") if isinstance(item, Mapping) else None
        if not isinstance(id_, Scalar):
            continue
        if id_.text in first:
            hint = f"the other is in line {first[id_.text].line}; rename one of them"
            report.error("duplicate-rule", f"there are two rules `{id_.text}` in this set", id_.span, hint)
        first.setdefault(id_.text, id_.span)


def _report_unused(lists: Lists, conditions: Conditions, report: Report) -> None:
    for key in lists.unused():
        hint = f"write `${key.text}` in the place of a list, or remove it"
        report.warning("unused-list", f"no rule uses the list `{key.text}`", key.span, hint)
    for key in conditions.unused():
        hint = f"write `use: {key.text}` in a condition, or remove it"
        report.warning("unused-condition", f"no rule uses the condition `{key.text}`", key.span, hint)
