"""Check rule files: every fault with its place and its fix.

Warnings alone exit 0, errors exit 1.
"""

import argparse
import sys

from bot.cli import DONE, FOUND, WRONG
from bot.cli._faults import print_rule_faults
from bot.cli._rules import add_paths as add_arguments
from bot.cli._rules import load_paths

__all__ = ["add_arguments", "run"]


def run(options: argparse.Namespace) -> int:
    """Print what is wrong."""
    loaded = load_paths(options)
    if loaded is None:
        return WRONG
    print_rule_faults(loaded.diagnostics, sys.stdout)
    if loaded.judge is None:
        return FOUND
    print(f"{len(loaded.sets)} sets with {sum(len(set_.rules) for set_ in loaded.sets)} rules are valid")
    return DONE
