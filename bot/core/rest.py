"""The *rest* of an update: what may take its time, and holds up nothing that comes after it."""

from collections.abc import Awaitable, Callable

Rest = Callable[[], Awaitable[None]]
"""What is left to be done; to be called once. The update counts as handled when it has ended."""


def both(first: Rest | None, second: Rest | None) -> Rest | None:
    """One after the other; None if nothing is left."""
    if first is None or second is None:
        return first or second

    async def run() -> None:
        await first()
        await second()

    return run
