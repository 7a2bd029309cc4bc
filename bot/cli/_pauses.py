"""How `pause` and `resume` reach the database of a bot at work, and what they print."""

import argparse
import re
import time
from collections.abc import Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any

from bot.cli._database import add_config_option, on_sealed_database
from bot.core.pause import ALL_CHATS, Pause

if TYPE_CHECKING:
    from bot.storage.pauses import SqlPauses
    from bot.storage.vault import SealedVault

OPERATOR = "operator"
"""The actor of whoever used the command line."""

_UNITS = {"m": 60, "h": 3_600, "d": 86_400, "w": 604_800}

Work = Callable[["SqlPauses"], Coroutine[Any, Any, None]]


def add_place(parser: argparse.ArgumentParser) -> None:
    """Declare what `pause` and `resume` are aimed at."""
    parser.add_argument("--chat", type=chat, default=ALL_CHATS, metavar="ID", help="only this chat (default: all)")
    add_config_option(parser)


def chat(text: str) -> int:
    """A chat's id. Raises `ArgumentTypeError`."""
    if not re.fullmatch(r"-?[0-9]{1,18}", text) or int(text) == ALL_CHATS:
        raise argparse.ArgumentTypeError(f"`{text}` is not a chat id: write it like `-1001234567890`")
    return int(text)


def duration(text: str) -> int:
    """Seconds out of `24h`. Raises `ArgumentTypeError`."""
    match = re.fullmatch(r"([0-9]{1,4})([mhdw])", text)
    if match is None or int(match[1]) == 0:
        raise argparse.ArgumentTypeError(f"`{text}` is not a duration: write it like `30m`, `24h` or `7d`")
    return int(match[1]) * _UNITS[match[2]]


def on_pauses(options: argparse.Namespace, work: Work) -> int:
    """Do the work; the exit status."""
    import asyncio  # noqa: PLC0415 - for whoever asks for help alone

    async def do(url: str, vault: "SealedVault | None") -> None:
        from bot.storage.viewing import opened_pauses  # noqa: PLC0415 - SQLAlchemy, likewise

        async with opened_pauses(url, vault) as pauses:
            await work(pauses)

    return on_sealed_database(options, lambda url, vault: asyncio.run(do(url, vault)))


def show(pauses: Iterable[Pause]) -> None:
    """Print what is in force, a line each."""
    lines = [_line(pause) for pause in pauses if pause.in_force(time.time())]
    print("\n".join(lines or ["nothing is paused"]))


def _line(pause: Pause) -> str:
    where = "all chats" if pause.chat_id == ALL_CHATS else f"chat {pause.chat_id}"
    what = f"rule {pause.rule}" if pause.rule else "every rule"
    return f"{where}: {what} is paused {pause.end} ({pause.why})"
