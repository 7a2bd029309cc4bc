import csv
from typing import Any

import pytest

from bot.core.case import State
from bot.core.outcome import Outcome, Status
from bot.core.statistics import DAY, Acted, Figures, Period
from bot.telegram.commands.stats import rows
from tests.cases.court import ADMIN, GROUP, OPERATOR, Court
from tests.fakes import FakeStatistics
from tests.telegram.commands.bench import handlers, message, update

TODAY = 1_700_000_000 // DAY
FIGURES = Figures(
    Period(0, 1),
    acted=tuple(
        Acted(TODAY - number % 3, f"scams/rule-{number:02}", "delete", automatic=number > 0, count=20 - number)
        for number in range(9)
    ),
    reports=(("actioned", 3), ("linked", 1)),
    took=(60, 3_600, 5_400),
    appeals=((State.UPHELD, 2), (State.REVERSED, 1), (None, 1)),
)


async def play(text: str, who: int = ADMIN, *, private: bool = True, draws: bool = True) -> Court:
    court = Court(statistics=FakeStatistics(FIGURES))
    court.chat.always("getChat", lambda _: Outcome(Status.DONE, result={"id": GROUP.id, "title": "Flower <lovers>"}))
    if not draws:
        court.draw = _nothing  # type: ignore[method-assign,assignment]
    user = {"id": who, "is_bot": False, "first_name": "Ann"}
    chat = {"chat": {"id": who, "type": "private"}} if private else {}
    await court.store.met(who, None, 1)
    await (await handlers(court)).handle(update(message(text, **{"from": user}, **chat)))
    return court


async def _nothing(_: Any) -> bytes | None:
    return None


def sent(court: Court) -> list[str]:
    return [call.method for call in court.chat.calls if call.method.startswith("send")]


@pytest.mark.parametrize(
    ("text", "private", "days"),
    [
        ("/stats 7d", False, 7),
        ("/stats", False, 30),
        ("/stats -1001234567890 366d", True, 366),
        ("/stats -1001234567890 1", True, 1),
    ],
)
async def test_a_picture_and_rows_in_private(text: str, private: bool, days: int) -> None:
    court = await play(text, private=private)
    assert sent(court) == ["sendPhoto", "sendDocument"]
    assert {call.params["chat_id"] for call in court.chat.calls if call.method.startswith("send")} == {ADMIN}
    assert court.statistics.asked == [(Period((TODAY + 1 - days) * DAY, (TODAY + 1) * DAY), GROUP.id)]


async def test_what_it_says() -> None:
    court = await play("/stats 3d", private=False)
    [photo] = [call for call in court.chat.calls if call.method == "sendPhoto"]
    assert photo.params["caption"].splitlines() == [
        "<b>Flower &lt;lovers&gt;</b>",
        "12 Nov – 14 Nov 2023, UTC",
        "Actions: <b>144</b>",
        "Of them automatic: <b>86 %</b>",
        "Reports: <b>4</b>",
        "Median time to a decision: <b>1 hour</b>",
        "Appeals: <b>4</b>",
        "Upheld / reversed: <b>2 / 1</b>",
    ]
    [picture] = court.pictures
    assert [series.name for series in picture.series] == [f"scams/rule-{number:02}" for number in range(6)] + [
        "other rules"
    ]
    assert picture.days == ("12 Nov", "13 Nov", "14 Nov")
    assert sum(sum(series.values) for series in picture.series) == 144


async def test_rows() -> None:
    table = list(csv.DictReader(rows(FIGURES).decode().splitlines()))
    assert table[0] == {
        "day": "2023-11-14",
        "rule": "scams/rule-00",
        "action": "delete",
        "automatic": "0",
        "count": "20",
    }
    assert len(table) == 9


async def test_without_a_picture_the_words_remain() -> None:
    assert sent(await play("/stats", private=False, draws=False)) == ["sendMessage", "sendDocument"]


@pytest.mark.parametrize("who", [5, 6])
async def test_only_for_admins(who: int) -> None:
    court = await play("/stats -1001234567890", who)
    [answer] = court.chat.of("sendMessage")
    assert answer["text"] == "Only admins of the chat can see that."
    assert court.statistics.asked == []


async def test_an_operator_sees_all_chats() -> None:
    court = await play("/stats all 7d", OPERATOR)
    assert court.statistics.asked[0][1] is None
    assert court.pictures[0].title == "All chats"
    assert sent(await play("/stats all 7d", ADMIN)) == ["sendMessage"]


@pytest.mark.parametrize("words", ["0d", "367d", "a week", "-5", "7d 7d"])
async def test_wrong_use(words: str) -> None:
    court = await play(f"/stats {words}", private=False)
    [answer] = court.chat.of("sendMessage")
    assert answer["text"].startswith("Say for how long")


async def test_the_link_that_a_group_gets_leads_there() -> None:
    court = await play(f"/start stats_{GROUP.id}")
    assert [call.method for call in court.chat.calls][-2:] == ["sendPhoto", "sendDocument"]
