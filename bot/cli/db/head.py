"""Print the heads of the log that were kept, oldest first: the lines that the log chat gets, for a place of your own.

The bot may be at work meanwhile. `ombud db verify --head LINE` checks one later.
"""

import argparse
import asyncio

from bot.cli._database import add_config_option, on_database


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--last", action="store_true", help="only the latest")
    add_config_option(parser)


def run(options: argparse.Namespace) -> int:
    """Print."""
    return on_database(options, lambda url: asyncio.run(_print(url, last=options.last)))


async def _print(url: str, *, last: bool) -> None:
    from bot.storage.heads import ALL, Kept  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help
    from bot.storage.viewing import opened_for_reading  # noqa: PLC0415 - likewise

    async with opened_for_reading(url) as database:
        rows = await database.rows(ALL)
    for row in rows[-1:] if last else rows:
        print(Kept(*row).head.line)
