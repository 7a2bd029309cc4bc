import pytest

from tests.cases.court import MEMBER, Court
from tests.telegram.commands.bench import PRIVATE, message, play, update


@pytest.mark.parametrize(
    "raw", [message("/start", chat=PRIVATE), message("/start payload", chat=PRIVATE), message("/start@OmbudBot")]
)
async def test_start_says_in_private_what_the_bot_is(raw: dict[str, object]) -> None:
    *_, (method, answer) = await play(Court(), update(raw))
    assert (method, answer["chat_id"], answer["parse_mode"]) == ("sendMessage", MEMBER, "HTML")
    assert answer["text"].startswith("This bot helps the admins")
