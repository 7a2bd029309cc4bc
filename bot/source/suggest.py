"""Did you mean: the known name that is nearest to a misspelt one."""

from collections.abc import Iterable
from itertools import islice

_LONGEST = 40
_MOST = 1000


def closest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that one or few typing errors turn into `name`; None if none is near.

    A typing error is a letter added, left out, replaced, or swapped with its neighbour. About one in three letters may
    be wrong; case and the kind of dash do not count. Names over 40 letters and candidates after the first 1,000 are
    not looked at, so that hostile input costs nothing.
    """
    wanted = _plain(name)
    if not wanted or len(wanted) > _LONGEST:
        return None
    limit = max(1, len(wanted) // 3)
    best: str | None = None
    for candidate in islice(candidates, _MOST):
        known = _plain(candidate)
        if len(known) > _LONGEST or not _may_be_near(wanted, known, limit):
            continue
        distance = _distance(wanted, known)
        if distance <= limit and distance < max(len(wanted), len(known)):
            best, limit = candidate, distance - 1
    return best


def did_you_mean(name: str, candidates: Iterable[str]) -> str | None:
    """The same as a hint."""
    found = closest(name, candidates)
    return None if found is None else f"did you mean `{found}`?"


def _plain(name: str) -> str:
    return name.casefold().replace("-", "_").replace(" ", "_")


def _may_be_near(one: str, other: str, limit: int) -> bool:
    """A cheap bound: each typing error changes the length by one and the set of letters by two at most."""
    return abs(len(one) - len(other)) <= limit and len(set(one) ^ set(other)) <= 2 * limit


def _distance(one: str, other: str) -> int:
    """The least number of typing errors between two names (optimal string alignment)."""
    before: list[int] = []
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        before, above, row = above, row, [i]
        for j, target in enumerate(other, start=1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != target))
            if i > 1 and j > 1 and letter == other[j - 2] and target == one[i - 2]:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
    return row[-1]
