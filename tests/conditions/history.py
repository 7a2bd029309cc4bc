"""Conditions with history, asked of posts one after the other."""

from bot.core.condition import Context
from bot.core.post import Post
from bot.history.memory import History
from bot.lang.short import read_short
from bot.matching.index import build_index
from tests.conditions.kit import Given, leaf


def read(given: Given | Post, number: int) -> Post:
    """A post as it is, or in its short form, and then with a message id of its own."""
    return given if isinstance(given, Post) else read_short(given, number)


def answers(condition: str, *given: Given | Post) -> list[str]:
    """What the condition answers for each of the posts, those before it being its history."""
    asked, history, index = leaf(condition), History(), build_index(())
    posts = [read(item, number) for number, item in enumerate(given, 1)]
    contexts = [Context(post, index.scan(post), history.recall(post, asked.needs())) for post in posts]
    return [asked.check(context).truth.name.lower() for context in contexts]


def account(condition: str, *given: Given | Post) -> str:
    """What the condition says that it saw, when the last of the posts came."""
    asked, history, index = leaf(condition), History(), build_index(())
    for number, item in enumerate(given, 1):
        post = read(item, number)
        past = history.recall(post, asked.needs())
    return asked.account(Context(post, index.scan(post), past))
