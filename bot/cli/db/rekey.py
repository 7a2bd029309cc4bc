"""Give the database another key: all that is sealed in it is sealed anew. The bot must not run.

Interrupted, it can be run again. What is sealed can be read at any time, by one key or by the other.
"""

import argparse
import time
from datetime import UTC, datetime
from pathlib import Path

from bot.cli import DONE
from bot.cli._database import add_config_option, on_config
from bot.config import Config
from bot.core.errors import StorageError

BACKUPS = 30
"""Days that backups are kept."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--new-key-file", type=Path, metavar="FILE", help="the file with the new key")
    given.add_argument("--generate", action="store_true", help="make a new key, and put it in the place of the old one")
    add_config_option(parser)


def run(options: argparse.Namespace) -> int:
    """Seal anew."""
    return on_config(options, lambda config: _rekey(config, options.new_key_file))


def _rekey(config: Config, new_key_file: Path | None) -> int:
    from bot.app.keys import SUFFIX, key_file_of, new_key_for, present_vault, put_in_place, vault_in  # noqa: PLC0415
    from bot.storage.rekey import rekey  # noqa: PLC0415 - SQLAlchemy, for whoever asks for help
    from bot.storage.vault import SealedVault  # noqa: PLC0415 - likewise
    from bot.storage.viewing import database_path, require_file  # noqa: PLC0415 - likewise

    path = database_path(config.storage.url)
    require_file(path)
    if (old := present_vault(config.storage)) is None:
        raise StorageError("there is no key to replace: `ombud run` makes one at its first start")
    if new_key_file is not None:
        done = rekey(path, old, vault_in(new_key_file), time.time())
        print(_done(path, done.texts, before=done.before))
        print(f"from now on the bot needs the new key: set `storage.key_file: {new_key_file.absolute()}`")
        kept = key_file_of(config.storage)
    else:
        file = key_file_of(config.storage) or path.with_suffix(SUFFIX)
        done = rekey(path, old, SealedVault(new_key_for(file)), time.time())
        kept = put_in_place(file, datetime.now(UTC))
        print(_done(path, done.texts, before=done.before))
        print(f"the new key is in {file}: back it up, and keep the copy apart from those of the database")
        if config.storage.key is not None:
            print("remove `storage.key` from the configuration and the environment, or the old key is looked for")
    old_key = "`storage.key` as it was" if kept is None or config.storage.key is not None else str(kept)
    print(
        f"backups made before can only be read with the old key ({old_key}): keep it for as long as you keep them, "
        f"at most {BACKUPS} days, then delete both. If the old key was stolen, delete them now and make a new backup"
    )
    return DONE


def _done(path: Path, texts: int, *, before: bool) -> str:
    return f"{path} has the new key already" if before else f"{path} has a new key: {texts:,} texts were sealed anew"
