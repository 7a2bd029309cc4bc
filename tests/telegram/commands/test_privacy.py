from tests.cases.court import MEMBER, Court
from tests.telegram.commands.bench import PRIVATE, message, play, update


async def test_it_names_every_period_and_every_way() -> None:
    [(method, answer)] = await play(Court(), update(message("/privacy", chat=PRIVATE)))
    assert (method, answer["chat_id"]) == ("sendMessage", MEMBER)
    for said in ("44 days", "90 days", "365 days", "730 days", "2 days", "/mydata", "/deletemydata"):
        assert said in answer["text"]
    assert "{" not in answer["text"]
