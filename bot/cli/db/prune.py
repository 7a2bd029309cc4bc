"""Drop what is kept no longer: texts, reports, strikes and log rows whose time is over.

A bot at work does this by itself once an hour; by hand it is for a database that no bot uses.
"""

import argparse
import asyncio
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.cli._database import add_config_option, on_sealed_database

if TYPE_CHECKING:
    from bot.storage.vault import SealedVault


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--dry-run", action="store_true", help="only say what would go; the bot may be at work")
    add_config_option(parser)


def run(options: argparse.Namespace) -> int:
    """Prune, or count."""
    return on_sealed_database(options, lambda url, vault: _prune(url, vault, dry=options.dry_run))


def _prune(url: str, vault: "SealedVault | None", *, dry: bool) -> None:
    counts = asyncio.run(_prunable(url) if dry else _pruned(url, vault))
    width = max(len(f"{count:,}") for count in counts.values())
    for name, count in counts.items():
        print(f"{count:>{width},}  {name}")
    if dry:
        print("nothing was dropped: this was a dry run")


async def _prunable(url: str) -> Mapping[str, int]:
    from bot.storage.prune import prunable  # noqa: PLC0415 - likewise
    from bot.storage.viewing import opened_for_reading  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help

    async with opened_for_reading(url) as database:
        return await prunable(database, time.time())


async def _pruned(url: str, vault: "SealedVault | None") -> Mapping[str, int]:
    from bot.storage.opening import opened_present  # noqa: PLC0415 - likewise

    async with opened_present(url, vault) as store:
        await store.forget_outdated(time.time())
        return await store.prune(time.time())
