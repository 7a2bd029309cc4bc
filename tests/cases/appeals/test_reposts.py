"""Posting a text again that broke no rule."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.cases.appeals.reposting import repost_calls
from bot.cases.appeals.reposts import Reposted
from bot.cases.desk.attempt import Presser
from bot.cases.desk.callback import Interim
from bot.core.case import Case, CaseOrigin
from bot.core.log import LogEntry
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.post import Author, Media, MediaKind, Post, PostKind
from bot.texts.catalogue import translator
from tests.cases.court import ADMIN, AUTHOR, CHANNEL, DESK, GROUP, OTHER_ADMIN, OWNER, STRANGER, Court, buttons, post
from tests.cases.hearings import MUTED, appealed, decided, is_member, review

USER = AUTHOR.id or 0


async def reversed_case(court: Court, of: Post | None = None) -> str:
    ref = await decided(court, Decision.DELETE, of=of)
    await court.desk.reverse(Presser(OTHER_ADMIN, "Joe"), ref, "k")
    return ref


def offers(court: Court) -> list[Any]:
    return [params for params in court.chat.of("sendMessage") if buttons(params) == ["Post it again"]]


async def test_the_author_is_offered_it_and_gets_it() -> None:
    court = Court()
    ref = await reversed_case(court)
    [offered] = offers(court)
    assert offered["chat_id"] == USER
    assert offered["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == f"a:{ref}:repost"
    court.chat.take()
    assert (await court.reposts.by_author(USER, ref)).kind is Reposted.POSTED
    [sent] = court.chat.of("sendMessage")
    assert sent["chat_id"] == GROUP.id
    assert "originally by <b>Eve &amp; &lt;Co&gt;</b>" in sent["text"]
    assert "<blockquote>get free btc now</blockquote>" in sent["text"]
    assert ("repost", "done", "", str(USER)) in await court.logged()


async def test_once_and_by_nobody_else() -> None:
    court = Court()
    ref = await reversed_case(court)
    court.chat.take()
    assert (await court.reposts.by_author(STRANGER, ref)).kind is Reposted.NOT_YOURS
    assert (await court.reposts.by_author(USER, "C-0000")).kind is Reposted.NOT_YOURS
    assert (await court.reposts.by_admin(ADMIN, ref)).kind is Reposted.NOT_AN_ADMIN
    kinds = [found.kind for found in await asyncio.gather(*(court.reposts.by_author(USER, ref) for _ in range(5)))]
    assert sorted(kinds) == [Reposted.BEFORE] * 4 + [Reposted.POSTED]
    assert len(court.chat.of("sendMessage")) == 1


async def test_not_while_the_decision_stands() -> None:
    court = Court()
    ref = await decided(court, Decision.DELETE)
    assert (await court.reposts.by_author(USER, ref)).kind is Reposted.NOT_ALLOWED


async def test_not_while_the_author_is_kept_from_writing() -> None:
    court = Court()
    ref = await reversed_case(court)
    is_member(court, MUTED)
    assert (await court.reposts.by_author(USER, ref)).kind is Reposted.MUTED


async def test_what_telegram_refused_may_be_tried_again() -> None:
    court = Court()
    ref = await reversed_case(court)
    court.chat.script("sendMessage", Outcome(Status.FAILED, "Bad Request: chat not found"))
    found = await court.reposts.by_author(USER, ref)
    assert (found.kind, found.detail) == (Reposted.FAILED, "Bad Request: chat not found")
    assert (await court.reposts.by_author(USER, ref)).kind is Reposted.POSTED


async def test_a_text_that_was_not_taken_away_is_not_offered() -> None:
    court = Court()
    ref = await appealed(court, Decision.WARN)
    await review(court, ref, OTHER_ADMIN)
    assert offers(court) == []


async def test_a_channels_post_is_offered_to_its_admins() -> None:
    court = Court()
    of = post(kind=PostKind.CHANNEL_POST, chat=CHANNEL, author=Author(CHANNEL.id, "Flower news"))
    ref = await court.open(of)
    await court.press(OWNER, ref, Decision.DELETE)
    await court.desk.reverse(Presser(OWNER, "Olga"), ref, "k")
    [offered] = offers(court)
    assert offered["chat_id"] == DESK
    court.chat.take()
    assert (await court.reposts.by_admin(STRANGER, ref)).kind is Reposted.NOT_AN_ADMIN
    assert (await court.reposts.by_author(CHANNEL.id + 1, ref)).kind is Reposted.NOT_YOURS
    assert (await court.reposts.by_admin(ADMIN, ref)).kind is Reposted.POSTED
    [sent] = court.chat.of("sendMessage")
    assert (sent["chat_id"], sent["text"].splitlines()[0]) == (CHANNEL.id, "Reposted after review:")


CASE = Case("C-7K2M", GROUP.id, 50, 0, CaseOrigin.RULE, 0, author_id=USER)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@pytest.mark.parametrize(
    ("text", "media", "methods"),
    [
        ("hi", (), ["sendMessage"]),
        ("x" * 4096, (), ["sendMessage", "sendMessage"]),
        ("hi", (Media(MediaKind.PHOTO, "P"),), ["sendPhoto"]),
        ("", (Media(MediaKind.PHOTO, "P"),), ["sendPhoto"]),
        ("x" * 1024, (Media(MediaKind.VIDEO, "V"),), ["sendVideo", "sendMessage"]),
        ("", (Media(MediaKind.STICKER, "S"),), ["sendMessage", "sendSticker"]),
        ("hi", (Media(MediaKind.POLL),), ["sendMessage"]),
    ],
)
def test_calls(text: str, media: tuple[Media, ...], methods: list[str]) -> None:
    calls = repost_calls(CASE, post(text, media=media), translator(None))
    assert [call.method for call in calls] == methods
    assert len({call.key for call in calls}) == len(calls)
    assert not any(call.idempotent for call in calls)
    said = "".join(str(call.params.get("text", "")) + str(call.params.get("caption", "")) for call in calls)
    assert text in said
    assert "Reposted after review" in said
    for call in calls:
        assert units(str(call.params.get("text", "")).replace("<blockquote>", "").replace("</blockquote>", "")) <= 4110


def test_it_is_posted_where_it_stood() -> None:
    [call] = repost_calls(CASE, post(topic=9), translator(None))
    assert call.params["message_thread_id"] == 9
    [call] = repost_calls(CASE, post(reply_to=8), translator(None))
    assert call.params["reply_parameters"]["message_id"] == 8


async def test_a_text_that_was_held_back_and_never_decided_about_is_offered() -> None:
    court = Court()
    ref = await court.open(post())
    await court.desk.hold(Presser(ADMIN, "Ann"), ref, Interim.DELETE, "k")
    court.clock.at += 86_401
    await court.deadlines.look()
    [offered] = offers(court)
    assert "nobody has decided against it" in offered["text"]
    assert (await court.reposts.by_author(USER, ref)).kind is Reposted.POSTED


async def test_a_text_that_was_held_back_and_then_dismissed_is_offered() -> None:
    court = Court()
    ref = await court.open(post())
    await court.do("hold", ADMIN, ref, Interim.DELETE)
    court.chat.take()
    answer = await court.press(OTHER_ADMIN, ref, Decision.KEEP)
    assert answer.text.startswith("Dismissed. The message was removed before")
    [offered] = offers(court)
    assert offered["chat_id"] == USER
    assert "broke no rule after all" in offered["text"]


async def test_a_text_that_a_rule_deleted_and_a_moderator_dismissed_is_offered() -> None:
    court = Court()
    deleted = LogEntry("k", court.clock.at, GROUP.id, 50, USER, "delete", outcome=Status.DONE)
    _, ref = await court.escalate(post(), {"delete": Outcome(Status.DONE)})
    await court.store.intend([replace(deleted, case=ref)])
    answer = await court.press(OTHER_ADMIN, ref, Decision.KEEP)
    assert answer.text == "Dismissed. The message was removed before; its author can have it posted again."
    assert [offered["chat_id"] for offered in offers(court)] == [USER]


async def test_a_removal_that_was_cut_short_and_is_handled_again_is_offered_too() -> None:
    court = Court()
    ref = await court.open(post())
    gone = Outcome(Status.DONE, "Bad Request: message to delete not found")
    court.chat.script("deleteMessage", gone)
    await court.do("hold", ADMIN, ref, Interim.DELETE)
    await court.press(OTHER_ADMIN, ref, Decision.KEEP)
    assert [offered["chat_id"] for offered in offers(court)] == [USER]
