"""The shipped rule sets, loaded once, and as they are written."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from bot.core.post import Post
from bot.core.ruleset import Mode, Rule
from bot.core.verdict import Verdict
from bot.lang.load import Loaded, load
from bot.lang.short import read_short
from bot.source.diagnostic import Diagnostics
from bot.source.node import Mapping, Sequence
from bot.source.parse import parse

FOLDER = Path(__file__).parents[2] / "rules"
CHANNEL = {"id": -1_000_000_000_002, "type": "channel", "title": "Channel"}


@cache
def shipped() -> Loaded:
    """All sets."""
    return load([FOLDER])


def rules() -> list[Rule]:
    """Every rule of every set."""
    return [rule for set_ in shipped().sets for rule in set_.rules]


def judge(post: Post) -> Verdict:
    """The verdict of all sets together."""
    judge = shipped().judge
    assert judge is not None, shipped().diagnostics
    return judge.judge(post)


def by_a_member(text: str) -> Post:
    """A member's message in a group."""
    return read_short({"text": text})


def by_a_newcomer(text: str) -> Post:
    """The first message of somebody who joined an hour ago."""
    return read_short({"text": text, "author": {"posts": 0, "joined": "1h"}})


def by_a_channel(text: str) -> Post:
    """A channel's own post."""
    return read_short({"text": text, "chat": CHANNEL})


def written_rules() -> Iterator[tuple[str, Mapping]]:
    """Every rule's full name, and the rule as it is written."""
    for path in sorted(FOLDER.glob("*.yaml")):
        node = parse(path.read_bytes(), path.name, Diagnostics())
        assert isinstance(node, Mapping)
        listed = node.get("rules")
        assert isinstance(listed, Sequence)
        for item in listed.items:
            assert isinstance(item, Mapping)
            yield f"{path.stem}/{item.get('id')}", item


def acts_by_itself(rule: Rule) -> bool:
    """Whether the rule does more than record and ask the moderators."""
    return rule.mode is Mode.ENFORCE and any(action.name not in ("allow", "escalate", "log") for action in rule.actions)


def sleeps(rule: Rule) -> bool:
    """Whether the rule waits for somebody to switch it on."""
    return rule.mode is Mode.DISABLED
