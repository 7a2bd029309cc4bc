"""What can go wrong between the bot and Telegram's server.

OmbudError
├── Unauthorized   Telegram does not know the token
│   └── Revoked        and it did before
├── WebhookRefused Telegram does not bring updates to the address it was told
└── Unreachable    the server gave no answer to a call
"""

import traceback

from bot.core.errors import OmbudError


class Unauthorized(OmbudError):
    """Telegram does not know the token; the message says what to do."""

    def __init__(self) -> None:
        super().__init__(
            "Telegram does not know this token. Copy the one BotFather gave you into `telegram.token` of config.yaml, "
            "or set OMBUD_TELEGRAM__TOKEN."
        )


class Revoked(Unauthorized):
    """Telegram knew the token, and does not know it any more."""


class WebhookRefused(OmbudError):
    """Telegram does not bring updates to the address it was told; the message says what to do."""

    def __init__(self, description: str, remedy: str) -> None:
        super().__init__(f"Telegram refuses the webhook ({description}): {remedy}")


class Unreachable(OmbudError):
    """The server gave no answer. `sent` is whether it may have had the call, and may have made it."""

    def __init__(self, message: str, *, sent: bool) -> None:
        super().__init__(message)
        self.sent = sent


def wordless(error: BaseException) -> str:
    """What was raised and where, innermost first. The message is left out: it may quote a post."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = " < ".join(f"{frame.filename}:{frame.lineno}" for frame in reversed(frames))
    return f"{type(error).__name__} at {places}"
