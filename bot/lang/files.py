"""What the language reads from disk: rule files, and files of lists inside a set's folder."""

import os
from collections.abc import Iterable
from pathlib import Path

from bot.lang.lists import MOST_ENTRIES
from bot.source.diagnostic import Diagnostics
from bot.source.files import decode, read_bytes
from bot.source.node import Scalar, Span

SUFFIXES = (".yaml", ".yml")
_RELATIVE = "name a file in the set's folder, relative to the set's file"


def rule_files(paths: Iterable[Path], report: Diagnostics) -> list[Path]:
    """The files that the paths name, those of a folder and the folders in it in alphabetical order, each once."""
    found: dict[Path, None] = {}
    for path in paths:
        place = Span(str(path), 1, 1)
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            report.error("unreadable-file", f"this path cannot be looked at: {reason}", place, "check who may read it")
            continue
        if is_folder:
            files = _files_below(path)
            if not files:
                report.error("no-rules", "there is no rule file in this folder", place, "rule files end in `.yaml`")
            found.update(dict.fromkeys(files))
        elif exists:
            found[path] = None
        else:
            report.error("missing-file", "there is no such file or folder", place, "check the path")
    return list(found)


def _files_below(folder: Path) -> list[Path]:
    found: list[Path] = []
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(parent, name) for name in files if name.endswith(SUFFIXES) and not name.startswith(".")]
    return sorted(found)


class ListFiles:
    """Reads the list files of one set: one entry a line, `#` at its beginning makes a line a comment.

    Only files in the folder of the set or below it, wherever links lead. `read` collects what was opened.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.read: list[Path] = []

    def __call__(self, name: Scalar, report: Diagnostics) -> tuple[Scalar, ...] | None:
        """The entries, each where it stands; None after reporting why there are none."""
        path = self._inside(name, report)
        if path is None:
            return None
        self.read.append(path)
        shown = os.path.normpath(self._folder / name.text)
        data = read_bytes(path, shown, report, at=name.span)
        text = None if data is None else decode(data, shown, report)
        if text is None:
            return None
        entries = tuple(_lines(text.split("\n"), shown))
        if not entries:
            report.error("empty-list", f"`{name.text}` has no entries", name.span, "write one on each line")
        elif len(entries) > MOST_ENTRIES:
            hint = "remove some; the limit is that of a whole set"
            report.error("too-many-patterns", f"`{name.text}` has more than {MOST_ENTRIES:,} entries", name.span, hint)
        return entries if 0 < len(entries) <= MOST_ENTRIES else None

    def _inside(self, name: Scalar, report: Diagnostics) -> Path | None:
        try:
            folder = self._folder.resolve(strict=True)
            path = (folder / name.text).resolve()
            special = path.exists() and not path.is_file()
        except (OSError, RuntimeError, ValueError):
            report.error("unreadable-file", "this is not a path of a file", name.span, _RELATIVE)
            return None
        if not path.is_relative_to(folder):
            hint = "move the file beside the set's file, or into a folder there"
            report.error("outside-folder", f"`{name.text}` is outside the set's folder", name.span, hint)
            return None
        if special:
            report.error("unreadable-file", f"`{name.text}` is not a file", name.span, _RELATIVE)
            return None
        return path


def _lines(lines: Iterable[str], file: str) -> Iterable[Scalar]:
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if text and not text.startswith("#"):
            column = len(line) - len(line.lstrip()) + 1
            yield Scalar(Span(file, number, column, len(text)), text, text)
