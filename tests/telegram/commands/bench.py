"""Raw messages with commands, and handlers over a court of fakes to send them to."""

import json
from typing import Any

from telegram.request import BaseRequest, RequestData

from bot.telegram.handlers import Handlers, ptb_bot
from tests.cases.court import GROUP, ME, MEMBER, Court

GROUP_RAW = {"id": GROUP.id, "type": "supergroup", "title": GROUP.title}
BOB = {"id": MEMBER, "is_bot": False, "first_name": "Bob", "last_name": "Ray", "language_code": "en"}
PRIVATE = {"id": MEMBER, "type": "private", "first_name": "Bob"}
TARGET = {
    "message_id": 50,
    "date": 1_700_000_000,
    "chat": GROUP_RAW,
    "from": {"id": 7, "is_bot": False, "first_name": "Eve"},
    "text": "hello",
}


class Offline(BaseRequest):
    """A Bot API that knows the bot's own name, and nothing else."""

    @property
    def read_timeout(self) -> float | None:
        return None

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *args: Any, **kwargs: Any
    ) -> tuple[int, bytes]:
        assert url == f"https://api.example/bot{ME}:TOKEN/getMe"
        me = {"id": ME, "is_bot": True, "first_name": "Ombud", "username": "OmbudBot"}
        return 200, json.dumps({"ok": True, "result": me}).encode()


def handlers_behind(server: Offline, court: Court, **waiting: Any) -> Handlers:
    """Handlers that do not know the bot's name yet."""
    bot = ptb_bot(f"{ME}:TOKEN", "https://api.example/", server)
    return Handlers(bot, court.tools(), **waiting)


async def handlers(court: Court) -> Handlers:
    return await handlers_behind(Offline(), court).__aenter__()


def message(text: str, command: Any = None, **fields: Any) -> dict[str, Any]:
    """A message in the group, from Bob, that begins with a command of that length (of the first word's, if None)."""
    length = len(text.split(maxsplit=1)[0]) if command is None else command
    return {
        "message_id": 90,
        "date": 1_700_000_100,
        "chat": GROUP_RAW,
        "from": BOB,
        "text": text,
        "entities": [{"type": "bot_command", "offset": 0, "length": length}],
        **fields,
    }


def update(message: dict[str, Any], kind: str = "message", number: int = 1) -> dict[str, Any]:
    return {"update_id": number, kind: message}


async def play(court: Court, *updates: dict[str, Any]) -> list[tuple[str, Any]]:
    """The calls that came of the updates."""
    made = await handlers(court)
    for raw in updates:
        if made.wants(raw):
            await made.handle(raw)
    return [(method, params) for method, params in court.chat.take()]
