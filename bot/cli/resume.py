"""Let rules act by themselves again: end what `ombud pause`, `/panic` or the circuit breaker paused.

Without `--chat` what is paused for all chats ends; `--chat` and `--every` end what is paused in single chats.
The bot may be at work; it notices within two seconds. Prints what is paused then.
"""

import argparse
import time
from typing import TYPE_CHECKING

from bot.cli._pauses import OPERATOR, add_place, on_pauses, show
from bot.core.pause import Pause

if TYPE_CHECKING:
    from bot.storage.pauses import SqlPauses


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--every", action="store_true", help="end every pause, those of single chats too")
    add_place(parser)


def run(options: argparse.Namespace) -> int:
    """Resume, and print what is left."""

    async def work(pauses: "SqlPauses") -> None:
        every = {pause.chat_id for pause in await pauses.pauses()} if options.every else set[int]()
        for chat_id in sorted({options.chat, *every}):
            entry = Pause(chat_id).ending(f"resume:{chat_id}:{time.time_ns()}", OPERATOR, time.time())
            await pauses.resume(chat_id, None, entry)
        show(await pauses.pauses())

    return on_pauses(options, work)
