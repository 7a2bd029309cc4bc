from typing import Any

import pytest

from bot.core.settings import ChatSettings
from bot.telegram.report_button import ReportButton
from tests.cases.court import CHANNEL
from tests.fakes import FakeChat

RAW = {"id": CHANNEL.id, "type": "channel", "title": CHANNEL.title}
POST = {"message_id": 9, "date": 1, "chat": RAW, "sender_chat": RAW, "text": "news"}


class FixedSettings:
    """The same settings for every chat."""

    def __init__(self, settings: ChatSettings) -> None:
        self._settings = settings

    async def of(self, chat_id: int) -> ChatSettings:
        return self._settings

    async def card_chats(self) -> frozenset[int]:
        return frozenset()

    async def change(self, chat_id: int, name: str, value: Any, by: int, key: str) -> bool:
        raise NotImplementedError


async def hung(update: dict[str, Any], *, wanted: bool = True) -> list[tuple[str, Any]]:
    chat = FakeChat()
    rest = await ReportButton(chat, FixedSettings(ChatSettings(report_button=wanted)), "OmbudBot").begin(update)
    assert chat.calls == [], "a post that a rule removes needs no button"
    if rest is not None:
        await rest()
    return list(chat.take())


async def test_a_button_with_a_deep_link() -> None:
    button = {"text": "Report", "url": "https://t.me/OmbudBot?start=report_9876543210-9"}
    markup = {"inline_keyboard": [[button]]}
    assert await hung({"update_id": 1, "channel_post": POST}) == [
        ("editMessageReplyMarkup", {"chat_id": CHANNEL.id, "message_id": 9, "reply_markup": markup})
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"forward_origin": {"type": "hidden_user"}},
        {"media_group_id": "5"},
        {"reply_markup": {"inline_keyboard": []}},
        {"pinned_message": {}},
    ],
)
async def test_posts_that_cannot_have_one(fields: dict[str, Any]) -> None:
    assert await hung({"update_id": 1, "channel_post": POST | fields}) == []


async def test_only_where_it_is_wanted_and_under_new_posts_of_channels() -> None:
    assert await hung({"update_id": 1, "channel_post": POST}, wanted=False) == []
    assert await hung({"update_id": 1, "edited_channel_post": POST}) == []
    assert await hung({"update_id": 1, "message": POST}) == []
    assert await hung({"update_id": 1, "channel_post": 5}) == []
