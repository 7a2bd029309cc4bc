"""Find out whether the log is what the bot wrote: nothing edited, removed, put in, reordered or cut off.

The bot may be at work meanwhile. Heads are the lines that the log chat gets every day: who gives one also finds out
whether the log was rewritten as a whole. The exit status is 0 if the log is sound and 1 if it is not.
"""

import argparse
import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bot.cli import DONE, FOUND
from bot.cli._database import add_config_option, on_config
from bot.config import Config
from bot.core.chain import Fault
from bot.core.head import Head, head_of

MOST_FAULTS = 100


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, nargs="?", metavar="FILE", help="a backup (default: the database)")
    parser.add_argument(
        "--head", type=_head, action="append", default=[], metavar="LINE", help="a line from the log chat; repeatable"
    )
    add_config_option(parser)


def run(options: argparse.Namespace) -> int:
    """Look through the log."""
    return on_config(options, lambda config: _verify(config, options.file, options.head))


def _verify(config: Config, file: Path | None, given: list[Head]) -> int:
    from bot.app.keys import present_vault  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help
    from bot.storage.verify import Account, verify  # noqa: PLC0415 - likewise
    from bot.storage.viewing import database_path  # noqa: PLC0415 - likewise

    vault, account = present_vault(config.storage), Account()
    if vault is None:
        print("there is no key: neither the seal of the end nor whose the signatures are is checked", file=sys.stderr)
    faults = verify(file or database_path(config.storage.url), vault, given, account)
    shown = [print(_line(fault)) for fault in islice(faults, MOST_FAULTS)]
    more = sum(1 for _ in faults)
    if shown:
        print(f"the log is not sound: {len(shown) + more:,} faults" + (f", {more:,} not shown" if more else ""))
        return FOUND
    sealed = "; its end is sealed" if account.sealed else ""
    erased = f", {account.erased:,} of them erasures" if account.erased else ""
    print(
        f"the log is sound: {account.rows:,} rows, {account.events:,} events{erased}, {account.heads:,} heads{sealed}"
    )
    return DONE


def _line(fault: Fault) -> str:
    places = [
        ""
        if fault.number is None
        else f"event {fault.number}" + ("" if fault.at is None else f" of {_time(fault.at)}"),
        "" if fault.row is None else f"row {fault.row} of the log",
    ]
    return ": ".join(filter(None, (", ".join(filter(None, places)), fault.what)))


def _time(at: int) -> str:
    try:
        return datetime.fromtimestamp(at // 1_000_000, UTC).strftime("%Y-%m-%d %H:%M:%SZ")
    except (TypeError, ValueError, OverflowError, OSError):  # nothing that the bot wrote
        return f"`{at}`"


def _head(text: str) -> Head:
    """A head. Raises `ArgumentTypeError`."""
    head = head_of(text)
    if head is None:
        raise argparse.ArgumentTypeError("that is no head: take the whole line that begins with `ombud-head v1`")
    return head
