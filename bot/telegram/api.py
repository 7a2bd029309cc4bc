"""The Bot API over aiohttp: one call, one answer, plain JSON; retrying is others' business."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from yarl import URL

from bot.core.action import Upload
from bot.core.meter import Meter
from bot.telegram.errors import Unreachable
from bot.telegram.redact import HIDDEN, redacted

POOL = 256
_CONNECT = 10.0
_KEEP_ALIVE = 30.0
_TIME_LIMIT = 15.0
NOT_JSON = 502
"""The error code where the answer is not the Bot API's, as of a gateway that has got none."""
_HEADERS = {"Content-Type": "application/json"}
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class ApiAnswer:
    """What the server said, and the `body` in which it said it.

    `retry_after` is in seconds; `migrate_to` is the id of the chat this one has become.
    """

    ok: bool
    result: Any = None
    error_code: int = 0
    description: str = ""
    retry_after: float | None = None
    migrate_to: int | None = None
    body: bytes = field(default=b"", repr=False, compare=False)


def open_session(pool: int = POOL) -> aiohttp.ClientSession:
    """A session with that many connections at most, kept alive. Call it where a loop runs; the caller closes it."""
    connector = aiohttp.TCPConnector(limit=pool, keepalive_timeout=_KEEP_ALIVE, ttl_dns_cache=300)
    return aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())


class Api:
    """One bot at one server. No text that leaves here contains the token.

    `heard` gets the `Date` header of every answer that is the Bot API's, empty if there is none.
    """

    def __init__(
        self,
        url: str,
        token: str,
        session: aiohttp.ClientSession,
        meter: Meter | None = None,
        heard: Callable[[str], None] | None = None,
    ) -> None:
        self._base = f"{url.rstrip('/')}/bot{token}/"
        self._token = token
        self._session = session
        self._meter, self._heard = meter or Meter(), heard
        self._addresses: dict[str, URL] = {}

    async def invoke(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        within: float = _TIME_LIMIT,
        files: Mapping[str, Upload] | None = None,
    ) -> ApiAnswer:
        """Make a call; `within` is how long it may take, in seconds. `files` are uploaded, by parameter.

        Raises `Unreachable` if no answer came.
        """
        failure: BaseException
        try:
            async with self._session.post(
                self._address(method),
                data=_form(params or {}, files) if files else _encode(params or {}).encode(),
                headers=None if files else _HEADERS,
                timeout=aiohttp.ClientTimeout(total=within, sock_connect=_CONNECT),
                allow_redirects=False,
            ) as response:
                answer = _answer(response.status, await response.read())
                date = response.headers.get("Date", "")
        except (aiohttp.ClientError, TimeoutError, OSError, UnicodeError) as error:
            failure = error
        else:
            self._meter.called(method, answer.error_code, time.monotonic(), answer.retry_after)
            if self._heard and answer.error_code != NOT_JSON:
                self._heard(date)
            return answer
        self._meter.unanswered(method)
        # Raised out here, so that it does not drag along the library's exception, which knows the address.
        raise self._unreachable(failure)

    def _address(self, method: str) -> URL:
        if not (address := self._addresses.get(method)):
            address = self._addresses[method] = URL(self._base + method)
        return address

    def _unreachable(self, error: BaseException) -> Unreachable:
        # UnicodeError: a host that cannot be looked up.
        never_sent = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL, UnicodeError)
        if isinstance(error, TimeoutError):
            text = "the server did not answer in time"
        else:
            text = redacted(f"{error}".replace(self._token, HIDDEN)) or type(error).__name__
        return Unreachable(text, sent=not isinstance(error, never_sent))


def _form(params: Mapping[str, Any], files: Mapping[str, Upload]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else _encode(value))
    for name, file in files.items():
        form.add_field(name, file.content, filename=file.name, content_type=file.mime)
    return form


def _answer(status: int, body: bytes) -> ApiAnswer:
    try:
        decoded = json.loads(body)
    except (ValueError, RecursionError):
        decoded = None
    if not isinstance(decoded, dict):
        # Whatever stands between says nothing about the call itself, not even with a 404.
        text = f"the answer is not the Bot API's (HTTP {status})"
        return ApiAnswer(ok=False, error_code=NOT_JSON, description=text, body=body)
    if decoded.get("ok") is True:
        return ApiAnswer(ok=True, result=decoded.get("result"), body=body)
    parameters = decoded.get("parameters") or {}
    return ApiAnswer(
        ok=False,
        error_code=decoded.get("error_code", status),
        description=decoded.get("description", f"HTTP {status}"),
        retry_after=parameters.get("retry_after"),
        migrate_to=parameters.get("migrate_to_chat_id"),
    )
