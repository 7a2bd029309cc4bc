"""Who has the database: one process at a time may write to it.

The lock is on a file beside the database, which stays there when nobody has it; the system takes the lock back when its
process ends, however that comes about. Readers (`ombud log`, `ombud db backup`) need none.
"""

import fcntl
import os
import time
from pathlib import Path

from bot.core.errors import StorageError

SUFFIX = "-lock"
_PAUSE = 0.05


class Hold:
    """The lock, held until it is released."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    @classmethod
    def take(cls, path: Path, within: float) -> "Hold":
        """Lock the database in that file, waiting for so many seconds until another process lets go of it.

        Raises `StorageError` if it does not.
        """
        lock = path.with_name(path.name + SUFFIX)
        try:
            # Reading is enough to lock, so it does not matter whose file it is.
            descriptor = os.open(lock, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            fault = (error.strerror or str(error)).lower()
            raise StorageError(
                f"{lock} cannot be written ({fault}): give the account that runs Ombud access to it"
            ) from error
        deadline = time.monotonic() + within
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    os.close(descriptor)
                    raise StorageError(
                        f"{path} is in use by another program (a running `ombud run`?): end that one, then try again"
                    ) from None
                time.sleep(_PAUSE)
            else:
                return cls(descriptor)

    def release(self) -> None:
        """Let go. Doing so twice does no harm."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
