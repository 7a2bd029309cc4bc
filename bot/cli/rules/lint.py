"""Check rule files: every fault with its place and its fix.

An error makes a rule set invalid; a warning is about what is probably not what was meant; a note about what could be
better. Exit status 1 if there is an error, with `--strict` also if there is a warning.
"""

import argparse
import sys

from bot.cli import DONE, FOUND, WRONG
from bot.cli._faults import print_rule_faults
from bot.cli._rules import add_paths, load_paths
from bot.source.diagnostic import Level

_LEVELS = tuple(Level)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_paths(parser)
    parser.add_argument("--strict", action="store_true", help="exit 1 if there are warnings")
    parser.add_argument(
        "--level", choices=[*map(str, Level)], default=str(Level.NOTE), help="the least that is told (default: note)"
    )


def run(options: argparse.Namespace) -> int:
    """Print what is wrong."""
    loaded = load_paths(options)
    if loaded is None:
        return WRONG
    least = _LEVELS.index(Level(options.level))
    print_rule_faults([item for item in loaded.diagnostics if _LEVELS.index(item.level) <= least], sys.stdout)
    if loaded.judge is None:
        return FOUND
    print(f"{len(loaded.sets)} sets with {sum(len(set_.rules) for set_ in loaded.sets)} rules are valid")
    warned = any(item.level is Level.WARNING for item in loaded.diagnostics)
    return FOUND if options.strict and warned else DONE
