"""Every call that cases make is one that the published Bot API knows."""

from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Media, MediaKind
from tests.botapi import assert_valid_call
from tests.cases.court import ADMIN, OTHER_ADMIN, Court, post


async def test_a_case_from_card_to_late_press() -> None:
    court = Court(told=False)
    court.chat.script("deleteMessage", Outcome(Status.FAILED, "Bad Request: message can't be deleted"))
    for number, kind in enumerate(MediaKind):
        _, ref = await court.escalate(post(message_id=number, media=(Media(kind, "F"), Media(kind, "G"))))
        await court.reports.report(8, post(message_id=number), "")
        await court.press(ADMIN, ref, Decision.DELETE, f"q{number}a")
        await court.press(OTHER_ADMIN, ref, Decision.BAN, f"q{number}b")
        await court.press(OTHER_ADMIN, ref, Decision.KEEP, f"q{number}c")
    _, ref = await court.escalate(post(message_id=99))
    await court.press(ADMIN, ref, Decision.MUTE, "q99")
    calls = court.chat.take()
    for method, params in calls:
        assert_valid_call(method, params)
    assert {method for method, _ in calls} == {
        "sendPhoto",
        "sendVideo",
        "sendAnimation",
        "sendAudio",
        "sendVoice",
        "sendVideoNote",
        "sendDocument",
        "sendSticker",
        "sendMessage",
        "editMessageText",
        "deleteMessage",
        "banChatMember",
        "getChatMember",
        "restrictChatMember",
    }
