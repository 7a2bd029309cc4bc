"""Rule files to a judge: the way in for whoever wants rules in force, checked or tested."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.actions.escalate import Escalate
from bot.core.judge import Judge
from bot.core.plan import Plan
from bot.core.query import Index
from bot.core.ruleset import Mode, RuleSet
from bot.lang.examples import check_examples
from bot.lang.files import ListFiles, rule_files
from bot.lang.lint import lint
from bot.lang.lists import ListReader
from bot.lang.report import GivenUp, Report
from bot.lang.rule import Written
from bot.lang.setfile import Draft, read_set
from bot.lang.short import ReadPost
from bot.matching.index import build_index
from bot.source.diagnostic import Diagnostic, Diagnostics
from bot.source.node import Node
from bot.source.parse import parse, read_file


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of rule files. `judge` is None if there is any error.

    `sets` are those that could be read, `files` all files that were opened, lists included: when one changes it is
    time to load again. `examples` counts those that were judged.
    """

    judge: Judge | None
    sets: tuple[RuleSet, ...]
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...] = ()
    examples: int = 0


def load(paths: Iterable[Path], read_post: ReadPost | None = None) -> Loaded:
    """Load files, and folders with all rule files below them. Never raises for what they hold.

    `read_post` reads the Updates and Messages among the examples; without it only short posts may be examples.
    """
    report = Diagnostics()
    drafts: list[Draft] = []
    opened: list[Path] = []
    for path in rule_files(paths, report):
        lists = ListFiles(path.parent)
        opened.append(path)
        node = read_file(path, str(path), report)
        if node is not None and (draft := _draft(node, path.stem, lists, report)):
            drafts.append(draft)
        opened += lists.read
    return _finish(drafts, read_post, report, opened)


def load_text(text: str, file: str, read_post: ReadPost | None = None) -> Loaded:
    """Load one set from text; it may keep no lists in files.

    `file` is how diagnostics call it, and its stem is the set's default name.
    """
    report = Diagnostics()
    node = parse(text.encode("utf-8", "surrogatepass"), file, report)
    draft = _draft(node, Path(file).stem, None, report) if node is not None else None
    return _finish([draft] if draft else [], read_post, report)


def _draft(node: Node, default_name: str, read_list: ListReader | None, report: Diagnostics) -> Draft | None:
    # A report of its own, so that each set may fill its measure of errors.
    own = Report()
    draft = read_set(node, default_name, read_list, own)
    report.found += own.found
    return draft


def _finish(
    drafts: Sequence[Draft], read_post: ReadPost | None, report: Diagnostics, files: Sequence[Path] = ()
) -> Loaded:
    _report_namesakes(drafts, report)
    written = [item for draft in drafts for item in draft.written]
    enabled = [item for item in written if item.rule.mode is not Mode.DISABLED]
    disabled = [item for item in written if item.rule.mode is Mode.DISABLED]
    index = _index(enabled)
    judged = _run_examples(enabled, index, read_post, report)
    if disabled:
        judged += _run_examples(disabled, _index(disabled), read_post, report)
    # Where something is missing, warnings would be about what is not yet there.
    _lint([item for draft in drafts if draft.sound for item in draft.written], report)
    sets = tuple(draft.set for draft in drafts)
    judge = None if report.failed else Judge([Plan(sets)], index, Escalate())
    return Loaded(judge, sets, tuple(report.found), tuple(dict.fromkeys(files)), judged)


def _index(written: Iterable[Written]) -> Index:
    leaves = (leaf for item in written for leaf in item.rule.condition.leaves())
    # Rules that share a named condition share its queries.
    return build_index(tuple(dict.fromkeys(query for leaf in leaves for query in leaf.queries())))


def _run_examples(written: Iterable[Written], index: Index, read_post: ReadPost | None, report: Diagnostics) -> int:
    own = Report()
    judged = 0
    with suppress(GivenUp):
        for item in written:
            judged += check_examples(item, index, read_post, own)
    report.found += own.found
    return judged


def _lint(written: Sequence[Written], report: Diagnostics) -> None:
    own = Report()
    lint(written, own)
    report.found += own.found


def _report_namesakes(drafts: Iterable[Draft], report: Diagnostics) -> None:
    first: dict[str, Draft] = {}
    for draft in drafts:
        other = first.setdefault(draft.name, draft)
        if other is not draft:
            hint = f"the other is `{other.place.file}`; give one of them another `name`"
            report.error("duplicate-set", f"there are two sets `{draft.name}`", draft.place, hint)
