"""A page of AutoModerator's rules to a rule set of ours, and an account of what became of each rule."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from bot.lang.importers.automoderator.naming import Names, title_of
from bot.lang.importers.automoderator.reading import Source, read_rules
from bot.lang.importers.automoderator.rules import draft_of, obstacle, rule_of
from bot.lang.importers.notes import Account, Fate
from bot.lang.importers.writing import scalar, write_item, write_mapping
from bot.lang.report import Report
from bot.lang.setfile import read_set
from bot.source.diagnostic import Diagnostic, Diagnostics, Level
from bot.source.parse import parse

LONG = 12
"""A list with more entries is kept under `lists`."""

_COMMENT = 112

_HEAD = """\
# Made from {file} by `ombud rules import automoderator`.
# `exact: true` and `view: original` look for what is written and for nothing that only looks like it, as AutoModerator
# does; without them a rule sees through disguises too. Punctuation, `_` among it, may part the words of a phrase.
# AutoModerator leaves moderators alone where a post is removed or reported: so do rules with `unless: {{author: …}}`,
# and a channel's own posts are its admins'.
# Rules in shadow mode lack a condition that Telegram has nothing for: they record what they would do, and do nothing.
"""

_PLACEHOLDER = (
    "  # Nothing could be imported. A set needs a rule; this one sleeps.",
    *write_item({"id": "nothing", "mode": "disabled", "if": {"length": {"at_least": 1}}, "then": ["log"]}, 1),
)


@dataclass(frozen=True, slots=True)
class Imported:
    """The set as YAML, None if nothing could be read; what became of each rule; and what is wrong with the page."""

    text: str | None
    accounts: tuple[Account, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def whole(self) -> bool:
        """Whether every rule means what it meant."""
        faulty = any(found.level is Level.ERROR for found in self.diagnostics)
        return not faulty and all(account.whole for account in self.accounts)


def import_rules(data: bytes, file: str, name: str) -> Imported:
    """Import a page; `file` is how reports call it, `name` the new set's name. Never raises, whatever the bytes."""
    diagnostics = Diagnostics()
    sources = read_rules(data, file, diagnostics)
    if sources is None:
        return Imported(None, (), tuple(diagnostics.found))
    names = Names()
    pairs = [_import(source, names) for source in sources]
    text = _write(file, name, pairs)
    return Imported(text, tuple(account for account, _ in pairs), tuple(diagnostics.found))


def _import(source: Source, names: Names) -> tuple[Account, dict[str, Any] | None]:
    draft, title = draft_of(source), title_of(source)
    why_not = obstacle(draft)
    rule = None
    if why_not is None:
        rule = rule_of(draft, names.give(title, source.place), title)
        why_not = _fault(rule)
    if why_not is not None or rule is None:
        notes = tuple(note for note in draft.notes if note.fate is Fate.LOST)
        return Account(source.span, source.place, title, None, "", draft.reach, notes, why_not), None
    mode = "in shadow mode" if rule.get("mode") == "shadow" else "enforced"
    return Account(source.span, source.place, title, rule["id"], mode, draft.reach, tuple(draft.notes)), rule


def _fault(rule: dict[str, Any]) -> str | None:
    """What is wrong with the rule as it would be written; None if it loads."""
    text = "\n".join(["name: one", "rules:", *write_item(rule, 1), ""])
    report = Report()
    node = parse(text.encode(), "one.yaml", report)
    if node is not None:
        read_set(node, "one", None, report)
    return next((found.message for found in report.found if found.level is Level.ERROR), None)


def _write(file: str, name: str, pairs: Sequence[tuple[Account, dict[str, Any] | None]]) -> str:
    lists: dict[str, list[str]] = {}
    body: list[str] = []
    for account, rule in pairs:
        if rule is None:
            body += ["", *_comment(account)]
            continue
        shared = {
            key: _shared(value, rule["id"], lists) if key in ("if", "unless") else value for key, value in rule.items()
        }
        body += ["", *_comment(account), *write_item(shared, 1)]
    head = [*_HEAD.format(file=_printable(file)).rstrip().split("\n"), "", f"name: {scalar(name)}"]
    if lists:
        head += ["", *write_mapping({"lists": lists})]
    if not any(rule for _, rule in pairs):
        body += ["", *_PLACEHOLDER]
    return "\n".join([*head, "", "rules:", *body, ""])


def _comment(account: Account) -> list[str]:
    where = f"{account.span.file}:{account.span.line}, rule {account.place}"
    label = f" `{account.label}`" if account.label and account.id is None else ""
    lines = [f"{where}{label}: {account.summary}"]
    lines += [f"  {note.fate.value} {note.key}: {note.text}" for note in account.notes if note.fate is not Fate.KEPT]
    wrapped = [part for line in lines for part in wrap(_printable(line), _COMMENT, subsequent_indent="      ")]
    return [f"  # {line}" for line in wrapped]


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else " " for char in text)


def _shared(value: Any, base: str, lists: dict[str, list[str]]) -> Any:
    """The value with its long lists moved to `lists`."""
    if isinstance(value, dict):
        return {key: _shared(item, base, lists) for key, item in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) <= LONG or not all(isinstance(item, str) for item in value):
        return [_shared(item, base, lists) for item in value]
    same = next((name for name, items in lists.items() if items == value), None)
    if same is None:
        stem = base if base[0].isalpha() else f"rule-{base}"
        same = next(name for name in _numbered(stem.replace(".", "-")) if name not in lists)
        lists[same] = value
    return f"${same}"


def _numbered(stem: str) -> Iterable[str]:
    number = 1
    while True:
        yield stem if number == 1 else f"{stem}-{number}"
        number += 1
