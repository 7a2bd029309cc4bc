"""Which rules the subcommands read."""

import argparse
import os
import sys
from pathlib import Path

from bot.app.rules import load_rules, rule_paths
from bot.cli._faults import print_config_faults, print_rule_faults
from bot.config import load_config
from bot.core.judge import Judge
from bot.lang.load import Loaded


def add_rules_option(parser: argparse.ArgumentParser) -> None:
    """Declare `--rules`."""
    parser.add_argument(
        "--rules",
        action="append",
        type=Path,
        metavar="PATH",
        help="a rule file, or a folder of them; may be repeated (default: the configured rules, else the shipped ones)",
    )


def add_paths(parser: argparse.ArgumentParser) -> None:
    """Declare the files and folders to look at."""
    parser.add_argument(
        "path",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="rule files, or folders of them (default: the configured rules, else the shipped ones)",
    )


def load_paths(options: argparse.Namespace) -> Loaded | None:
    """What the paths hold; None, with a message on stderr, if one is not there."""
    if missing := [path for path in options.path if not path.exists()]:
        print(f"ombud: there is no file or folder {missing[0]}", file=sys.stderr)
        return None
    paths = options.path or configured_paths()
    return load_rules(paths) if paths else None


def chosen_judge(options: argparse.Namespace) -> Judge | None:
    """The judge by the rules of `--rules`, else the configured, else the shipped ones.

    Prints errors to stderr; None if there is any. Warnings are `ombud rules lint`'s business.
    """
    paths = options.rules or configured_paths()
    loaded = load_rules(paths) if paths else None
    if loaded is None or loaded.judge is None:
        print_rule_faults(loaded.diagnostics if loaded else (), sys.stderr)
        return None
    return loaded.judge


def configured_paths() -> list[Path] | None:
    """The rule paths of the configuration in this folder, else of the shipped sets.

    None, with the faults printed to stderr, if the configuration cannot be read.
    """
    config, faults = load_config(None, os.environ, Path.cwd())
    if config is None:
        print_config_faults(faults, sys.stderr)
        return None
    return rule_paths(config)
