"""python-telegram-bot's way to the network, on aiohttp: several times cheaper than the one it brings along."""

import time
from urllib.parse import urlsplit

import aiohttp
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.core.meter import Meter
from bot.telegram.api import POOL, open_session
from bot.telegram.redact import redacted

_MEDIA_TIME_LIMIT = 60.0
_DONE = 200


class AiohttpRequest(BaseRequest):
    """One session with a pool of connections. Times are in seconds.

    With a `session` it uses that and leaves closing it to its owner; else it opens its own.
    """

    __slots__ = ("_connect", "_meter", "_own", "_pool", "_read", "_session")

    def __init__(
        self,
        session: aiohttp.ClientSession | None = None,
        *,
        pool: int = POOL,
        read_timeout: float = 15.0,
        connect_timeout: float = 10.0,
        meter: Meter | None = None,
    ) -> None:
        self._session = session
        self._own = session is None
        self._pool = pool
        self._meter = meter or Meter()
        self._read: float | None = read_timeout
        self._connect: float | None = connect_timeout

    @property
    def read_timeout(self) -> float | None:
        """The time an answer may take."""
        return self._read

    async def initialize(self) -> None:
        if self._own and (self._session is None or self._session.closed):
            self._session = open_session(self._pool)

    async def shutdown(self) -> None:
        if self._own and self._session is not None:
            await self._session.close()

    async def do_request(  # noqa: PLR0917 - the base class has it so
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. aiohttp has no limit for writing alone; `read_timeout` covers both.

        Raises `TimedOut` and `NetworkError`, without the address in their text.
        """
        if self._session is None or self._session.closed:
            raise RuntimeError("the request is not initialized")
        timeout = aiohttp.ClientTimeout(
            sock_read=self._reading(read_timeout, request_data),
            sock_connect=_given(connect_timeout, self._connect),
            connect=_given(pool_timeout, None),
        )
        failure: BaseException
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=timeout, headers={"User-Agent": self.USER_AGENT}
            ) as response:
                status, body = response.status, await response.read()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            failure = error
        else:
            self._meter.called(_called(url), 0 if status == _DONE else status, time.monotonic())
            return status, body
        self._meter.unanswered(_called(url))
        # Raised out here, so that it does not drag along the library's exception, which knows the address.
        raise _telegram_error(failure)

    def _reading(self, given: ODVInput[float], request_data: RequestData | None) -> float | None:
        default = self._read
        if request_data and request_data.contains_files and default is not None:
            default = max(default, _MEDIA_TIME_LIMIT)
        return _given(given, default)


def _called(url: str) -> str:
    """The method, without the token that stands before it."""
    return urlsplit(url).path.rpartition("/")[2]


def _given(value: ODVInput[float], default: float | None) -> float | None:
    if value is None or isinstance(value, int | float):
        return value
    return default


def _body(request_data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if request_data is None:
        return None
    if not request_data.contains_files:
        return request_data.json_parameters
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, mime_type) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=mime_type)
    return form


def _telegram_error(error: BaseException) -> NetworkError:
    if isinstance(error, TimeoutError):
        return TimedOut()
    return NetworkError(f"{type(error).__name__}: {redacted(str(error))}")
