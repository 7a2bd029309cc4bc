"""Check rule files: every fault with its place and its fix.

Warnings alone exit 0, errors exit 1.
"""

import argparse
import sys
from pathlib import Path

from bot.app.rules import load_rules
from bot.cli import DONE, FOUND, WRONG
from bot.cli._faults import print_rule_faults
from bot.cli._rules import configured_paths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="*", type=Path, metavar="PATH", help="rule files, or folders of them")


def run(options: argparse.Namespace) -> int:
    """Print what is wrong."""
    paths = options.path or configured_paths()
    if not paths:
        return WRONG
    loaded = load_rules(paths)
    print_rule_faults(loaded.diagnostics, sys.stdout)
    if loaded.judge is None:
        return FOUND
    print(f"{len(loaded.sets)} sets with {sum(len(set_.rules) for set_ in loaded.sets)} rules are valid")
    return DONE
