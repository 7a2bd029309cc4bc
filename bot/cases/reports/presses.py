"""What moderators do about reports: look at them, find them unfounded, let them no longer count."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.cases.desk.attempt import Answer, Presser
from bot.cases.reports.brigade import burst
from bot.cases.reports.callback import Deed, ReportPress
from bot.cases.reports.menu import menu, shown
from bot.cases.reports.reporters import Misuse, Reporters
from bot.core.action import Call
from bot.core.case import Case
from bot.core.ports import Administrators, CaseStore, ChatPort, Contacts, ReportStore
from bot.core.report import Report
from bot.texts import presses as press_texts
from bot.texts import report_menus as texts
from bot.texts import reports as report_texts
from bot.texts.catalogue import Texts, translator


class ReportPresses:
    """Takes moderators' presses. `operators` may do everywhere what admins may in their own chats."""

    def __init__(
        self,
        *,
        cases: CaseStore,
        reports: ReportStore,
        reporters: Reporters,
        administrators: Administrators,
        contacts: Contacts,
        chat: ChatPort,
        operators: frozenset[int],
    ) -> None:
        self._cases, self._reports, self._reporters = cases, reports, reporters
        self._administrators, self._contacts, self._chat = administrators, contacts, chat
        self._operators = operators

    async def press(self, presser: Presser, press: ReportPress, query: Mapping[str, Any]) -> Answer:
        """Do what the button is for, if the presser may; doing it again changes nothing. Raises `StorageError` only."""
        t = translator(presser.language)
        report = await self._reports.report(press.ref) if press.ref.startswith("R") else None
        case = await self._cases.case(report.case if report else press.ref)
        if case is None:
            return Answer(texts.no_longer_known(t), alert=True)
        if (why := await self._refusal(presser, case, t)) is not None:
            return Answer(why, alert=True)
        if press.what is Deed.LIST:
            return await self._list(case, query, t)
        reports = await self._reports.reports_about(case.ref)
        if press.what is Deed.BURST:
            answer = Answer(texts.discarded(t, await self._reporters.discard(burst(reports), presser.id)))
        elif report is not None and press.what is Deed.UNFOUNDED:
            answer = await self._unfounded(report, presser, t)
        else:
            assert report is not None
            theirs = await self._reporters.open_reports_of(report.reporter_id, case.chat_id)
            answer = Answer(texts.discarded(t, await self._reporters.discard(theirs, presser.id)))
        await self._renew(case, query, t)
        return answer

    async def _refusal(self, presser: Presser, case: Case, t: Texts) -> str | None:
        if presser.id == case.author_id:
            return texts.own_post(t)
        if presser.id in self._operators:
            return None
        admins = await self._administrators.of(case.chat_id)
        if admins is None:
            return press_texts.admins_unknown(t)
        return None if presser.id in admins else press_texts.not_an_admin(t)

    async def _list(self, case: Case, query: Mapping[str, Any], t: Texts) -> Answer:
        place = _place(query)
        if place is None:
            return Answer(texts.no_longer_known(t), alert=True)
        chat_id, message_id = place
        params = await self._menu(case, t) | {
            "chat_id": chat_id,
            "reply_parameters": {"message_id": message_id, "allow_sending_without_reply": True},
        }
        await self._chat.call(Call("sendMessage", params, f"case:{case.ref}:reports:{query.get('id')}"))
        return Answer(texts.listed(t))

    async def _renew(self, case: Case, query: Mapping[str, Any], t: Texts) -> None:
        if (place := _place(query)) is None:
            return
        params = await self._menu(case, t) | {"chat_id": place[0], "message_id": place[1]}
        key = f"case:{case.ref}:reports:{query.get('id')}:edit"
        await self._chat.call(Call("editMessageText", params, key, idempotent=True))

    async def _menu(self, case: Case, t: Texts) -> dict[str, Any]:
        reports: Sequence[Report] = await self._reports.reports_about(case.ref)
        records = {one.ref: await self._reports.reporter_record(one.reporter_id) for one in shown(reports)}
        return menu(case.ref, reports, records, t)

    async def _unfounded(self, report: Report, presser: Presser, t: Texts) -> Answer:
        misuse = await self._reporters.unfounded(report, presser.id)
        if misuse is Misuse.NOTHING:
            return Answer(texts.noted_before(t))
        suspended = misuse is Misuse.SUSPENDED
        if await self._contacts.reachable(report.reporter_id):
            theirs = translator(await self._contacts.language_of(report.reporter_id))
            told = report_texts.unfounded(theirs, report.ref, suspended=suspended)
            params = {"chat_id": report.reporter_id, "text": told, "parse_mode": "HTML"}
            await self._chat.call(Call("sendMessage", params, f"report:{report.ref}:unfounded"))
        return Answer(texts.found_unfounded(t, suspended=suspended))


def _place(query: Mapping[str, Any]) -> tuple[int, int] | None:
    """The chat and the id of the message whose button was pressed."""
    message = query.get("message")
    if not isinstance(message, Mapping) or not isinstance(message.get("chat"), Mapping):
        return None
    return message["chat"]["id"], message["message_id"]
