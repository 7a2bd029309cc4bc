"""Which database the subcommands of `db` work on, and how they say what is wrong with it."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from bot.cli import DONE, WRONG
from bot.cli._faults import print_config_faults
from bot.config import Config, load_config
from bot.core.errors import StorageError

if TYPE_CHECKING:
    from bot.storage.vault import SealedVault


def add_config_option(parser: argparse.ArgumentParser) -> None:
    """Declare `--config`."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="the configuration (default: config.yaml, if there)"
    )


def on_database(options: argparse.Namespace, work: Callable[[str], None]) -> int:
    """Do the work on the configured database, given its URL; the exit status."""

    def do(config: Config) -> int:
        work(config.storage.url)
        return DONE

    return on_config(options, do)


def on_sealed_database(options: argparse.Namespace, work: Callable[[str, "SealedVault | None"], None]) -> int:
    """The same, given the vault too; None if no key was ever made."""

    def do(config: Config) -> int:
        from bot.app.keys import present_vault  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help

        work(config.storage.url, present_vault(config.storage))
        return DONE

    return on_config(options, do)


def on_config(options: argparse.Namespace, work: Callable[[Config], int]) -> int:
    """What the work returns, given the configuration; the exit status."""
    config, faults = load_config(options.config, os.environ, Path.cwd())
    print_config_faults(faults, sys.stderr)
    if config is None:
        return WRONG
    try:
        return work(config)
    except StorageError as error:
        print(f"ombud: {error}", file=sys.stderr)
        return WRONG
