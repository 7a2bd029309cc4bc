"""Run the examples of rules: posts that each must match, and posts that it must leave alone.

Exit status 1 if one fails or a rule is invalid.
"""

import argparse
import sys

from bot.cli import DONE, FOUND, WRONG
from bot.cli._faults import print_rule_faults
from bot.cli._rules import add_paths as add_arguments
from bot.cli._rules import load_paths
from bot.source.diagnostic import Level

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Run all examples and tell which failed."""
    loaded = load_paths(options)
    if loaded is None:
        return WRONG
    errors = [diagnostic for diagnostic in loaded.diagnostics if diagnostic.level is Level.ERROR]
    print_rule_faults(errors, sys.stdout)
    if loaded.judge is None:
        return FOUND
    rules = sum(len(set_.rules) for set_ in loaded.sets)
    print(f"{loaded.examples} examples of {rules} rules in {len(loaded.sets)} sets hold")
    return DONE
