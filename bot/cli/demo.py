"""See Ombud at work: the whole bot against a Bot API server of its own, on this machine alone.

Needs no token and no network. Writes ./ombud-demo.db, replaced at each run.
"""

import argparse
import asyncio
import sys
import textwrap
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.app.chats import ChatRules
from bot.app.rules import load_rules, shipped_rules
from bot.app.serve import serve
from bot.cli import DONE, WRONG
from bot.cli._faults import print_rule_faults
from bot.cli._scene import SCRIPT, Line, Message, Scene, build, buttons
from bot.config import Config, Moderation, Secret, Storage, Telegram
from bot.core.errors import OmbudError
from bot.core.log import BOT, LogEntry
from bot.core.outcome import Status
from bot.core.ports import Rules
from bot.fakeapi import FakeApi
from bot.storage import open_log

DATABASE = Path("ombud-demo.db")
_URL = f"sqlite:///{DATABASE}"
_WIDTH = 58

Story = list[tuple[Line, list[LogEntry]]]
"""What happened, and what the log says of it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(_: argparse.Namespace) -> int:
    """Play, and print what happened."""
    for path in (DATABASE, *(DATABASE.with_name(DATABASE.name + suffix) for suffix in ("-wal", "-shm"))):
        path.unlink(missing_ok=True)
    loaded = load_rules([shipped_rules()])
    if loaded.judge is None:
        print_rule_faults(loaded.diagnostics, sys.stderr)
        return WRONG
    try:
        asyncio.run(_play(ChatRules(loaded, {}, lambda _: None)))
    except OmbudError as error:
        print(f"ombud: {error}", file=sys.stderr)
        return WRONG
    return DONE


async def _play(rules: Rules) -> None:
    started = time.monotonic()
    async with FakeApi() as api:
        scene = build(api)
        stop = asyncio.Event()
        config = Config(
            telegram=Telegram(Secret(api.token), api_url=api.url),
            storage=Storage(_URL, Secret("a key for the demonstration")),
            moderation=Moderation(escalation_chat=scene.cards.id),
        )
        bot = asyncio.create_task(serve(config, rules, stop))
        try:
            story = await _perform(api, scene)
        finally:
            stop.set()
            await bot
    _print_story(story, scene)
    done = sum(entry.outcome is Status.DONE for _, entries in story for entry in entries)
    seconds = time.monotonic() - started
    print(f"\n{len(story)} events, {done} actions done, {len(api.calls)} calls to the Bot API, {seconds:.1f} s")
    print(f"The log is in {DATABASE}. Read it with ombud log, or any SQLite tool: it has a view `actions`.")


async def _perform(api: FakeApi, scene: Scene) -> Story:
    """Let everything happen, each thing once the one before it is dealt with."""
    story: Story = []
    seen = 0
    for line in SCRIPT:
        line.act(scene)
        await _handled(api)
        news = await _entries_after(seen)
        seen = max([seen, *(entry.id or 0 for entry in news)])
        story.append((line, news))
    return story


async def _handled(api: FakeApi) -> None:
    """Wait until the bot has dealt with everything that happened."""
    await api.drained(within=30)
    async with asyncio.timeout(30), open_log(_URL) as log:
        while not await log.idle():  # noqa: ASYNC110 - the bot tells nobody
            await asyncio.sleep(0.01)


async def _entries_after(seen: int) -> list[LogEntry]:
    async with open_log(_URL) as log:
        return [entry async for entry in log.entries() if (entry.id or 0) > seen]


def _print_story(story: Story, scene: Scene) -> None:
    print(f"    {'who':16} {'what happened':{_WIDTH}} what Ombud did")
    names = {str(user.id): name for name, user in scene.people.items()}
    for number, (line, entries) in enumerate(story, 1):
        _print_line(number, line, [_told(entry, names) for entry in entries] or ["-"])
    _print_message("The card that the moderator saw", scene.shown)
    _print_message("What Boris was told in private", scene.statement)


def _print_message(title: str, message: Message) -> None:
    labels = " ".join(f"[{button['text']}]" for button in buttons(message))
    print(f"\n{title}:\n")
    for text in (_marked(message), labels):
        print(textwrap.indent(text, "    | ", lambda _: True))


def _print_line(number: int, line: Line, verdicts: Sequence[str]) -> None:
    words = textwrap.wrap(line.says, _WIDTH) or [""]
    for place in range(max(len(words), len(verdicts))):
        left = words[place] if place < len(words) else ""
        right = verdicts[place] if place < len(verdicts) else ""
        head = f"{number:2}. {line.who:16}" if place == 0 else " " * 20
        print(f"{head} {left:{_WIDTH}} {right}".rstrip())


def _marked(card: Message) -> str:
    """The card's text, the words that matched between signs that a terminal can show."""
    units = card["text"].encode("utf-16-le")
    parts, end = [], 0
    for entity in (entity for entity in card.get("entities", []) if entity["type"] == "underline"):
        start, past = 2 * entity["offset"], 2 * (entity["offset"] + entity["length"])
        parts += [units[end:start], ">>".encode("utf-16-le"), units[start:past], "<<".encode("utf-16-le")]
        end = past
    return b"".join([*parts, units[end:]]).decode("utf-16-le")


def _told(entry: LogEntry, names: Mapping[str, str]) -> str:
    who = "" if entry.actor == BOT else f" by {names[entry.actor]}"
    return " ".join(filter(None, (entry.action, entry.outcome, entry.rule, entry.case))) + who
