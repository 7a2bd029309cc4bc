"""Print the log of actions: one row for a message and action, oldest first, without any post's text."""

import argparse
import asyncio
import csv
import json
import os
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import DONE, WRONG
from bot.cli._faults import print_config_faults
from bot.cli._moments import since
from bot.config import load_config
from bot.core.errors import StorageError
from bot.core.log import LogEntry
from bot.storage import open_log

Row = dict[str, str | int | None]
Writer = Callable[[Row], None]

COLUMNS = (
    "id",
    "at",
    "chat_id",
    "message_id",
    "user_id",
    "rule",
    "rule_version",
    "action",
    "outcome",
    "detail",
    "actor",
    "case",
)
_WIDTHS = dict.fromkeys(COLUMNS, 12) | {"id": 6, "at": 24, "chat_id": 15, "message_id": 10, "rule": 28, "detail": 30}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="the configuration (default: config.yaml, if there)"
    )
    parser.add_argument("--chat", type=_chat, metavar="ID", help="only this chat")
    parser.add_argument("--since", type=since, metavar="7d", help="only so far back (30m, 12h, 7d), or since a date")
    parser.add_argument("--format", choices=tuple(_WRITERS), default="table", help="how to print rows")


def run(options: argparse.Namespace) -> int:
    """Print the rows asked for."""
    config, faults = load_config(options.config, os.environ, Path.cwd())
    print_config_faults(faults, sys.stderr)
    if config is None:
        return WRONG
    try:
        asyncio.run(_print(config.storage.url, options))
    except StorageError as error:
        print(f"ombud: {error}", file=sys.stderr)
        return WRONG
    return DONE


async def _print(url: str, options: argparse.Namespace) -> None:
    async with open_log(url) as log:
        write = _WRITERS[options.format]()
        async for entry in log.entries(chat_id=options.chat, since=options.since):
            write(row(entry))


def row(entry: LogEntry) -> Row:
    """An entry as people and programs read it, in the order of `COLUMNS`."""
    at = datetime.fromtimestamp(entry.at, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return {name: at if name == "at" else getattr(entry, name) for name in COLUMNS}


def _table() -> Writer:
    def write(cells: Row) -> None:
        texts = ("-" if cells[name] in (None, "") else str(cells[name]) for name in COLUMNS)
        print("  ".join(f"{text:<{_WIDTHS[name]}}" for name, text in zip(COLUMNS, texts, strict=True)).rstrip())

    write({name: name for name in COLUMNS})
    return write


def _jsonl() -> Writer:
    return lambda cells: print(json.dumps(cells, ensure_ascii=False))


def _csv() -> Writer:
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    return writer.writerow


_WRITERS: dict[str, Callable[[], Writer]] = {"table": _table, "jsonl": _jsonl, "csv": _csv}


def _chat(text: str) -> int:
    """A chat's id; the database knows no number of more than 64 bits."""
    if not re.fullmatch(r"-?\d{1,18}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no chat's id: those are like -1001234567890")
    return int(text)
