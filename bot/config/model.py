"""The configuration, section by section.

Each field is a key of config.yaml and a variable `OMBUD_SECTION__KEY`; its annotation names the function that reads it.
"""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_type_hints

from bot.config import values
from bot.config.values import Address, Reader, Secret
from bot.core.ladder import LADDER
from bot.core.measure import Measure

PREFIX = "OMBUD_"
WEBHOOK_LISTEN = Address("127.0.0.1", 8080)


class Mode(StrEnum):
    """How updates come in."""

    POLLING = "polling"
    WEBHOOK = "webhook"


class LogFormat(StrEnum):
    """What a line of the process's log is."""

    TEXT = "text"
    JSON = "json"


class LogLevel(StrEnum):
    """From which weight on something is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Telegram:
    """The Bot API. `token` is there too where `token_file` holds it.

    `webhook_url` and `webhook_secret` are there if the mode is webhook.
    """

    token: Annotated[Secret | None, values.token] = None
    api_url: Annotated[str, values.web_url] = "https://api.telegram.org"
    mode: Annotated[Mode, values.one_of(Mode)] = Mode.POLLING
    webhook_url: Annotated[str | None, values.https_url] = None
    webhook_secret: Annotated[Secret | None, values.webhook_secret] = None
    webhook_listen: Annotated[Address, values.address] = WEBHOOK_LISTEN
    token_file: Annotated[Path | None, values.path] = None


@dataclass(frozen=True, slots=True)
class Storage:
    """The database, its path absolute, and the key that seals texts in it: given itself or in a file, never both."""

    url: Annotated[str, values.storage_url] = f"{values.SQLITE}ombud.db"
    key: Annotated[Secret | None, values.secret] = None
    key_file: Annotated[Path | None, values.path] = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Files and folders of rules; none means the shipped sets. `chats` is the folder of the chats' own sets."""

    paths: Annotated[tuple[Path, ...], values.list_of(values.path)] = ()
    chats: Annotated[Path | None, values.path] = None


@dataclass(frozen=True, slots=True)
class Moderation:
    """Who is told, who may decide, and whether the bot acts. `trial` is in seconds.

    The last four are for chats whose owner has set nothing else, see `bot.core.settings`.
    """

    log_chat: Annotated[int | None, values.chat_id] = None
    escalation_chat: Annotated[int | None, values.chat_id] = None
    operators: Annotated[frozenset[int], values.set_of(values.user_id)] = frozenset()
    shadow: Annotated[bool, values.flag] = False
    trial: Annotated[int, values.duration] = 0
    language: Annotated[str | None, values.language] = None
    ladder: Annotated[tuple[Measure, ...], values.ladder] = LADDER
    second_approver: Annotated[bool, values.flag] = False
    report_button: Annotated[bool, values.flag] = False


@dataclass(frozen=True, slots=True)
class Operations:
    """Where health and metrics are served, nowhere by default; and how the process logs."""

    listen: Annotated[Address | None, values.address] = None
    log_format: Annotated[LogFormat, values.one_of(LogFormat)] = LogFormat.TEXT
    log_level: Annotated[LogLevel, values.one_of(LogLevel)] = LogLevel.INFO


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that the operator decides."""

    telegram: Telegram = Telegram()
    storage: Storage = Storage()
    rules: Rules = Rules()
    moderation: Moderation = Moderation()
    operations: Operations = Operations()


class Key(NamedTuple):
    """One key of the configuration."""

    section: str
    name: str
    read: Reader

    def __str__(self) -> str:
        return f"{self.section}.{self.name}"

    @property
    def variable(self) -> str:
        """The environment variable that gives it."""
        return f"{PREFIX}{self.section}__{self.name}".upper()


SECTIONS: dict[str, type[Any]] = {section.name: type(section.default) for section in dataclasses.fields(Config)}


def all_keys() -> Iterator[Key]:
    """Every key, in order."""
    for name, section in SECTIONS.items():
        hints = get_type_hints(section, include_extras=True)
        for item in dataclasses.fields(section):
            yield Key(name, item.name, hints[item.name].__metadata__[0])
