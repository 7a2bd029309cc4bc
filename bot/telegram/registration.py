"""Telling Telegram where to bring updates, and seeing to it that it does."""

import asyncio
import logging
from collections.abc import Mapping
from typing import Any

from bot.telegram.api import Api, ApiAnswer
from bot.telegram.backoff import Backoff, Sleep
from bot.telegram.errors import Revoked, Unreachable, WebhookRefused
from bot.telegram.feed import ALLOWED_UPDATES

BETWEEN_LOOKS = 60.0
"""Seconds between two questions whether updates still come."""

MAX_CONNECTIONS = 100
"""How many updates Telegram may bring at once; it allows no more."""

_MOST_REJECTIONS = 8
_REJECTED = (401, 404)
_REFUSED = 400

# Descriptions of setWebhook's refusals and the `last_error_message` of getWebhookInfo, as Telegram's server
# (tdlib/telegram-bot-api) and the TLS and socket libraries below it word them; in lower case.
_REMEDIES = (
    ("only on ports", "let `telegram.webhook_url` name port 443 (which needs no mention), 80, 88 or 8443"),
    ("https", "let `telegram.webhook_url` start with `https://`"),
    ("reserved", "let `telegram.webhook_url` name a host that the whole Internet can reach"),
    ("resol", "let `telegram.webhook_url` name a host that the whole Internet can look up"),
    ("name or service", "let `telegram.webhook_url` name a host that the whole Internet can look up"),
    ("secret", "let `telegram.webhook_secret` be 1 to 256 letters, digits, `_` and `-`"),
    ("certificate", "let the server at `telegram.webhook_url` show a valid certificate with its whole chain"),
    ("ssl", "let the server at `telegram.webhook_url` speak TLS, with a valid certificate and its whole chain"),
    ("403", "let what stands before the bot pass on the header X-Telegram-Bot-Api-Secret-Token"),
    ("404", "let what stands before the bot pass on the path of `telegram.webhook_url` as it is"),
    ("405", "let what stands before the bot pass POST requests on"),
    ("503", "the bot is too busy, or cannot write to its database: its log says which"),
)
_REMEDY = "let what comes to `telegram.webhook_url` reach the bot at `telegram.webhook_listen`"

_log = logging.getLogger(__name__)


class Registration:
    """One webhook of one bot: its public address, and the secret that Telegram shows there."""

    def __init__(
        self, api: Api, url: str, secret: str, *, backoff: Backoff | None = None, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._api, self._url, self._secret = api, url, secret
        self._backoff = backoff or Backoff()
        self._sleep = sleep
        self._last_error = -1

    async def set(self) -> None:
        """Set the webhook; what waits at Telegram stays there. Waits for a server that cannot be reached.

        Raises `WebhookRefused` and `Revoked`.
        """
        await self._asked(
            "setWebhook",
            {
                "url": self._url,
                "secret_token": self._secret,
                "allowed_updates": ALLOWED_UPDATES,
                "max_connections": MAX_CONNECTIONS,
            },
        )

    async def watch(self) -> None:
        """Look for ever whether Telegram brings updates: say it if it cannot, set the webhook again if it is gone.

        Raises `WebhookRefused` and `Revoked`.
        """
        while True:
            await self.look()
            await self._sleep(BETWEEN_LOOKS)

    async def look(self) -> None:
        """Look once. The first time an error is taken to be of the time before."""
        answer = await self._asked("getWebhookInfo", {})
        info = answer.result if isinstance(answer.result, dict) else {}
        if info.get("url", self._url) != self._url:
            _log.warning(
                "the webhook is not that of this bot any more, most likely by a second program with the same token: "
                "end that one; the webhook is set again"
            )
            await self.set()
        self._complain(info)

    def _complain(self, info: Mapping[str, Any]) -> None:
        at, text = info.get("last_error_date"), str(info.get("last_error_message", ""))
        at = at if isinstance(at, int) else 0
        if self._last_error >= 0 and at > self._last_error:
            waiting = info.get("pending_update_count", 0)
            _log.warning("Telegram could not bring updates, %s wait (%s): %s", waiting, text, remedy(text))
        self._last_error = at

    async def _asked(self, method: str, params: Mapping[str, Any]) -> ApiAnswer:
        """The answer of a call that succeeded, after as many attempts as that takes."""
        failures = rejections = 0
        while True:
            try:
                answer = await self._api.invoke(method, params)
            except Unreachable as error:
                answer = ApiAnswer(ok=False, description=str(error))
            if answer.ok:
                if failures:
                    _log.warning("Telegram's server is at work again")
                return answer
            if answer.error_code == _REFUSED:
                raise WebhookRefused(answer.description, remedy(answer.description))
            failures += 1
            rejections = rejections + 1 if answer.error_code in _REJECTED else 0
            if rejections >= _MOST_REJECTIONS:
                raise Revoked
            if failures == 1:
                _log.warning("%s; trying until it works", _explanation(method, answer))
            await self._sleep(answer.retry_after or self._backoff.delay(failures))


def remedy(description: str) -> str:
    """What to do about something that Telegram says of a webhook."""
    words = description.lower()
    return next((advice for sign, advice in _REMEDIES if sign in words), _REMEDY)


def _explanation(method: str, answer: ApiAnswer) -> str:
    if not answer.error_code:
        return f"Telegram's server cannot be reached ({answer.description})"
    return f"Telegram's server does not answer {method} ({answer.error_code}: {answer.description})"
