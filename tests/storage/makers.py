"""Short ways to say what is stored."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.core.case import Case, CaseOrigin, State
from bot.core.finding import Evidence
from bot.core.log import LogEntry
from bot.core.logic import All
from bot.core.post import Author, Chat, Post, PostKind, Surface, SurfaceName
from bot.core.report import Report
from bot.core.ruleset import Mode, Rule
from bot.core.verdict import Match
from bot.storage import Store
from bot.storage.vault import PlainVault

CHAT = -1_001_234_567_890


def entry(key: str = "k", **fields: Any) -> LogEntry:
    plain = LogEntry(key=key, at=1_795_356_243.125, chat_id=CHAT, message_id=7, user_id=42, action="delete")
    return replace(plain, **fields)


def post(text: str = "free money", **fields: Any) -> Post:
    plain = Post(
        id=900,
        kind=PostKind.MESSAGE,
        chat=Chat(CHAT, "supergroup", "Cats"),
        author=Author(42, "Ann"),
        date=1_795_356_243,
        message_id=7,
        surfaces=(Surface(SurfaceName.TEXT, text),),
    )
    return replace(plain, **fields)


def match(rule: str = "scams/money", version: str = "0a1b2c3d", mode: Mode = Mode.ENFORCE) -> Match:
    evidence = (Evidence("text", 0, 5, 10, "money"), Evidence("button", 1, 0, 4, "frее", folded=True))
    return Match(Rule(rule, version, All(()), (), mode=mode), evidence)


def case(ref: str = "C-7K2M", **fields: Any) -> Case:
    plain = Case(ref, CHAT, 7, 0, CaseOrigin.RULE, 1_795_356_243, author_id=42, rule="scams/money", rule_version="0a1b")
    return replace(plain, **fields)


def report(case: str, reporter_id: int, at: int = 100, words: str = "", **fields: Any) -> Report:
    return replace(Report(f"R-{case[2:]}{reporter_id}", case, reporter_id, at, words=words), **fields)


async def stepped(store: Store, read: Case, state: State, **changes: Any) -> Case:
    """The case as the store has it once it was changed."""
    return await store.save_case(read, replace(read, state=state, **changes))


def content(file: Path) -> bytes:
    return file.read_bytes()


def fill(file: Path, new: bytes) -> None:
    file.write_bytes(new)


@dataclass
class RotatingVault(PlainVault):
    """A vault whose sealed texts cannot be taken for the texts."""

    def seal(self, text: str) -> bytes:
        return bytes(byte ^ 0x55 for byte in super().seal(text))

    def unseal(self, sealed: bytes) -> str:
        return super().unseal(bytes(byte ^ 0x55 for byte in sealed))
