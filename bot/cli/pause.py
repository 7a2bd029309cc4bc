"""Pause the rules: until they are resumed they ask the moderators instead of deleting, warning, muting or banning.

The bot may be at work; it notices within two seconds. Prints what is paused then.
"""

import argparse
import time
from typing import TYPE_CHECKING

from bot.cli._pauses import OPERATOR, add_place, duration, on_pauses, show
from bot.core.pause import Pause

if TYPE_CHECKING:
    from bot.storage.pauses import SqlPauses


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--list", action="store_true", help="only print what is paused")
    parser.add_argument("--for", type=duration, dest="seconds", metavar="24h", help="how long (default: until resumed)")
    parser.add_argument("--why", default="", metavar="WORDS", help="the reason, for the log and for moderators")
    add_place(parser)


def run(options: argparse.Namespace) -> int:
    """Pause, and print."""

    async def work(pauses: "SqlPauses") -> None:
        if not options.list:
            now = int(time.time())
            until = None if options.seconds is None else now + options.seconds
            why = "by the operator" + (f": {options.why}" if options.why else "")
            pause = Pause(options.chat, since=now, until=until, actor=OPERATOR, why=why)
            await pauses.pause(pause, pause.entry(f"pause:{options.chat}:{time.time_ns()}"))
        show(await pauses.pauses())

    return on_pauses(options, work)
