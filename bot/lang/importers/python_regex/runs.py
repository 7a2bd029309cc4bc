r"""Look-ahead before a run of characters that ends an expression, as in `example\.org/(?!ours)\w+`."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.lang.importers.python_regex.refusal import otherwise, texts
from bot.lang.importers.python_regex.tree import Look, Named, Rep, Set, Tree


class Run(NamedTuple):
    """How a run begins, and the place of the first item that it stands for."""

    tree: Tree
    place: int


def other_run(items: Sequence[Tree], *, caseless: bool) -> Run | None:
    r"""What ends an expression in place of a run of `\w` or `\S` that must not begin with certain texts.

    It finds how the run begins. That a word ends with it need not be asked: sooner or later one does.
    """
    if not items or not isinstance(item := items[-1], Rep) or (item.least, item.most) != (1, None):
        return None
    place = len(items) - 1
    while place and isinstance(items[place - 1], Look):
        place -= 1
    refused = [look for look in items[place:-1] if isinstance(look, Look) and look.ahead and look.negated]
    run = item.tree
    if not place or len(refused) < len(items) - 1 - place or not refused or not isinstance(run, Set) or run.negated:
        return None
    if all(len(text) == 1 for look in refused for text in texts(look.tree)):
        return None
    if not {Named(r"\w"), Named(r"\S")}.intersection(run.parts):
        return None
    tree = otherwise((look.tree for look in refused), run, caseless=caseless)
    return Run(tree, place) if tree else None
