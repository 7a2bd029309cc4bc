"""How the faults of rules and configuration are told."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from bot.config import ConfigDiagnostics
from bot.source.diagnostic import Diagnostic
from bot.source.files import source_text
from bot.source.render import ReadSource, render, summary


def print_config_faults(faults: ConfigDiagnostics, file: TextIO) -> None:
    """Print what is wrong with the configuration, if anything, without its secrets."""
    _print(faults.found, faults.sources.get, file)


def print_rule_faults(diagnostics: Sequence[Diagnostic], file: TextIO) -> None:
    """Print what is wrong with rule files, if anything."""
    _print(diagnostics, lambda name: source_text(Path(name)), file)


def _print(diagnostics: Sequence[Diagnostic], read_source: ReadSource, file: TextIO) -> None:
    if diagnostics:
        print(render(diagnostics, read_source), summary(diagnostics), sep="\n", file=file)
