"""How long a sanction lasts."""

from bot.core.durations import LONGEST, SHORTEST
from bot.core.errors import ArgumentError

# Telegram takes what ends in less than 30 s, or after more than 366 days, for a sanction without end, and it counts
# from when the call arrives, by its own clock.
_MARGIN = 60


def check_term(seconds: int | None, what: str) -> None:
    """Raise `ArgumentError` if Telegram cannot do it for so long; None is without end, `what` the sanction's name."""
    if seconds is not None and not SHORTEST <= seconds <= LONGEST:
        hint = f"leave `for` out for a {what} without end"
        raise ArgumentError(f"a {what} lasts 30 seconds to 366 days", field="for_", hint=hint)


def term(seconds: int, now: int) -> int:
    """When what begins now and lasts so many seconds is over, in seconds since 1970 UTC."""
    return now + min(max(seconds, SHORTEST + _MARGIN), LONGEST - _MARGIN)


def longer(seconds: int | None, than: int | None) -> bool:
    """Whether a term is longer than another; None is without end."""
    return than is not None and (seconds is None or seconds > than)
