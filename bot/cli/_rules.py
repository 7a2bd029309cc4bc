"""Which rules the subcommands read."""

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from bot.app.chats import ChatRules, own_files, with_own
from bot.app.rules import load_rules, rule_paths
from bot.cli._faults import print_config_faults, print_rule_faults
from bot.config import Config, load_config
from bot.lang.load import Loaded
from bot.source.diagnostic import Diagnostic, Diagnostics


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
    """What the paths hold; without paths, the configured rules, the chats' own included.

    None, with a message on stderr, if a path is not there or the configuration cannot be read.
    """
    if missing := [path for path in options.path if not path.exists()]:
        print(f"ombud: there is no file or folder {missing[0]}", file=sys.stderr)
        return None
    if options.path:
        return load_rules(options.path, time.time())
    config = configuration()
    return with_own(load_rules(rule_paths(config), time.time()), config.rules.chats) if config else None


def chosen_rules(options: argparse.Namespace) -> ChatRules | None:
    """The rules of `--rules`; else the configured, those of single chats included; else the shipped ones.

    Prints errors to stderr; None if there is any. Warnings are `ombud rules lint`'s business.
    """
    if options.rules:
        return rules_in_force(options.rules, None)
    config = configuration()
    return rules_in_force(rule_paths(config), config.rules.chats) if config else None


def rules_in_force(paths: Sequence[Path], chats: Path | None, *, warnings: bool = False) -> ChatRules | None:
    """The rules of files and folders, and those of single chats in the folder `chats`.

    Prints errors to stderr, and with `warnings` those too; None if there is an error.
    """
    report = Diagnostics()
    files = own_files(chats, report)
    loaded = load_rules(paths)
    sound = loaded.judge is not None and not report.failed
    if warnings or not sound:
        print_rule_faults([*loaded.diagnostics, *report.found], sys.stderr)
    return ChatRules(loaded, files, tell_rule_faults) if sound else None


def configuration() -> Config | None:
    """The configuration of this folder and the environment; None, with the faults printed to stderr, if it has any."""
    config, faults = load_config(None, os.environ, Path.cwd())
    if config is None:
        print_config_faults(faults, sys.stderr)
    return config


def configured_paths() -> list[Path] | None:
    """The rule paths of the configuration in this folder, those of single chats left out, else of the shipped sets.

    None, with the faults printed to stderr, if the configuration cannot be read.
    """
    config = configuration()
    return rule_paths(config) if config else None


def tell_rule_faults(diagnostics: Sequence[Diagnostic]) -> None:
    """Print what is wrong with rules to stderr."""
    print_rule_faults(diagnostics, sys.stderr)
