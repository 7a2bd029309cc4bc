"""An independent server serves hundreds of updates in which forbidden things hide; the real program finds them all.

The program runs once, in a process of its own; every test looks at another side of what it did.
"""

import asyncio
import json
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from bot.fakeapi import FakeApi
from tests.acceptance import ways
from tests.acceptance.chats import DEEDS, SPARED, Message, Stage
from tests.acceptance.process import TOKEN, ombud, running
from tests.acceptance.ways import Fields, Spelling
from tests.handled import handled

LONGEST_END = 10.0
"""Seconds that SIGTERM may take."""

Key = tuple[int, int]
"""A chat and a message."""


@dataclass(frozen=True)
class Seen:
    """All that there is to be seen of a run. `forbidden` and `clean` say for each message in which way it came."""

    forbidden: dict[Key, str]
    clean: dict[Key, str]
    calls: list[tuple[str, dict[str, Any]]]
    polls: list[dict[str, Any]]
    left: int
    next_update: int
    log: list[dict[str, Any]]
    view: list[dict[str, Any]]
    output: str
    database: bytes
    status: int
    end: float
    member: int
    elsewhere: int

    def deleted(self) -> list[Key]:
        """What the server was asked to delete."""
        return [(params["chat_id"], params["message_id"]) for method, params in self.calls if method == "deleteMessage"]


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return asyncio.run(_run(tmp_path_factory.mktemp("hidden")))


async def _run(folder: Path) -> Seen:
    (folder / "hidden.yaml").write_text(ways.RULES)
    async with FakeApi(TOKEN) as api:
        settings = {
            "OMBUD_TELEGRAM__TOKEN": TOKEN,
            "OMBUD_TELEGRAM__API_URL": api.url,
            "OMBUD_STORAGE__URL": "sqlite:///ombud.db",
            "OMBUD_RULES__PATHS": "hidden.yaml",
        }
        stage = Stage.of(api)
        forbidden, clean = _publish(stage)
        async with running(folder, settings=settings) as bot:
            await bot.while_running(handled(api, f"sqlite:///{folder / 'ombud.db'}", within=60))
            left, started = len(api.updates), time.monotonic()
            status = await bot.stop(2 * LONGEST_END)
            end = time.monotonic() - started
            output = bot.stdout + bot.stderr
    logged = ombud(folder, "log", "--format", "jsonl", settings=settings)
    return Seen(
        forbidden=forbidden,
        clean=clean,
        calls=[(call.method, call.params) for call in api.calls],
        polls=[poll.params for poll in api.polls],
        left=left,
        next_update=api.updates.next_id,
        log=[json.loads(line) for line in logged.stdout.splitlines()],
        view=_view(folder / "ombud.db"),
        output=output + logged.stdout + logged.stderr,
        database=_bytes(folder),
        status=status,
        end=end,
        member=stage.member.id,
        elsewhere=stage.elsewhere.id,
    )


def _bytes(folder: Path) -> bytes:
    """All that the database keeps."""
    return b"".join(path.read_bytes() for path in folder.glob("ombud.db*"))


def _view(path: Path) -> list[dict[str, Any]]:
    """The view `actions`, as anybody reads it."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return [dict(row) for row in connection.execute("SELECT * FROM actions ORDER BY id")]


def _publish(stage: Stage) -> tuple[dict[Key, str], dict[Key, str]]:
    """Publish everything, forbidden and clean by turns; by message, the way in which it came."""
    forbidden: dict[Key, str] = {}
    clean: dict[Key, str] = {}
    for way, bad, good in _contents():
        forbidden[_key(stage.group.post(stage.member, **bad))] = way
        clean[_key(stage.group.post(stage.member, **good))] = way
    for name, deed in DEEDS.items():
        for bad_text, good_text in zip(ways.FORBIDDEN, ways.CLEAN, strict=True):
            forbidden |= dict.fromkeys(map(_key, deed(stage, {"text": bad_text})), name)
            clean |= dict.fromkeys(map(_key, deed(stage, {"text": good_text})), name)
        forbidden |= dict.fromkeys(map(_key, deed(stage, {"text": "Brutal spam"})), f"{name}, with a ban")
    for name, spared in SPARED.items():
        clean |= {_key(spared(stage, text)): name for text in ways.FORBIDDEN}
    return forbidden, clean


def _contents() -> Iterator[tuple[str, Fields, Fields]]:
    """The name of a way, and the fields of a forbidden and of a clean message."""
    for name, place in ways.PLACES.items():
        for bad_text, good_text in zip(ways.FORBIDDEN, ways.CLEAN, strict=True):
            yield name, place(bad_text), place(good_text)
    for name, place in ways.ADDRESS_PLACES.items():
        for bad_host, good_host in zip(ways.FORBIDDEN_HOSTS, ways.CLEAN_HOSTS, strict=True):
            yield name, place(f"https://{bad_host}/x"), place(f"https://{good_host}/x")
    spelled = chain(
        _spelled(ways.DISGUISES, ways.FORBIDDEN_PHRASES, ways.CLEAN_PHRASES),
        _spelled(ways.SPELLINGS, ways.FORBIDDEN_HOSTS, ways.CLEAN_HOSTS),
    )
    for name, bad_text, good_text in spelled:
        yield name, {"text": bad_text}, {"text": good_text}


def _spelled(
    spellings: dict[str, Spelling], forbidden: tuple[str, ...], clean: tuple[str, ...]
) -> Iterator[tuple[str, str, str]]:
    for name, spell in spellings.items():
        for bad, good in zip(forbidden, clean, strict=True):
            yield name, spell(bad), spell(good)


def _key(message: Message) -> Key:
    return message["chat"]["id"], message["message_id"]


def _done(rows: list[dict[str, Any]]) -> Counter[Key]:
    """The messages that the rows say are deleted."""
    deleted = [row for row in rows if (row["action"], row["outcome"]) == ("delete", "done")]
    return Counter((row["chat_id"], row["message_id"]) for row in deleted)


def test_there_is_enough_to_find(seen: Seen) -> None:
    assert len(set(seen.forbidden.values())) >= 100
    assert len(seen.forbidden) >= 400
    assert len(seen.clean) >= 400
    assert not seen.forbidden.keys() & seen.clean.keys()


def test_everything_forbidden_is_deleted(seen: Seen) -> None:
    deleted = set(seen.deleted())
    assert Counter(way for key, way in seen.forbidden.items() if key not in deleted) == {}


def test_nothing_else_is_deleted(seen: Seen) -> None:
    deleted = set(seen.deleted())
    assert Counter(way for key, way in seen.clean.items() if key in deleted) == {}
    assert deleted <= seen.forbidden.keys()


def test_everything_is_deleted_once(seen: Seen) -> None:
    assert len(seen.deleted()) == len(set(seen.deleted()))


def test_only_who_can_be_banned_is_banned(seen: Seen) -> None:
    bans = {
        (method, params.get("user_id") or params.get("sender_chat_id"))
        for method, params in seen.calls
        if "ban" in method
    }
    assert bans == {("banChatMember", seen.member), ("banChatSenderChat", seen.elsewhere)}


def test_every_deletion_is_in_the_log(seen: Seen) -> None:
    assert _done(seen.log) == Counter(seen.forbidden.keys())


def test_the_view_says_what_the_log_says(seen: Seen) -> None:
    def told(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        names = ("id", "chat_id", "message_id", "user_id", "rule", "rule_version", "action", "outcome", "actor", "case")
        return sorted(tuple(row[name] for name in names) for row in rows)

    assert told(seen.view) == told(seen.log)
    assert {row["actor"] for row in seen.log} == {"bot"}
    assert {row["rule"] for row in seen.log} == {"hidden/phrases", "hidden/domains", "hidden/brutes"}


def test_every_update_is_confirmed(seen: Seen) -> None:
    assert seen.left == 0
    assert int(seen.polls[-1]["offset"]) == seen.next_update


def test_the_token_is_nowhere(seen: Seen) -> None:
    secret = TOKEN.partition(":")[2]
    assert secret not in seen.output
    assert secret.encode() not in seen.database


def test_no_post_can_be_read_in_the_database(seen: Seen) -> None:
    assert "免费领币".encode() not in seen.database
    assert "免费领书".encode() not in seen.database


def test_there_is_nothing_to_complain_of(seen: Seen) -> None:
    assert "Traceback" not in seen.output
    assert " ERROR " not in seen.output


def test_sigterm_ends_it(seen: Seen) -> None:
    assert seen.status == 0
    assert seen.end < LONGEST_END
