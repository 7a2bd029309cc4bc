"""`/mycases` and `/start case_…`: statements for the people they are about."""

from typing import Any

from bot.core.case import Case, CaseOrigin, State
from bot.core.measure import Applied, Decision
from bot.texts.markup import visible
from tests.cases.court import GROUP, MEMBER, STRANGER, Court, post
from tests.telegram.commands.bench import BOB, PRIVATE, message, play, update

NOW = 1_700_000_000


def private(text: str, who: int = MEMBER) -> dict[str, Any]:
    sender = {**BOB, "id": who}
    return update(message(text, chat={**PRIVATE, "id": who}, **{"from": sender}))


async def opened(court: Court, ref: str, **fields: Any) -> None:
    """A case about Bob's message, decided by a rule."""
    values: dict[str, Any] = {
        "chat_id": GROUP.id,
        "message_id": int(ref[2:]),
        "revision": 0,
        "origin": CaseOrigin.RULE,
        "opened_at": NOW,
        "author_id": MEMBER,
        "state": State.ENFORCED,
        "automated": True,
        "decision": Decision.DELETE,
        "decided_at": NOW,
        "applied": (Applied("delete"),),
    }
    await court.store.open_case(Case(ref, **(values | fields)), post(message_id=int(ref[2:])))


async def test_the_cases_of_all_chats_with_the_way_to_each() -> None:
    court = Court()
    await opened(court, "C-0001")
    await opened(court, "C-0002", state=State.APPEALED, decision=Decision.BAN, applied=(Applied("ban"),))
    ((method, params),) = await play(court, private("/mycases"))
    assert (method, params["chat_id"]) == ("sendMessage", MEMBER)
    assert visible(params["text"]) == (
        "Cases about your messages, the latest first:\n\n"
        "C-0002 · Flower lovers · you objected\nYou were banned from the chat without an end. details\n\n"
        "C-0001 · Flower lovers · decided\nYour message of 14 Nov 22:13 UTC was removed. details"
    )
    assert 'href="https://t.me/OmbudBot?start=case_C-0002"' in params["text"]


async def test_a_person_sees_only_their_own_and_not_what_they_were_merely_reported_for() -> None:
    court = Court()
    await opened(court, "C-0001", author_id=STRANGER)
    await opened(
        court, "C-0002", origin=CaseOrigin.REPORT, state=State.OPEN, decision=None, decided_at=None, applied=()
    )
    ((_, params),) = await play(court, private("/mycases"))
    assert params["text"].startswith("There is no case about you.")


async def test_of_many_the_latest_are_shown() -> None:
    court = Court()
    for number in range(1, 13):
        await opened(court, f"C-{number:04}")
    ((_, params),) = await play(court, private("/mycases"))
    assert "C-0012" in params["text"]
    assert "C-0002" not in params["text"]
    assert params["text"].endswith("… and 2 older cases")


async def test_in_a_group_the_answer_comes_in_private() -> None:
    court = Court()
    await opened(court, "C-0001")
    calls = await play(court, update(message("/mycases")))
    assert [params["chat_id"] for method, params in calls if method == "sendMessage"] == [MEMBER]


async def test_the_link_leads_the_author_to_the_statement() -> None:
    court = Court()
    await opened(court, "C-0001")
    ((method, params),) = await play(court, private("/start case_c-0001"))
    assert (method, params["chat_id"]) == ("sendMessage", MEMBER)
    assert visible(params["text"]).startswith("Case C-0001 · Flower lovers")
    # The case was opened at the time of the court's clock, so the window is open.
    assert params["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "a:C-0001"


async def test_nobody_else_learns_anything_by_it() -> None:
    court = Court()
    await opened(court, "C-0001")
    said = []
    for text in ("/start case_C-0001", "/start case_C-9999", "/start case_", "/start case_<b>"):
        ((_, params),) = await play(court, private(text, who=STRANGER))
        said.append(params["text"])
        assert "reply_markup" not in params
    assert set(said) == {"Only the person a case is about can see it. Your own cases: /mycases"}
