import asyncio

import pytest

from bot.actions.delete import Delete
from bot.actions.escalate import Escalate
from bot.core.case import CardRef, CaseOrigin, State
from bot.core.measure import Decision
from bot.core.outcome import DONE, Outcome, Status
from bot.core.post import Author, Media, MediaKind, PostKind
from bot.core.ruleset import Mode, Rule
from tests.cases.court import ADMIN, BUTTONS, CHANNEL, DESK, OWNER, Court, buttons, post, scam_rule
from tests.fakes import FakeAdministrators, FakeRules

GONE = "Forbidden: bot was kicked from the supergroup chat"


async def test_a_case_gets_a_card_with_buttons_in_the_escalation_chat() -> None:
    court = Court()
    outcome, ref = await court.escalate(post(), {"delete": DONE})
    [(method, params)] = court.chat.take()
    assert (outcome, method, params["chat_id"]) == (DONE, "sendMessage", DESK)
    assert params["parse_mode"] == "HTML"
    assert params["link_preview_options"] == {"is_disabled": True}
    assert params["reply_markup"]["inline_keyboard"] == [
        [
            {"text": "Mute…", "callback_data": f"c:{ref}:menu:mute"},
            {"text": "Ban…", "callback_data": f"c:{ref}:menu:ban"},
        ],
        [
            {"text": "Warn", "callback_data": f"c:{ref}:warn"},
            {"text": "Hold…", "callback_data": f"c:{ref}:menu:hold"},
            {"text": "Dismiss", "callback_data": f"c:{ref}:keep"},
        ],
        [
            {"text": "Take", "callback_data": f"c:{ref}:take"},
            {"text": "Hand to owner", "callback_data": f"c:{ref}:escalate"},
        ],
        [{"text": "Why?", "callback_data": f"c:{ref}:why"}],
    ]
    assert "<u><b>free btc</b></u>" in params["text"]
    case = await court.case(ref)
    assert (case.state, case.origin, case.rule) == (State.OPEN, CaseOrigin.RULE, "scams/free-btc")
    assert case.card == CardRef(DESK, 1000)


async def test_the_same_update_handled_again_sends_nothing() -> None:
    court = Court()
    _, ref = await court.escalate(post())
    court.chat.take()
    assert await court.escalate(post()) == (DONE, ref)
    assert court.chat.take() == []


async def test_a_card_that_never_came_is_sent_when_the_update_comes_again() -> None:
    court = Court()
    court.chat.script("sendMessage", Outcome(Status.UNKNOWN, "timed out"))
    outcome, ref = await court.escalate(post())
    assert outcome.status is Status.UNKNOWN
    assert await court.escalate(post()) == (DONE, ref)
    assert (await court.case(ref)).card is not None


async def test_an_edit_of_the_post_edits_the_card() -> None:
    court = Court()
    _, ref = await court.escalate(post())
    court.chat.take()
    assert await court.escalate(post("now free btc and more", revision=9)) == (DONE, ref)
    [(method, params)] = court.chat.take()
    assert (method, params["chat_id"], params["message_id"]) == ("editMessageText", DESK, 1000)
    assert "now <u><b>free btc</b></u> and more" in params["text"]
    assert buttons(params) == BUTTONS


async def test_a_rule_joins_the_case_that_reports_opened() -> None:
    court = Court()
    await court.reports.report(6, post(), "")
    court.chat.take()
    await court.escalate(post())
    [(method, params)] = court.chat.take()
    assert method == "editMessageText"
    assert "Reported by members: 1" in params["text"]
    assert "scams/free-btc" in params["text"]


async def test_a_decided_case_gets_no_second_card() -> None:
    court = Court()
    ref = await court.open(post())
    await court.press(ADMIN, ref, Decision.KEEP)
    court.chat.take()
    assert await court.escalate(post()) == (Outcome(Status.DONE, f"case {ref} was decided before"), ref)
    assert court.chat.take() == []


async def test_two_at_once_make_one_card() -> None:
    court = Court()
    court.chat.hold()
    both = asyncio.gather(court.escalate(post()), court.escalate(post()))
    await asyncio.sleep(0)
    court.chat.release()
    first, second = await both
    assert first == second
    assert court.chat.methods() == ["sendMessage"]


MEDIA = [
    (MediaKind.PHOTO, "sendPhoto", {"photo": "F", "caption": True, "has_spoiler": True}),
    (MediaKind.VIDEO, "sendVideo", {"video": "F", "caption": True, "has_spoiler": True}),
    (MediaKind.ANIMATION, "sendAnimation", {"animation": "F", "caption": True, "has_spoiler": True}),
    (MediaKind.AUDIO, "sendAudio", {"audio": "F", "caption": True}),
    (MediaKind.VOICE, "sendVoice", {"voice": "F", "caption": True}),
    (MediaKind.DOCUMENT, "sendDocument", {"document": "F", "caption": True}),
    (MediaKind.VIDEO_NOTE, "sendVideoNote", {"video_note": "F"}),
    (MediaKind.STICKER, "sendSticker", {"sticker": "F"}),
]


@pytest.mark.parametrize(("kind", "method", "expected"), MEDIA)
async def test_media_is_shown_before_the_card(kind: MediaKind, method: str, expected: dict[str, object]) -> None:
    court = Court()
    _, ref = await court.escalate(post(media=(Media(kind, "F"),)))
    (first, shown), (second, params) = court.chat.take()
    assert (first, second) == (method, "sendMessage")
    expected = {name: ref if name == "caption" else value for name, value in expected.items()}
    assert shown == {"chat_id": DESK, "disable_notification": True, **expected}
    assert params["reply_parameters"] == {"message_id": 1000, "allow_sending_without_reply": True}
    assert (await court.case(ref)).card == CardRef(DESK, 1001)


@pytest.mark.parametrize("media", [Media(MediaKind.POLL), Media(MediaKind.PHOTO), Media(MediaKind.LOCATION, "F")])
async def test_media_that_cannot_be_shown_again_is_left_out(media: Media) -> None:
    court = Court()
    await court.escalate(post(media=(media,)))
    assert court.chat.methods() == ["sendMessage"]


async def test_media_that_is_refused_does_not_hold_up_the_card() -> None:
    court = Court()
    court.chat.refuse("sendPhoto", "Bad Request: wrong file identifier")
    outcome, _ = await court.escalate(post(media=(Media(MediaKind.PHOTO, "F"),)))
    assert outcome == DONE
    assert "reply_parameters" not in court.chat.of("sendMessage")[0]


async def test_without_an_escalation_chat_the_owner_is_asked_in_private() -> None:
    court = Court(escalation_chat=None)
    outcome, ref = await court.escalate(post())
    assert outcome == DONE
    assert [params["chat_id"] for params in court.chat.of("sendMessage")] == [OWNER]
    assert (await court.case(ref)).card == CardRef(OWNER, 1000)


async def test_an_escalation_chat_that_is_gone_is_replaced_by_the_owner() -> None:
    court = Court()
    court.chat.script("sendMessage", Outcome(Status.FAILED, GONE))
    outcome, ref = await court.escalate(post())
    assert outcome == DONE
    assert (await court.case(ref)).card == CardRef(OWNER, 1000)


async def test_an_owner_who_cannot_be_reached_is_told_of_in_the_outcome() -> None:
    court = Court(escalation_chat=None)
    court.chat.refuse("sendMessage", "Forbidden: bot can't initiate conversation with a user")
    outcome, ref = await court.escalate(post())
    assert outcome.status is Status.FAILED
    assert outcome.detail == (
        "card to 1: Forbidden: bot can't initiate conversation with a user. "
        "Ask the person to open a chat with the bot and to press Start."
    )
    case = await court.case(ref)
    assert (case.state, case.card) == (State.OPEN, None)


async def test_every_place_that_refused_the_card_is_named() -> None:
    court = Court()
    court.chat.refuse("sendMessage", GONE)
    outcome, _ = await court.escalate(post())
    assert outcome.detail.count(GONE) == 2
    assert outcome.detail.startswith(f"card to {DESK}: {GONE}. Check that the bot is in that chat")


async def test_a_chat_without_a_known_owner_needs_an_escalation_chat() -> None:
    court = Court(escalation_chat=None, administrators=FakeAdministrators())
    outcome, ref = await court.escalate(post())
    assert outcome.status is Status.FAILED
    assert "set `moderation.escalation_chat`" in outcome.detail
    assert (await court.case(ref)).state is State.OPEN


async def test_a_channel_post_offers_no_ban() -> None:
    court = Court()
    await court.escalate(post(chat=CHANNEL, kind=PostKind.CHANNEL_POST, author=Author(CHANNEL.id, "Flower news")))
    [params] = court.chat.of("sendMessage")
    assert buttons(params) == ["Delete", "Hold…", "Dismiss", "Take", "Hand to owner", "Why?"]
    assert 'Chat: <a href="https://t.me/flowers">Flower news</a>' in params["text"]


ABUSE = ("child_sexual_abuse_material",)


@pytest.mark.parametrize(
    "rules",
    [
        [scam_rule(keywords=ABUSE, actions=(Delete(), Escalate()))],
        [scam_rule(), scam_rule(name="abuse/trial", keywords=ABUSE, mode=Mode.SHADOW)],
    ],
    ids=["an enforced rule says so", "a rule in shadow mode says so"],
)
async def test_what_may_not_be_kept_is_neither_shown_nor_stored(rules: list[Rule]) -> None:
    court = Court(rules=FakeRules(*rules))
    _, ref = await court.escalate(post(media=(Media(MediaKind.PHOTO, "F", "U"),)), {"delete": DONE})
    [(method, params)] = court.chat.take()
    assert method == "sendMessage"
    stored = await court.store.case_post(ref)
    assert stored is not None
    assert (stored.surfaces, stored.media, stored.author.name) == ((), (), None)
    await court.press(ADMIN, ref, Decision.BAN)
    for shown in (params["text"], court.chat.of("editMessageText")[0]["text"]):
        assert not any(secret in shown for secret in ("free btc", "Eve", "t.me"))
        assert "Its content is not kept and not shown." in shown
