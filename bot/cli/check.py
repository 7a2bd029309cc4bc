"""Judge posts from a file or standard input, without Telegram.

JSON Lines in: a line with `update_id` is an Update, with `message_id` a Message, else the short form {"id", "text",
"author", "chat", "date"}. One line out for each, in order. A line that cannot be read is reported on stderr by its
number, and the rest goes on.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from bot.app.rules import read_record
from bot.cli import DONE, WRONG
from bot.cli._rules import add_rules_option, chosen_rules
from bot.core.assumption import as_member
from bot.core.errors import UnreadableUpdate
from bot.core.judge import Judge
from bot.core.ports import Rules
from bot.core.post import Post
from bot.core.standing import with_standing
from bot.core.verdict import Match, Verdict
from bot.storage.memory import MemoryStore

MOST_LINE = 16 * 1024 * 1024
Writer = Callable[[Any, Verdict | None], str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_rules_option(parser)
    parser.add_argument("--format", choices=("jsonl", "text"), default="jsonl", help="how to print verdicts")
    parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="JSON Lines; - is standard input")


def run(options: argparse.Namespace) -> int:
    """Judge every line."""
    rules = chosen_rules(options)
    if rules is None:
        return WRONG
    write = _as_json if options.format == "jsonl" else _as_text
    try:
        if options.file == "-":
            return asyncio.run(_check(rules, sys.stdin.buffer, write))
        with Path(options.file).open("rb") as file:
            return asyncio.run(_check(rules, file, write))
    except OSError as error:
        if error.filename is None:
            raise  # it is the output that cannot be written
        print(f"ombud: cannot read {options.file}: {error.strerror or error}", file=sys.stderr)
        return WRONG


async def _check(rules: Rules, file: IO[bytes], write: Writer) -> int:
    status = DONE
    store = MemoryStore()
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            name, post = _read(line, number)
        except UnreadableUpdate as error:
            print(f"ombud: line {number}: {error}", file=sys.stderr)
            status = WRONG
            continue
        verdict = None if post is None else await _judge(await rules.judge_for(post.chat.id), store, post)
        sys.stdout.write(write(name, verdict) + "\n")
    return status


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """The lines; of one that is too long, only so much as shows that it is."""
    while line := file.readline(MOST_LINE + 1):
        yield line
        while len(line) > MOST_LINE and not line.endswith(b"\n"):
            line = file.readline(MOST_LINE)


def _read(line: bytes, number: int) -> tuple[Any, Post | None]:
    """The line's name and post; no post where an update carries none. Raises `UnreadableUpdate`."""
    if len(line) > MOST_LINE:
        raise UnreadableUpdate(f"the line is longer than {MOST_LINE} bytes")
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableUpdate(f"not JSON: {error}") from None
    if not isinstance(record, dict):
        raise UnreadableUpdate("not a JSON object")
    post = read_record(record, number)
    return next((record[key] for key in ("id", "update_id", "message_id") if key in record), None), post


async def _judge(judge: Judge, store: MemoryStore, post: Post) -> Verdict:
    """The verdict, with the earlier lines as history and an ordinary member where the line does not say."""
    if judge.counts_posts and post.author.id is not None and post.message_id is not None:
        post = with_standing(post, await store.count_post(post.chat.id, post.author.id, post.message_id, post.date))
    return judge.judge(as_member(post), await store.recall(post, judge.needs))


def _as_json(name: Any, verdict: Verdict | None) -> str:
    result = {
        "id": name,
        "verdict": _word(verdict),
        "actions": [step.action.name for step in verdict.steps] if verdict else [],
        "rules": [_match(match) for match in (*verdict.matches, *verdict.shadows)] if verdict else [],
    }
    text = json.dumps(result, ensure_ascii=False)
    # JSON may escape half a surrogate pair, UTF-8 cannot hold one.
    return text if text.isascii() or _encodable(text) else json.dumps(result)


def _match(match: Match) -> dict[str, Any]:
    rule = match.rule
    evidence = [
        {
            "surface": item.surface,
            "index": item.index,
            "start": item.start,
            "end": item.end,
            "text": item.text,
            "folded": item.folded,
        }
        for item in match.evidence
    ]
    return {"rule": rule.name, "version": rule.version, "mode": rule.mode, "evidence": evidence}


def _as_text(name: Any, verdict: Verdict | None) -> str:
    head = f"{_printable(name)}\t{_word(verdict)}"
    if verdict is None:
        return head
    actions = ",".join(step.action.name for step in verdict.steps)
    rules = "; ".join(
        f"{match.rule.name}: {', '.join(repr(item.text) for item in match.evidence[:3])}" for match in verdict.matches
    )
    return "\t".join(filter(None, (head, actions, rules)))


def _printable(name: Any) -> str:
    text = str(name)
    return text if text.isprintable() else repr(text)


def _word(verdict: Verdict | None) -> str:
    return "match" if verdict is not None and verdict.matched else "clean"


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
