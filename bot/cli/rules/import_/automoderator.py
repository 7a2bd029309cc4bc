"""Turn the YAML of Reddit's AutoModerator into a rule set.

What became of each rule goes to stderr, and as comments into the set. Exit status 1 if a rule could not be imported
whole; the rest is written all the same.
"""

import argparse
import re
import sys
from pathlib import Path

from bot.cli import DONE, FOUND, WRONG
from bot.lang.importers.automoderator.importing import Imported, import_rules
from bot.lang.importers.notes import report
from bot.source.cells import visible
from bot.source.diagnostic import Diagnostics
from bot.source.files import read_bytes
from bot.source.render import render

_NAME = re.compile(r"\w[\w.-]{0,63}")
_REST = re.compile(r"[^\w.-]+")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", metavar="FILE", help="a page of rules; - is standard input")
    parser.add_argument("-o", "--output", type=Path, metavar="OUT", help="the rule file to write (default: stdout)")
    parser.add_argument("--name", type=_name, help="the set's name (default: the file's)")


def run(options: argparse.Namespace) -> int:
    """Import the page."""
    diagnostics = Diagnostics()
    file = "<stdin>" if options.file == "-" else options.file
    data = sys.stdin.buffer.read() if options.file == "-" else read_bytes(Path(file), file, diagnostics)
    name = options.name or _default_name(options.output or Path(file))
    imported = Imported(None, (), tuple(diagnostics.found)) if data is None else import_rules(data, file, name)
    _report(imported, file, data or b"")
    if imported.text is None:
        return WRONG
    if options.output is None:
        sys.stdout.write(imported.text)
    else:
        options.output.write_text(imported.text, encoding="utf-8")
    return DONE if imported.whole else FOUND


def _report(imported: Imported, file: str, data: bytes) -> None:
    for account in imported.accounts:
        for line in report(account).rstrip("\n").split("\n"):
            print(visible(line), file=sys.stderr)
    if imported.diagnostics:
        source = data.decode(errors="replace")
        print(render(imported.diagnostics, {file: source}.get), end="", file=sys.stderr)
    if imported.text is not None:
        total = len(imported.accounts)
        enforced = sum(account.mode == "enforced" for account in imported.accounts)
        shadows = sum(account.id is not None for account in imported.accounts) - enforced
        print(
            f"{total} rules: {enforced} enforced, {shadows} in shadow mode, {total - enforced - shadows} not imported",
            file=sys.stderr,
        )


def _name(text: str) -> str:
    if _NAME.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(f"`{text}` is no name: use letters, digits, `-`, `_` and `.`, at most 64")
    return text


def _default_name(path: Path) -> str:
    name = _REST.sub("-", path.stem).strip("-.")[:64]
    return name if _NAME.fullmatch(name) else "imported"
