"""Run the bot until it is told to stop (Ctrl-C or SIGTERM)."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

from bot.app.rules import load_rules, rule_paths
from bot.cli import DONE, WRONG
from bot.cli._faults import print_config_faults, print_rule_faults
from bot.config import Config, Mode, load_config
from bot.core.errors import OmbudError
from bot.core.judge import Judge


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
    if config.telegram.mode is Mode.WEBHOOK:
        print("ombud: this version only polls: set `telegram.mode: polling`", file=sys.stderr)
        return WRONG
    for message in _without_effect(config):
        print(f"ombud: {message}", file=sys.stderr)
    loaded = load_rules(rule_paths(config))
    print_rule_faults(loaded.diagnostics, sys.stderr)
    if loaded.judge is None:
        return WRONG
    _log_to_stderr(config)
    return asyncio.run(_serve(config, loaded.judge))


def _without_effect(config: Config) -> Iterator[str]:
    """What is configured for nothing, so that nobody relies on it."""
    if config.storage.key or config.storage.key_file:
        yield "`storage.key` has no effect in this version: the texts of posts that matched are stored unencrypted"
    if config.operations.listen:
        yield "`operations.listen` has no effect in this version: neither health nor metrics are served"


async def _serve(config: Config, judge: Judge) -> int:
    # Here and not above: python-telegram-bot takes half a second to import, which no other fault should wait for.
    from bot.app.serve import serve  # noqa: PLC0415

    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    try:
        await serve(config, judge, stop)
    except OmbudError as error:
        print(f"ombud: {error}", file=sys.stderr)
        return WRONG
    return DONE


def _log_to_stderr(config: Config) -> None:
    from bot.telegram.redact import Redactor  # noqa: PLC0415 - see above

    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    token = config.telegram.token
    handler.addFilter(Redactor(token.reveal() if token else ""))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    # These log every request, or all that they do to a new database.
    for noisy in ("httpx", "telegram", "aiohttp.access", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
