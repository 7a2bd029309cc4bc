"""Run the bot until it is told to stop (Ctrl-C or SIGTERM)."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from pathlib import Path

from bot.app.chats import ChatRules
from bot.app.rules import rule_paths
from bot.cli import DONE, WRONG
from bot.cli._faults import print_config_faults
from bot.cli._rules import rules_in_force, tell_rule_faults
from bot.config import Config, LogFormat, load_config
from bot.core.errors import DiskFailed, OmbudError

REVOKED = 78
"""The exit status where the token was taken back at work: EX_CONFIG of sysexits; supervisors need not restart on it."""

DISK_FAILED = 74
"""The exit status where the disk lost something: EX_IOERR of sysexits; a new start reads what it has."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--config", type=Path, metavar="FILE", help="the configuration (default: config.yaml, if there)"
    )


def run(options: argparse.Namespace) -> int:
    """Read the configuration and the rules, then serve."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(DONE))  # until there is a loop that can stop in good order
    config, faults = load_config(options.config, os.environ, Path.cwd(), needs_token=True)
    print_config_faults(faults, sys.stderr)
    if config is None:
        return WRONG
    rules = rules_in_force(rule_paths(config), config.rules.chats, warnings=True)
    if rules is None:
        return WRONG
    _log_to_stderr(config)
    return asyncio.run(_serve(config, rules))


async def _serve(config: Config, rules: ChatRules) -> int:
    # Here and not above: python-telegram-bot takes half a second to import, which no other fault should wait for.
    from bot.app.reload import Reloader  # noqa: PLC0415
    from bot.app.serve import serve  # noqa: PLC0415
    from bot.telegram.errors import Revoked  # noqa: PLC0415

    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    reloader = Reloader(rules, rule_paths(config), config.rules.chats, tell_rule_faults)
    asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, reloader.soon)
    beside = [asyncio.create_task(work) for work in (rules.compile_all(), reloader.watch(stop))]
    try:
        await serve(config, rules, stop)
    except Revoked as error:
        print(f"ombud: {error}", file=sys.stderr)
        return REVOKED
    except DiskFailed as error:
        print(f"ombud: {error}", file=sys.stderr)
        return DISK_FAILED
    except OmbudError as error:
        print(f"ombud: {error}", file=sys.stderr)
        return WRONG
    finally:
        for task in beside:
            task.cancel()
    return DONE


def _log_to_stderr(config: Config) -> None:
    from bot.app.logs import set_up  # noqa: PLC0415 - see above

    operations, token = config.operations, config.telegram.token
    level = logging.getLevelNamesMapping()[operations.log_level.upper()]
    secrets = (token.reveal(),) if token else ()
    set_up(None, level=level, json=operations.log_format is LogFormat.JSON, secrets=secrets)
