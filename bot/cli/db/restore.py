"""Put a copy that `db backup` made in the place of the database.

The copy is checked and brought up to date first; the database that was there is kept beside it. The bot must not run.
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.cli._database import add_config_option, on_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the copy; it stays as it is")
    add_config_option(parser)


def run(options: argparse.Namespace) -> int:
    """Check, then replace."""
    return on_database(options, lambda url: _restore(url, options.file))


def _restore(url: str, copy: Path) -> None:
    from bot.storage.backup import restore  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help
    from bot.storage.viewing import database_path  # noqa: PLC0415 - likewise

    restored = restore(copy, database_path(url), datetime.now(UTC))
    print(f"{restored.path} is now what {copy} holds")
    if restored.kept is not None:
        print(f"what was there before is kept as {restored.kept}: remove it when you need it no more")
