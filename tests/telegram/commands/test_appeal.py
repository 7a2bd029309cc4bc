"""Objecting to a decision: by command, by button, by link, and by answering the bot's question."""

from typing import Any

import pytest

from bot.core.case import State
from bot.core.measure import Decision
from bot.telegram.appealing import read_ref
from tests.cases.court import AUTHOR, CHANNEL, DESK, GROUP, ME, OTHER_ADMIN, Court, buttons, post
from tests.cases.hearings import decided, review, state
from tests.telegram.commands.bench import GROUP_RAW, message, play, update

EVE = {"id": AUTHOR.id, "is_bot": False, "first_name": "Eve", "language_code": "en"}
PRIVATE = {"id": AUTHOR.id, "type": "private", "first_name": "Eve"}
BOT = {"id": ME, "is_bot": True, "first_name": "Ombud", "username": "OmbudBot"}


def private(text: str, **fields: Any) -> dict[str, Any]:
    """A message of Eve's to the bot."""
    given = {"from": EVE, "chat": PRIVATE, **fields}
    if text.startswith("/"):
        return message(text, **given)
    return {"message_id": 91, "date": 1_700_000_100, "text": text, **given}


def press(data: str, who: dict[str, Any] = EVE, number: int = 5, **shown: Any) -> dict[str, Any]:
    under = {"message_id": 60, "date": 0, "chat": PRIVATE, "from": BOT, **shown}
    return {"update_id": number, "callback_query": {"id": f"q{number}", "from": who, "data": data, "message": under}}


def said(calls: list[tuple[str, Any]]) -> list[Any]:
    """What Eve was told in private."""
    return [params for method, params in calls if method == "sendMessage" and params["chat_id"] == AUTHOR.id]


async def asked(court: Court, ref: str) -> dict[str, Any]:
    """The question as Eve's client sends it back with an answer."""
    calls = await play(court, press(f"a:{ref}"))
    [question] = said(calls)
    assert question["reply_markup"]["force_reply"] is True
    assert ref in question["text"]
    plain = question["text"].replace("<code>", "").replace("</code>", "")
    return {"message_id": 61, "date": 0, "chat": PRIVATE, "from": BOT, "text": plain}


async def test_the_button_asks_and_the_answer_appeals() -> None:
    court = Court()
    ref = await decided(court)
    question = await asked(court, ref)
    [told] = said(await play(court, update(private("it was a joke", reply_to_message=question))))
    assert told["text"].startswith(f"Your objection to <b>{ref}</b> was received.")
    assert (await court.store.appeals_about(ref))[0].words == "it was a joke"
    assert await state(court, ref) is State.APPEALED


async def test_the_command_with_words_appeals_at_once() -> None:
    court = Court()
    ref = await decided(court)
    await play(court, update(private(f"/appeal {ref.lower()} it was\na joke")))
    assert (await court.store.appeals_about(ref))[0].words == "it was\na joke"


async def test_the_command_without_words_asks() -> None:
    court = Court()
    ref = await decided(court)
    [question] = said(await play(court, update(private(f"/appeal {ref}"))))
    assert "force_reply" in question["reply_markup"]


@pytest.mark.parametrize("text", ["/appeal", "/appeal please", "/appeal C-U000"])
async def test_the_command_without_a_case_explains(text: str) -> None:
    [told] = said(await play(Court(), update(private(text))))
    assert "/appeal C-7K2M" in told["text"]


async def test_in_a_group_the_command_goes_and_is_answered_in_private() -> None:
    court = Court()
    ref = await decided(court)
    calls = await play(court, update(message(f"/appeal {ref} a joke", **{"from": EVE, "chat": GROUP_RAW})))
    assert calls[0] == ("deleteMessage", {"chat_id": GROUP.id, "message_id": 90})
    assert "was received" in said(calls)[-1]["text"]
    assert not [params for method, params in calls if method == "sendMessage" and params["chat_id"] == GROUP.id]


async def test_in_the_name_of_a_chat_nobody_can_be_answered() -> None:
    court = Court()
    ref = await decided(court)
    sender = {"id": CHANNEL.id, "type": "channel", "title": "News"}
    calls = await play(court, update(message(f"/appeal {ref} x", **{"from": EVE, "sender_chat": sender})))
    assert [method for method, _ in calls] == ["deleteMessage"]


async def test_too_many_words_are_counted_and_nothing_is_lost() -> None:
    court = Court()
    ref = await decided(court)
    question = await asked(court, ref)
    [told] = said(await play(court, update(private("x" * 2_001, reply_to_message=question))))
    assert "2\N{NARROW NO-BREAK SPACE}001 characters, and 2\N{NARROW NO-BREAK SPACE}000 fit" in told["text"]
    assert await court.store.appeals_about(ref) == []
    await play(court, update(private("x" * 2_000, reply_to_message=question), number=2))
    assert len((await court.store.appeals_about(ref))[0].words) == 2_000


async def test_an_answer_without_words() -> None:
    court = Court()
    ref = await decided(court)
    question = await asked(court, ref)
    voice = private("", reply_to_message=question) | {"voice": {"file_id": "V", "file_unique_id": "U", "duration": 1}}
    del voice["text"]
    [told] = said(await play(court, update(voice)))
    assert "only text" in told["text"]


async def test_a_thank_you_to_another_message_appeals_against_nothing() -> None:
    court = Court()
    ref = await decided(court)
    statement = {"message_id": 62, "date": 0, "chat": PRIVATE, "from": BOT, "text": f"Case {ref}. See /appeal {ref}"}
    forged = {**statement, "from": EVE, "text": f"/appeal {ref}"}
    for number, replied in enumerate((statement, forged)):
        await play(court, update(private("ok", reply_to_message=replied), number=number + 1))
    assert await court.store.appeals_about(ref) == []


async def test_the_deep_link_asks() -> None:
    court = Court()
    ref = await decided(court)
    [question] = said(await play(court, update(private(f"/start appeal_{ref}"))))
    assert "force_reply" in question["reply_markup"]


@pytest.mark.parametrize("data", ["a:C-0000", "a:C-0000:repost"])
async def test_a_button_about_a_case_that_nobody_knows(data: str) -> None:
    [(method, params)] = await play(Court(), press(data))
    assert (method, params["show_alert"]) == ("answerCallbackQuery", True)
    assert len(params["text"]) <= 200


async def test_the_button_of_a_decided_appeal_says_so() -> None:
    court = Court()
    ref = await decided(court)
    await play(court, update(private(f"/appeal {ref} a joke")))
    [(_, params)] = await play(court, press(f"a:{ref}"))
    assert "The moderators still have to answer" in params["text"]


async def test_reviewers_press_below_the_appeal() -> None:
    court = Court()
    ref = await decided(court, Decision.DELETE)
    calls = await play(court, update(private(f"/appeal {ref} a joke")))
    [called] = [params for method, params in calls if method == "sendMessage" and "Uphold" in buttons(params)]
    data = called["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    joe = {"id": OTHER_ADMIN, "is_bot": False, "first_name": "Joe"}
    calls = await play(court, press(data, joe, message_id=77, chat={"id": DESK, "type": "supergroup"}))
    assert ("answerCallbackQuery", "Reversed.") in [(method, params.get("text")) for method, params in calls]
    assert [params["message_id"] for method, params in calls if method == "editMessageText"][-1] == 77
    [offer] = [params for params in said(calls) if buttons(params) == ["Post it again"]]
    again = offer["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    calls = await play(court, press(again, joe, 6), press(again, EVE, 7))
    answers = [params["text"] for method, params in calls if method == "answerCallbackQuery"]
    assert answers == ["Only the author can have this posted again.", "Posted again."]


async def test_the_menu_is_stateless() -> None:
    court = Court()
    ref = await decided(court, of=post())
    await play(court, update(private(f"/appeal {ref} a joke")))
    joe = {"id": OTHER_ADMIN, "is_bot": False, "first_name": "Joe"}
    place = {"message_id": 77, "chat": {"id": DESK, "type": "supergroup"}}
    calls = await play(court, press(f"v:{ref}:partly", joe, 6, **place), press(f"v:{ref}:partly:b", joe, 7, **place))
    shown = [params for method, params in calls if method == "editMessageReplyMarkup"]
    assert "☐ Unban" in buttons(shown[0])
    assert "☑ Unban" in buttons(shown[1])
    decide = shown[1]["reply_markup"]["inline_keyboard"][-1][1]["callback_data"]
    await play(court, press(decide, joe, 8, **place))
    assert await state(court, ref) is State.UNDONE
    assert (await court.store.appeals_about(ref))[0].outcome is State.PARTIALLY_REVERSED
    assert (await review(court, ref, OTHER_ADMIN, key="late")).alert


@pytest.mark.parametrize(
    ("word", "ref"),
    [
        ("C-7K2M", "C-7K2M"),
        ("c-7k2m,", "C-7K2M"),
        ("C7K2M", "C-7K2M"),
        ("c-7koi", "C-7K01"),
        ("С-7K2M", "C-7K2M"),
        ("C–7K2M", "C-7K2M"),
        ("Crypto", None),
        ("C-7K", None),
        ("R-7K2M", None),
        ("", None),
    ],
)
def test_refs_as_people_write_them(word: str, ref: str | None) -> None:
    assert read_ref(word) == ref
