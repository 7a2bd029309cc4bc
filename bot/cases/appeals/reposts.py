"""Posting a text again that was deleted and broke no rule after all: its author, or a channel's admins, may ask for it.

A send is at most once: a text is posted again once for a case.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.actions._member import BANNED, RESTRICTED, member
from bot.cases.appeals.press import Op, ReviewPress
from bot.cases.appeals.reposting import repost_calls, repostable
from bot.cases.desk.gone import held_back, removed_before
from bot.cases.measures.measures import present_post
from bot.core.action import Call
from bot.core.case import UNDECIDED, Case, State
from bot.core.log import BOT, LogEntry, Settlement
from bot.core.outcome import DONE, Outcome, Status
from bot.core.ports import ActionLog, Administrators, CaseStore, ChatPort, Clock, Contacts, Settings
from bot.core.post import Post, PostKind
from bot.texts import appeals as texts
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html

OFFER, REPOST = "offer_repost", "repost"

_FREE = UNDECIDED - {State.HELD} | {State.UNDONE, State.PARTIALLY_REVERSED, State.REVERSED, State.CLOSED_NO_ACTION}
"""States in which nothing that was decided speaks against the text."""

_LEFT = frozenset({State.OPEN, State.CLOSED_NO_ACTION})


class Reposted(StrEnum):
    """What became of a wish to have a text posted again."""

    POSTED = "posted"
    BEFORE = "before"
    NOT_YOURS = "not_yours"
    NOT_AN_ADMIN = "not_an_admin"
    GONE = "gone"
    NOT_ALLOWED = "not_allowed"
    MUTED = "muted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of it, and Telegram's words if it refused."""

    kind: Reposted
    detail: str = ""


class Reposts:
    """Offers to post texts again, and does it; an `Aftermath`. `operators` may do in every chat what admins may."""

    def __init__(
        self,
        *,
        cases: CaseStore,
        log: ActionLog,
        chat: ChatPort,
        administrators: Administrators,
        contacts: Contacts,
        settings: Settings,
        clock: Clock,
        operators: frozenset[int],
    ) -> None:
        self._cases, self._log, self._chat, self._administrators = cases, log, chat, administrators
        self._contacts, self._settings, self._clock, self._operators = contacts, settings, clock, operators

    async def follow(self, case: Case, post: Post) -> None:
        """Offer it once nothing speaks against a text that was taken away: it is undone, dismissed or left open."""
        undone = case.state is State.UNDONE and any(item.action == "delete" and not item.stays for item in case.applied)
        if undone or (case.state in _LEFT and await self._held_back(case)):
            await self.offer(case, post)

    async def _held_back(self, case: Case) -> bool:
        """Whether the text was deleted for the time being, or by a rule, before a moderator found nothing wrong."""
        entries = await self._cases.case_entries(case.ref)
        return held_back(entries) or (case.state is State.CLOSED_NO_ACTION and removed_before(entries))

    async def offer(self, case: Case, post: Post) -> None:
        """Offer to post the text again, once for a case: to its author, or beside the card of a channel's post."""
        if not repostable(post):
            return
        channel = post.kind is PostKind.CHANNEL_POST
        place = (case.card.chat_id if case.card else None) if channel else case.author_id
        if place is None or (not channel and place < 0):
            return
        entry = self._entry(case, OFFER, BOT)
        if await self._log.intend([entry]):
            return
        t = translator(None if channel else await self._contacts.language_of(place))
        text = _offer_text(case, post, t)
        sent = await self._chat.call(_offering(case, place, text, channel=channel, t=t))
        await self._log.settle([Settlement(entry.key, Outcome(sent.status, sent.detail), case.ref)])

    async def by_author(self, person_id: int, ref: str) -> Posted:
        """The author wants it posted again. Raises `StorageError`."""
        case = await self._cases.case(ref)
        if case is None or case.author_id != person_id:
            return Posted(Reposted.NOT_YOURS)
        return await self._post(case, person_id)

    async def by_admin(self, person_id: int, ref: str) -> Posted:
        """An admin of a channel wants its post back. Raises `StorageError`."""
        case = await self._cases.case(ref)
        kept = await self._cases.case_post(ref)
        if case is None or kept is None:
            return Posted(Reposted.GONE)
        admins = await self._administrators.of(case.chat_id) or frozenset()
        if kept.kind is not PostKind.CHANNEL_POST or person_id not in admins | self._operators:
            return Posted(Reposted.NOT_AN_ADMIN)
        return await self._post(case, person_id)

    async def _post(self, case: Case, person_id: int) -> Posted:
        post = present_post(case, await self._cases.case_post(case.ref))
        entries = await self._cases.case_entries(case.ref)
        kept_away = any(item.action == "delete" and item.stays for item in case.applied)
        if case.state not in _FREE or kept_away or not any(entry.action == OFFER for entry in entries):
            return Posted(Reposted.NOT_ALLOWED)
        if not repostable(post):
            return Posted(Reposted.GONE)
        if post.kind is not PostKind.CHANNEL_POST and await self._kept_from_writing(case, person_id):
            return Posted(Reposted.MUTED)
        entry = self._entry(case, REPOST, str(person_id))
        before = (await self._log.intend([entry])).get(entry.key)
        if before is not None and before.outcome is not Status.FAILED:
            return Posted(Reposted.BEFORE)
        outcome = await self._send(case, post)
        await self._log.settle([Settlement(entry.key, Outcome(outcome.status, outcome.detail), case.ref)])
        return Posted(Reposted.FAILED, outcome.detail) if outcome.status is Status.FAILED else Posted(Reposted.POSTED)

    async def _send(self, case: Case, post: Post) -> Outcome:
        t = translator((await self._settings.of(case.chat_id)).language)
        outcome = DONE
        for call in repost_calls(case, post, t):
            outcome = await self._chat.call(call)
            if outcome.status is Status.FAILED:
                break
        return outcome

    async def _kept_from_writing(self, case: Case, person_id: int) -> bool:
        """Whether the author may not write there just now, for whatever else."""
        params = {"chat_id": case.chat_id, "user_id": person_id}
        key = f"case:{case.ref}:repost:member"
        known: Mapping[str, object] = member(await self._chat.call(Call("getChatMember", params, key, True))) or {}  # noqa: FBT003 - idempotent
        muted = known.get("status") == RESTRICTED and not known.get("can_send_messages")
        return muted or known.get("status") == BANNED

    def _entry(self, case: Case, action: str, actor: str) -> LogEntry:
        return LogEntry(
            key=f"case:{case.ref}:{action}",
            at=self._clock.now(),
            chat_id=case.chat_id,
            message_id=case.message_id,
            user_id=case.author_id,
            action=action,
            rule=case.rule,
            rule_version=case.rule_version,
            actor=actor,
            case=case.ref,
        )


def _offer_text(case: Case, post: Post, t: Texts) -> Html:
    if post.kind is PostKind.CHANNEL_POST:
        return texts.offer_to_admins(t, case.ref)
    if case.state is State.OPEN:
        return texts.offer_meanwhile(t, case.ref, post.chat.title)
    purged = any(item.action == "purge" for item in case.applied)
    return texts.offer(t, case.ref, post.chat.title, purged=purged)


def _offering(case: Case, place: int, text: Html, *, channel: bool, t: Texts) -> Call:
    data = ReviewPress(case.ref, Op.REPOST).data if channel else f"a:{case.ref}:repost"
    params = {
        "chat_id": place,
        "text": text,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": texts.label(t, Op.REPOST), "callback_data": data}]]},
    }
    if channel and case.card is not None:
        params["reply_parameters"] = {"message_id": case.card.message_id, "allow_sending_without_reply": True}
    return Call("sendMessage", params, f"case:{case.ref}:{OFFER}")
