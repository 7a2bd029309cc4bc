"""Parameters of a call, however they were sent: JSON, urlencoded, multipart or in the address."""

import json
from typing import Any

from aiohttp import web

from bot.fakeapi.refusals import bad_request

_TEXTS = frozenset(
    {
        "text",
        "caption",
        "title",
        "name",
        "description",
        "question",
        "explanation",
        "payload",
        "phone_number",
        "first_name",
        "last_name",
        "vcard",
        "callback_query_id",
        "custom_title",
        "secret_token",
        "url",
        "emoji",
    }
)
"""Parameters that are plain text even where they look like a number."""


class Params(dict[str, Any]):
    """Parameters by name, decoded; they are read as leniently as Telegram reads them."""

    def text(self, name: str) -> str:
        """A text, empty if it is not given."""
        value = self.get(name)
        return "" if value is None else str(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; anything else counts as the default."""
        try:
            return int(self.get(name, default))
        except (TypeError, ValueError):
            return default

    def flag(self, name: str) -> bool:
        """A truth."""
        return self.get(name) in (True, 1, "1", "true", "True", "yes")

    def structure(self, name: str) -> Any:
        """An object or a list, None if it is not given.

        Raises `Refusal` for text that is not JSON.
        """
        value = self.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None

    def numbers(self, name: str) -> list[int]:
        """A list of whole numbers."""
        value = self.structure(name)
        if not isinstance(value, list) or not all(isinstance(item, int) for item in value):
            raise bad_request(f"{name} must be an array of numbers")
        return value


async def read(request: web.BaseRequest) -> Params:
    """The parameters of a request."""
    params = (
        Params({name: _decoded(name, value) for name, value in request.query.items()})
        if request.query_string
        else Params()
    )
    if not request.can_read_body:
        return params
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.read() or b"{}")
        except ValueError:
            raise bad_request("can't parse request body as JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("request body must be a JSON object")
        params.update(body)
    else:
        for name, value in (await request.post()).items():
            params[name] = _decoded(name, value) if isinstance(value, str) else _uploaded(name, value)
    return params


class Upload(str):  # noqa: SLOT000 - mypy does not see attributes that slots name
    """Stands for a file that came along; its text is the file's name."""

    content: bytes = b""


def _uploaded(name: str, value: Any) -> Upload:
    upload = Upload(getattr(value, "filename", name))
    upload.content = value.file.read() if isinstance(value, web.FileField) else bytes(value)
    return upload


def _decoded(name: str, value: str) -> Any:
    if name in _TEXTS or not value or value[0] not in "{[-0123456789tf":
        return value
    try:
        decoded = json.loads(value)
    except ValueError:
        return value
    return value if isinstance(decoded, float) and not name.endswith("tude") else decoded
