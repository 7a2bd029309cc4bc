"""Many messages deleted together."""

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.deleting import delete_together
from tests.fakes import FakeChat

REFUSED = Outcome(Status.FAILED, "Bad Request: message can't be deleted")


async def deleted(chat: FakeChat, *ids: int) -> dict[int, str]:
    return {id_: outcome.status.value for id_, outcome in (await delete_together(chat, -1, ids, "k")).items()}


async def test_a_call_for_each_hundred() -> None:
    chat = FakeChat()
    assert await deleted(chat, *range(1, 252)) == dict.fromkeys(range(1, 252), "done")
    assert [len(params["message_ids"]) for params in chat.of("deleteMessages")] == [100, 100, 51]
    assert [call.key for call in chat.calls] == ["k:0", "k:100", "k:200"]
    assert all(call.idempotent for call in chat.calls)


async def test_of_a_batch_that_is_refused_each_goes_by_itself() -> None:
    chat = FakeChat()
    chat.refuse("deleteMessages", REFUSED.detail)
    chat.always("deleteMessage", lambda params: REFUSED if params["message_id"] == 2 else None)
    assert await deleted(chat, 1, 2, 3) == {1: "done", 2: "failed", 3: "done"}


async def test_nothing_and_one() -> None:
    chat = FakeChat()
    assert await deleted(chat) == {}
    assert await deleted(chat, 7) == {7: "done"}
    assert chat.take() == [("deleteMessage", {"chat_id": -1, "message_id": 7})]


class Powerless:
    """Telegram to a bot without the right, as whoever watches rights reports it: the first refusal is news."""

    def __init__(self) -> None:
        self.calls = 0

    async def call(self, call: Call) -> Outcome:
        self.calls += 1
        return Outcome(Status.FAILED, "not enough rights", reported=self.calls > 1)


async def test_without_the_right_no_more_is_tried_than_shows_it() -> None:
    chat = Powerless()
    outcomes = await delete_together(chat, -1, range(1, 2_001), "k")
    assert chat.calls == 2
    assert list(outcomes) == list(range(1, 2_001))
    assert {(outcome.status, outcome.reported) for outcome in outcomes.values()} == {(Status.FAILED, False)}
