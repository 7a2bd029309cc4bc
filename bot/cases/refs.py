"""The names of cases and reports among people: `C-` or `R-`, and four or more signs of Crockford's base 32.

It has no I, L, O or U.
"""

from collections.abc import Iterator
from itertools import count
from random import Random

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHORTEST = 4
TRIES_A_LENGTH = 4


def refs(random: Random, letter: str = "C") -> Iterator[str]:
    """Refs to try, for ever; they grow longer as short ones turn out to be taken."""
    for length in count(SHORTEST):
        for _ in range(TRIES_A_LENGTH):
            yield f"{letter}-" + "".join(random.choices(ALPHABET, k=length))
