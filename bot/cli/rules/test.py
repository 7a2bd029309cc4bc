"""Run the examples of rules: posts that each must match, and posts that it must leave alone.

Exit status 1 if one fails or a rule is invalid.
"""

import argparse
import sys
from pathlib import Path

from bot.app.rules import load_rules
from bot.cli import DONE, FOUND, WRONG
from bot.cli._faults import print_rule_faults
from bot.cli._rules import configured_paths
from bot.source.diagnostic import Level


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", nargs="*", type=Path, metavar="PATH", help="rule files, or folders of them")


def run(options: argparse.Namespace) -> int:
    """Run all examples and tell which failed."""
    paths = options.path or configured_paths()
    if not paths:
        return WRONG
    loaded = load_rules(paths)
    errors = [diagnostic for diagnostic in loaded.diagnostics if diagnostic.level is Level.ERROR]
    print_rule_faults(errors, sys.stdout)
    if loaded.judge is None:
        return FOUND
    rules = sum(len(set_.rules) for set_ in loaded.sets)
    print(f"{loaded.examples} examples of {rules} rules in {len(loaded.sets)} sets hold")
    return DONE
