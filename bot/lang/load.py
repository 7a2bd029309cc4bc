"""Rule files to a judge: the way in for whoever wants rules in force, checked or tested."""

from collections.abc import Container, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bot.actions.escalate import Escalate
from bot.core.judge import Judge
from bot.core.plan import Plan, queries
from bot.core.query import Index
from bot.core.ruleset import Mode, RuleSet
from bot.lang.examples import check_examples
from bot.lang.files import ListFiles, rule_files
from bot.lang.lint import check_expired, lint
from bot.lang.lists import ListReader
from bot.lang.quota import check_quota
from bot.lang.report import GivenUp, Report
from bot.lang.rule import Written
from bot.lang.setfile import Draft, read_set
from bot.lang.short import ReadPost
from bot.matching.index import PatternIndex
from bot.source.diagnostic import Diagnostic, Diagnostics, Level
from bot.source.node import Node
from bot.source.parse import parse, read_file


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of rule files. `judge` is None if there is any error.

    `sets` are those that could be read, `files` all files that were opened, lists included: when one changes it is
    time to load again. `examples` counts those that were judged. `index` is over the queries of the enabled rules.
    """

    judge: Judge | None
    sets: tuple[RuleSet, ...]
    diagnostics: tuple[Diagnostic, ...]
    index: PatternIndex
    files: tuple[Path, ...] = ()
    examples: int = 0


def load(paths: Iterable[Path], read_post: ReadPost | None = None, now: float | None = None) -> Loaded:
    """Load files, and folders with all rule files below them. Never raises for what they hold.

    `read_post` reads the Updates and Messages among the examples; without it only short posts may be examples. With
    `now`, in seconds since 1970 UTC, rules that have expired are reported.
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
    if now is not None:
        check_expired((item for draft in drafts for item in draft.written), now, report)
    return _finish(drafts, read_post, report, opened)


def load_text(
    text: str | bytes,
    file: str,
    read_post: ReadPost | None = None,
    *,
    name: str | None = None,
    taken: Container[str] = (),
) -> Loaded:
    """Load the set of one chat; it may keep no lists in files, and has its measure (`bot.lang.quota`).

    `file` is how diagnostics call it, `name` the set's default name, if that is not the file's stem. `taken` are the
    names of the sets that every chat has.
    """
    report = Diagnostics()
    node = parse(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text, file, report)
    draft = _draft(node, name or Path(file).stem, None, report) if node is not None else None
    quota = Diagnostics()
    if draft is not None:
        check_quota(draft, quota)
        report.found += quota.found
        if draft.name in taken:
            hint = "give this one another `name`"
            report.error("duplicate-set", f"every chat has a set `{draft.name}`", draft.place, hint)
    # What has too many patterns is not compiled to find more faults: that alone would take seconds.
    return _finish([draft] if draft and not quota.failed else [], read_post, report)


def _draft(node: Node, default_name: str, read_list: ListReader | None, report: Diagnostics) -> Draft | None:
    # A report of its own, so that each set may fill its measure of errors.
    own = Report()
    draft = read_set(node, default_name, read_list, own)
    # What the reader of YAML could not make sense of is not to be complained of twice.
    broken = {item.span[:3] for item in report.found if item.level is Level.ERROR}
    report.found += [item for item in own.found if item.span[:3] not in broken]
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
    return Loaded(judge, sets, tuple(report.found), index, tuple(dict.fromkeys(files)), judged)


def _index(written: Iterable[Written]) -> PatternIndex:
    return PatternIndex(queries(item.rule for item in written))


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
