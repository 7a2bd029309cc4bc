"""Outcomes: everybody who reported a post hears once what came of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.cases.measures.measures import bare_post
from bot.core.action import Call
from bot.core.case import Case, State
from bot.core.errors import StorageError
from bot.core.measure import Decision
from bot.core.ports import CaseStore, ChatPort, Clock, Contacts, ReportStore
from bot.core.post import Post
from bot.core.report import Report, ReportState
from bot.texts import reports as texts
from bot.texts.catalogue import translator

AT_ONCE = 10
"""Reporters of one case who are told before anything else goes on; a crowd hears it bit by bit."""

PAUSE = 60.0
"""Seconds after which those are looked for whom nobody told, if nothing calls before."""

BLOCKED = ("bot was blocked", "user is deactivated", "can't initiate conversation", "chat not found")
"""What Telegram says of people who cannot be written to any more."""

_ACTED = frozenset({State.ENFORCED, State.CONFIRMED, State.UPHELD, State.OMITTED})
_TAKEN_BACK = frozenset({State.REVERSED, State.UNDONE})

_log = logging.getLogger(__name__)


def came_to(case: Case) -> ReportState | None:
    """What the case's state means for its reports; None where nothing is settled, or nothing new."""
    if case.state is State.VOID:
        return ReportState.VOID
    if case.state is State.CLOSED_NO_ACTION:
        return ReportState.NO_ACTION
    found = case.decision not in (None, Decision.KEEP) or case.automated
    if case.state in _ACTED and found:
        return ReportState.ACTIONED
    if case.state in _TAKEN_BACK and found:
        return ReportState.NO_ACTION
    return None


def stands(case: Case) -> bool | None:
    """Whether the decision that stands is against the post; None if there was nothing left to decide."""
    if case.state is State.VOID:
        return None
    return came_to(case) is ReportState.ACTIONED or (
        case.state not in _TAKEN_BACK and case.decision not in (None, Decision.KEEP)
    )


class Outcomes:
    """Tells reporters what came of their reports: see `bot.cases.aftermath.Aftermath`.

    That a reporter is to be told is on disk before anybody is; that one was told, before it is done: so nobody is told
    twice, and after a crash few are not told at all. `run` goes on for as long as the bot is at work.
    """

    def __init__(
        self,
        *,
        reports: ReportStore,
        cases: CaseStore,
        contacts: Contacts,
        chat: ChatPort,
        clock: Clock,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._reports, self._cases, self._contacts = reports, cases, contacts
        self._chat, self._clock, self._sleep = chat, clock, sleep
        self._telling: set[str] = set()
        self._news = asyncio.Event()

    async def follow(self, case: Case, post: Post) -> None:
        """Settle the case's reports, and tell their reporters, a crowd of them beside whatever else goes on."""
        if (state := came_to(case)) is None:
            return
        await self._reports.overturn_reports(case.ref, state)
        untold = [report for report in await self._reports.reports_about(case.ref) if report.notified_at is None]
        for report in untold[:AT_ONCE]:
            await self._tell(report, case, post)
        if len(untold) > AT_ONCE:
            self._news.set()

    async def run(self) -> None:
        """Tell those who are still to be told, now and whenever there are more, until cancelled."""
        while True:
            self._news.clear()
            try:
                while await self.catch_up():
                    pass
            except StorageError as error:
                _log.error("reporters cannot be told of outcomes for now: %s", error)
            await self._wait()

    async def catch_up(self) -> int:
        """Tell up to a hundred who are still to be told; how many were there."""
        told = 0
        for report in await self._reports.untold_reports():
            if report.ref in self._telling or (case := await self._cases.case(report.case)) is None:
                continue
            post = await self._cases.case_post(case.ref) or bare_post(case)
            await self._tell(report, case, post)
            told += 1
        return told

    async def _wait(self) -> None:
        waiting = asyncio.ensure_future(self._news.wait())
        pausing = asyncio.ensure_future(self._sleep(PAUSE))
        try:
            await asyncio.wait((waiting, pausing), return_when=asyncio.FIRST_COMPLETED)
        finally:
            waiting.cancel()
            pausing.cancel()

    async def _tell(self, report: Report, case: Case, post: Post) -> None:
        if report.ref in self._telling:
            return
        self._telling.add(report.ref)
        try:
            await self._reports.change_report(replace(report, notified_at=int(self._clock.now())))
            if await self._contacts.reachable(report.reporter_id):
                await self._send(report, case, post)
        finally:
            self._telling.discard(report.ref)

    async def _send(self, report: Report, case: Case, post: Post) -> None:
        t = translator(await self._contacts.language_of(report.reporter_id))
        params = {
            "chat_id": report.reporter_id,
            "text": texts.outcome(t, report.ref, report.state, post.chat.title, changed=case.state in _TAKEN_BACK),
            "parse_mode": "HTML",
        }
        if case.state is State.CLOSED_NO_ACTION and report.state is ReportState.NO_ACTION and case.appellant is None:
            button = {"text": texts.ask_again(t), "callback_data": f"a:{case.ref}"}
            params["reply_markup"] = {"inline_keyboard": [[button]]}
        answer = await self._chat.call(Call("sendMessage", params, f"report:{report.ref}:outcome:{report.state}"))
        if any(words in answer.detail for words in BLOCKED):
            await self._contacts.lost(report.reporter_id)
