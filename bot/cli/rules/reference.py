"""Print the reference of the rule language: every condition and action with its arguments, as Markdown."""

import argparse

from bot.cli import DONE
from bot.lang.reference import reference


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(_: argparse.Namespace) -> int:
    """Print the reference."""
    print(reference(), end="")
    return DONE
