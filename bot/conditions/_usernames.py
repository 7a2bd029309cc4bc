"""Usernames that a condition asks for."""

import re
from collections.abc import Iterable
from typing import NamedTuple, Self

from bot.conditions._wildcards import fits
from bot.core.errors import ArgumentError

_USERNAME = re.compile(r"@?[A-Za-z0-9_*]{1,64}")


class Usernames(NamedTuple):
    """Names in lower case and without their `@`, and apart from them those in which `*` stands for any characters."""

    plain: frozenset[str]
    patterns: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str], field: str) -> Self:
        """The names as people write them. Raises `ArgumentError` for the first that no username fits."""
        bare = {_bare(name, field) for name in names}
        patterns = frozenset(name for name in bare if "*" in name)
        return cls(frozenset(bare) - patterns, patterns)

    def cover(self, name: str) -> bool:
        """Whether the name, without its `@`, is one of them."""
        lower = name.lower()
        return lower in self.plain or any(fits(pattern, lower) for pattern in self.patterns)


def _bare(name: str, field: str) -> str:
    if not _USERNAME.fullmatch(name):
        hint = 'write it like `"@durov"` or `"*_casino"`, with the quotes'
        raise ArgumentError(f"`{name}` is no username", field=field, hint=hint)
    return name.removeprefix("@").lower()
