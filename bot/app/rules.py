"""Which rules are in force, and how their files and the records that they judge are read."""

from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from bot.config import Config
from bot.core.errors import UnreadableUpdate
from bot.core.post import Post
from bot.lang.load import Loaded, load
from bot.lang.short import read_short
from bot.telegram.read import read, read_message


def rule_paths(config: Config | None) -> list[Path]:
    """The configured rule files and folders, else `rules` in the present folder, else the shipped sets."""
    if config and config.rules.paths:
        return list(config.rules.paths)
    return [here] if (here := Path("rules")).is_dir() else [shipped_rules()]


def shipped_rules() -> Path:
    """The folder of the default rule sets: in the package, or beside it in a checkout."""
    package = Path(str(resources.files("bot")))
    return inside if (inside := package / "rules").is_dir() else package.parent / "rules"


def load_rules(paths: Iterable[Path], now: float | None = None) -> Loaded:
    """Load rule files; their examples may be Updates, Messages and short posts. For `now` see `bot.lang.load`."""
    return load(paths, read_example, now)


def read_record(record: Mapping[str, Any], number: int = 1) -> Post | None:
    """The post in an Update, a Message or the short form; None if an Update carries none. Raises `UnreadableUpdate`.

    `number` is the message id of a short post that gives no number as its own.
    """
    if "update_id" in record:
        return read(record)
    return read_message(record) if "message_id" in record else read_short(record, number)


def read_example(record: Mapping[str, Any]) -> Post:
    """The post that an example is. Raises `UnreadableUpdate`."""
    post = read_record(record)
    if post is None:
        raise UnreadableUpdate("the update carries no post")
    return post
