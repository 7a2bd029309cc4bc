import pytest

from bot.cases.links import chat_url, origin_url, person_url, post_url
from bot.core.post import Chat, Forward, Origin
from tests.cases.court import CHANNEL, GROUP, post


@pytest.mark.parametrize(
    ("chat", "message_id", "url"),
    [
        (GROUP, 50, "https://t.me/c/1234567890/50"),
        (CHANNEL, 50, "https://t.me/flowers/50"),
        (Chat(-4242, "group", "Small"), 50, None),
        (Chat(7, "private"), 50, None),
        (GROUP, None, None),
    ],
)
def test_posts_have_addresses(chat: Chat, message_id: int | None, url: str | None) -> None:
    assert post_url(post(chat=chat, message_id=message_id)) == url


@pytest.mark.parametrize(
    ("forward", "url"),
    [
        (None, None),
        (Forward(Origin.CHANNEL, CHANNEL.id, "News", "flowers", 9), "https://t.me/flowers/9"),
        (Forward(Origin.CHANNEL, CHANNEL.id, "News", None, 9), "https://t.me/c/9876543210/9"),
        (Forward(Origin.HIDDEN, None, "Somebody"), None),
        (Forward(Origin.USER, 7, "Eve"), None),
    ],
)
def test_forwards_have_origins(forward: Forward | None, url: str | None) -> None:
    assert origin_url(post(forward=forward)) == url


def test_people_and_chats() -> None:
    assert person_url(7) == "tg://user?id=7"
    assert person_url(7, "eve") == "tg://user?id=7"
    assert person_url(-1009876543210, "flowers") == "https://t.me/flowers"
    assert person_url(-1009876543210) is None
    assert person_url(None) is None
    assert chat_url(GROUP) is None
    assert chat_url(CHANNEL) == "https://t.me/flowers"
