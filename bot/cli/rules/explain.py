"""Tell why rules match a post or do not: every condition, with what it saw.

The post is a text, JSON, or a file: an Update, a Message or a short post as `ombud check` takes them. Of JSON Lines the
last is explained, those before it are its history.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import replace

from bot.cli import DONE, WRONG
from bot.cli._explanation import as_text
from bot.cli._explanation_json import as_values
from bot.cli._given import read_posts
from bot.cli._rules import add_paths, chosen_rules
from bot.core.assumption import as_member
from bot.core.errors import UnreadableUpdate
from bot.core.explain import explain
from bot.core.history import NO_PAST, Past
from bot.core.judge import Judge
from bot.core.plan import queries
from bot.core.ports import Rules
from bot.core.post import Post
from bot.core.ruleset import Rule
from bot.core.standing import with_standing
from bot.matching.index import build_index
from bot.source.suggest import did_you_mean
from bot.storage.memory import MemoryStore


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_paths(parser)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("--text", metavar="TEXT", help="explain a post of this text")
    given.add_argument("--post", metavar="JSON|FILE|-", help="explain a post in JSON; - is standard input")
    parser.add_argument("--rule", metavar="NAME", help="explain this rule alone, by its id or full name")
    parser.add_argument("--all", action="store_true", help="every condition of rules that are far from matching, too")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print it")


def run(options: argparse.Namespace) -> int:
    """Explain the post."""
    posts = _posts(options)
    if not posts:
        return WRONG
    in_force = chosen_rules(argparse.Namespace(rules=options.path))
    return WRONG if in_force is None else asyncio.run(_explain(posts, in_force, options))


async def _explain(posts: Sequence[Post], in_force: Rules, options: argparse.Namespace) -> int:
    judge = await in_force.judge_for(posts[-1].chat.id)
    rules = [rule for set_ in judge.sets for rule in set_.rules]
    chosen = _chosen(rules, options.rule)
    if not chosen:
        return WRONG
    post, past = await _last(posts, judge)
    # All are explained, whichever are shown: one may exempt the post from another.
    explanation = explain(post, past, rules, build_index(queries(rules)), judge.sets)
    shown = replace(explanation, rules=tuple(item for item in explanation.rules if item.rule in chosen))
    verdict = judge.judge(post, past)
    if options.format == "json":
        safe = not sys.stdout.encoding.lower().startswith("utf")
        print(json.dumps(as_values(shown, verdict), indent=2, ensure_ascii=safe))
    else:
        print(as_text(shown, verdict, everything=options.all or options.rule is not None), end="")
    return DONE


def _posts(options: argparse.Namespace) -> Sequence[Post]:
    """The posts that are given; none, with a message on stderr, if they cannot be read."""
    try:
        return read_posts(json.dumps({"text": options.text}) if options.post is None else options.post)
    except UnreadableUpdate as error:
        print(f"ombud: the post cannot be read: {error}", file=sys.stderr)
    except OSError as error:
        print(f"ombud: cannot read {options.post}: {error.strerror or error}", file=sys.stderr)
    return ()


def _chosen(rules: Sequence[Rule], name: str | None) -> Sequence[Rule]:
    """The rules of that name, or all; none, with a message on stderr, if there is none."""
    chosen = [rule for rule in rules if name is None or name in (rule.name, _id(rule))]
    if not chosen:
        hint = did_you_mean(name or "", [spelling for rule in rules for spelling in (_id(rule), rule.name)])
        print(f"ombud: there is no rule {name}" + (f"; {hint}" if hint else ""), file=sys.stderr)
    return chosen


def _id(rule: Rule) -> str:
    return rule.name.partition("/")[2]


async def _last(posts: Sequence[Post], judge: Judge) -> tuple[Post, Past]:
    """The last post, with what is known of it from those before; of a single post nothing is."""
    if len(posts) == 1:
        return as_member(posts[0]), NO_PAST
    store, past = MemoryStore(), NO_PAST
    for post in posts:
        known = post
        if judge.counts_posts and post.author.id is not None and post.message_id is not None:
            standing = await store.count_post(post.chat.id, post.author.id, post.message_id, post.date)
            known = with_standing(post, standing)
        past = await store.recall(post, judge.needs)
    return as_member(known), past
