"""Copy the database to a new file; the bot may be at work meanwhile.

The copy holds what people wrote as the database does: keep it as safe, and not longer than 30 days.
"""

import argparse
from pathlib import Path

from bot.cli._database import add_config_option, on_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the copy; nothing may be there yet")
    add_config_option(parser)


def run(options: argparse.Namespace) -> int:
    """Copy."""
    return on_database(options, lambda url: _back_up(url, options.file))


def _back_up(url: str, copy: Path) -> None:
    from bot.storage.backup import back_up  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help
    from bot.storage.viewing import database_path  # noqa: PLC0415 - likewise

    path = database_path(url)
    size = back_up(path, copy)
    print(f"{copy} holds a copy of {path} ({size:,} bytes)")
    print("what people wrote is sealed in it: keep the key too, and elsewhere")
