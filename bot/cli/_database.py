"""Which database the subcommands of `db` work on, and how they say what is wrong with it."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

from bot.cli import DONE, WRONG
from bot.cli._faults import print_config_faults
from bot.config import load_config
from bot.core.errors import StorageError


def add_config_option(parser: argparse.ArgumentParser) -> None:
    """Declare `--config`."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="the configuration (default: config.yaml, if there)"
    )


def on_database(options: argparse.Namespace, work: Callable[[str], None]) -> int:
    """Do the work on the configured database, given its URL; the exit status."""
    config, faults = load_config(options.config, os.environ, Path.cwd())
    print_config_faults(faults, sys.stderr)
    if config is None:
        return WRONG
    try:
        work(config.storage.url)
    except StorageError as error:
        print(f"ombud: {error}", file=sys.stderr)
        return WRONG
    return DONE
