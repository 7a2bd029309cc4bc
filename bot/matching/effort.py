"""How much work a text may cause. Ordinary posts need a hundredth of what is allowed.

The unit is about a word compared. The bounds are for patterns that nest by the hundred in a text made for them.
"""

_ENOUGH = 5_000
_TOO_MUCH = 6 * _ENOUGH
"""More than a post can cause where few patterns begin with the same words, so that no flood hides what follows it."""

_LAST = 5 * _TOO_MUCH
"""Only patterns that somebody wrote for the purpose come to so much."""


class Effort:
    """The work done so far; the other readings of a text share one."""

    __slots__ = ("_done",)

    def __init__(self) -> None:
        self._done = 0

    def spend(self, units: int) -> None:
        """So much work more."""
        self._done += units

    @property
    def enough(self) -> bool:
        """One match for each query will do."""
        return self._done >= _ENOUGH

    @property
    def too_much(self) -> bool:
        """A pattern is tried at its first places only."""
        return self._done >= _TOO_MUCH

    @property
    def spent(self) -> bool:
        """Nothing more is looked for."""
        return self._done >= _LAST
