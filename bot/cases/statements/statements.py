"""Statements of reasons: the author of a post is told what was decided about it, why, and how to object.

Each is sent at most once: it is in the log, under the name of what it tells, before it goes out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.cases.measures.measures import present_post
from bot.cases.statements import statement
from bot.cases.statements.reaching import NOT_NOW, News, Reaching, Way
from bot.cases.statements.statement import GRAVITY, REVIEWED, Subject, comes_to
from bot.core.case import AWAITING, Case, State
from bot.core.log import LogEntry, Settlement
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.ports import ActionLog, AppealStore, CaseStore, Clock, Contacts, Rules, Settings
from bot.core.post import Chat, Post, Role
from bot.core.ruleset import Notice, Rule
from bot.texts import statements as texts
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html

ACTION = "statement"
"""What the log calls it."""

NOBODY = Outcome(Status.SKIPPED, "there is nobody to tell")
WARNED = Outcome(Status.SKIPPED, "the warning in the chat has told the author")
INTERRUPTED = Outcome(Status.UNKNOWN, "the bot stopped while it was sending")

_STAND_INS = frozenset({777000, 136817688, 1087968824})
"""Users who stand for a channel, for somebody who writes in a channel's name, and for an anonymous admin."""

_TOLD = frozenset({Status.DONE, Status.UNKNOWN, Status.PENDING})
_ALL = tuple(Way)
_OUT = frozenset({"kick", "ban"})


@dataclass(frozen=True, slots=True)
class Statement:
    """What the author may read, and the Bot API's `reply_markup` under it."""

    text: Html
    buttons: dict[str, Any] | None


class Statements:
    """An `Aftermath`: authors are told of what was decided about their posts.

    `me` is the bot's own user id, `username` its name without the `@`.
    """

    def __init__(
        self,
        *,
        cases: CaseStore,
        appeals: AppealStore,
        log: ActionLog,
        rules: Rules,
        contacts: Contacts,
        settings: Settings,
        reaching: Reaching,
        clock: Clock,
        username: str,
        me: int,
    ) -> None:
        self._cases, self._log, self._rules, self._contacts = cases, log, rules, contacts
        self._appeals = appeals
        self._settings, self._reaching, self._clock = settings, reaching, clock
        self._username, self._me = username, me
        self._under_way: set[str] = set()

    async def follow(self, case: Case, post: Post) -> None:
        """Tell the author what the case came to, if there is anything to tell. Raises `StorageError` only."""
        post = present_post(case, post)
        if case.state is State.ENFORCED:
            await self.decided(case, post, await self._notice(case))
        elif case.state is State.HELD and await self._notice(case) is not Notice.NONE:
            await self._tell(case, post, f"held-{case.lapses_at}", Decision.MUTE)
        elif case.state in REVIEWED and case.decision not in (None, Decision.KEEP):
            await self._tell(case, post, f"reviewed-{case.reviewed_at}")
        elif case.state in (State.OPEN, State.CLOSED_NO_ACTION) and (told := await self._told(case)):
            # Only who heard of the case has to hear that it came to nothing.
            await self._tell(case, post, f"{case.state}-after-{told}")

    async def decided(self, case: Case, post: Post, notice: Notice) -> None:
        """The same for a case that is decided and carried out, where it is known who is to be told."""
        if notice is not Notice.NONE:
            await self._tell(case, post, _decided(case), case.decision, _ways(case, notice))

    async def futile(self, case: Case, post: Post, notice: Notice) -> Outcome | None:
        """What `decided` would come to if it is known beforehand that nothing will be sent."""
        return self._nobody(post) or await self._hopeless(case, post, _ways(case, notice))

    def untold(self, case: Case, skipped: Outcome) -> LogEntry:
        """What the log then says, in place of `decided`."""
        return self._entry(case, _key(case, _decided(case)), skipped)

    async def acted(self, case: Case, post: Post, notice: Notice) -> None:
        """A rule has acted, and moderators look at the case as well."""
        if notice is not Notice.NONE:
            decision = max((comes_to(item.action) for item in case.applied), key=GRAVITY.index, default=None)
            await self._tell(case, post, f"acted-{post.revision}", decision, _ways(case, notice))

    async def shown(self, ref: str, person_id: int, language: str | None) -> Statement | None:
        """The statement as it is now, for the author; None for anybody else, and where there is no such case."""
        case = await self._cases.case(ref)
        if case is None or case.author_id != person_id or not await self._is_known(case):
            return None
        return await self._statement(case, present_post(case, await self._cases.case_post(ref)), translator(language))

    async def about(self, person_id: int) -> Sequence[Case]:
        """The cases about somebody's posts that they may know of, the latest first."""
        return [case for case in await self._cases.cases_of(person_id) if await self._is_known(case)]

    async def summary(self, case: Case, t: Texts) -> tuple[str | None, Html]:
        """The chat's title, as far as it is known, and what was done, in a line."""
        post = present_post(case, await self._cases.case_post(case.ref))
        return post.chat.title, statement.summary(Subject(case, post), t)

    async def _statement(self, case: Case, post: Post, t: Texts) -> Statement:
        rule, in_part, words = await self._rule(case), await self._in_part(case), await self._words(case)
        subject, now = Subject(case, post, rule, in_part, words), self._clock.now()
        return Statement(statement.render(subject, t, now), statement.keyboard(case, t, now))

    async def _words(self, case: Case) -> str:
        """What the moderator said in deciding by a command."""
        if case.decided_by is None or case.decision is None:
            return ""
        for entry in await self._cases.case_entries(case.ref):
            by = (entry.actor, entry.action) == (str(case.decided_by), case.decision.value)
            if by and entry.key.startswith(f"case:{case.ref}:command:") and entry.outcome is Status.DONE:
                return entry.detail
        return ""

    async def _tell(
        self, case: Case, post: Post, what: str, decision: Decision | None = None, ways: Sequence[Way] = _ALL
    ) -> None:
        key = _key(case, what)
        if key in self._under_way:
            return
        self._under_way.add(key)
        try:
            await self._once(key, case, post, decision, ways)
        finally:
            self._under_way.discard(key)

    async def _once(self, key: str, case: Case, post: Post, decision: Decision | None, ways: Sequence[Way]) -> None:
        skipped = self._nobody(post) or await self._hopeless(case, post, ways)
        entry = self._entry(case, key, skipped)
        known = (await self._log.intend([entry])).get(entry.key)
        if known is None and skipped is None:
            # While the log was written others may have used up what may be sent.
            outcome = await self._hopeless(case, post, ways)
            outcome = outcome or await self._reaching.tell(await self._news(key, case, post, decision, ways))
        elif known is not None and known.outcome is Status.PENDING:
            outcome = INTERRUPTED
        else:
            return
        await self._log.settle([Settlement(entry.key, outcome, case.ref)])

    def _nobody(self, post: Post) -> Outcome | None:
        """Nobody can be told who wrote in the name of a chat, is a bot, or only asked to be let in."""
        author = post.author
        nobody = author.id is None or author.id <= 0 or author.id in _STAND_INS or author.id == self._me
        return NOBODY if nobody or author.known(Role.BOT) else None

    async def _hopeless(self, case: Case, post: Post, ways: Sequence[Way]) -> Outcome | None:
        """Most of a raid ends here, so it costs little."""
        if await self._reaching.possible(case.author_id or 0, _place(case, post), ways):
            return None
        return WARNED if tuple(ways) == (Way.PRIVATE,) and _only_warned(case) else NOT_NOW

    def _entry(self, case: Case, key: str, skipped: Outcome | None) -> LogEntry:
        return LogEntry(
            key=key,
            at=self._clock.now(),
            chat_id=case.chat_id,
            message_id=case.message_id,
            user_id=case.author_id,
            action=ACTION,
            rule=case.rule,
            rule_version=case.rule_version,
            outcome=skipped.status if skipped else Status.PENDING,
            detail=skipped.detail if skipped else "",
            case=case.ref,
        )

    async def _news(self, key: str, case: Case, post: Post, decision: Decision | None, ways: Sequence[Way]) -> News:
        spoken_here = (await self._settings.of(case.chat_id)).language
        author = case.author_id or 0
        told = await self._statement(case, post, translator(await self._contacts.language_of(author) or spoken_here))
        private: dict[str, Any] = {
            "text": told.text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if told.buttons is not None:
            private["reply_markup"] = told.buttons
        line = texts.line(translator(spoken_here), decision, await self._title(case), self._link(case))
        return News(key, author, _place(case, post), ways, private, line, post.topic)

    def _link(self, case: Case) -> str:
        """Where the case's statement is to be had, by its author."""
        return f"https://t.me/{self._username}?start=case_{case.ref}"

    async def _in_part(self, case: Case) -> bool:
        if case.state is not State.UNDONE or case.appellant is None:
            return case.state is State.PARTIALLY_REVERSED
        appeals = await self._appeals.appeals_about(case.ref)
        return bool(appeals) and appeals[-1].outcome is State.PARTIALLY_REVERSED

    async def _is_known(self, case: Case) -> bool:
        """Whether the author may know of the case: nobody hears that they were reported and nothing came of it."""
        return statement.concerns_author(case) or bool(await self._told(case))

    async def _told(self, case: Case) -> str:
        """What the author was last told about the case, before this; empty if nothing."""
        keys = [row.key for row in await self._cases.case_entries(case.ref) if _tells(row)]
        what = [key.rpartition(":")[2] for key in keys]
        return next((one for one in reversed(what) if "-after-" not in one), "")

    async def _notice(self, case: Case) -> Notice:
        """Who is to be told, as the rule says that found the post; the author, if no rule in force says."""
        rules = (await self._rules.judge_for(case.chat_id)).rules
        return next((rule.notice for rule in rules if rule.name == case.rule and rule.notice), Notice.AUTHOR)

    async def _rule(self, case: Case) -> Rule | None:
        rules = (await self._rules.judge_for(case.chat_id)).rules
        return next((rule for rule in rules if (rule.name, rule.version) == (case.rule, case.rule_version)), None)

    async def _title(self, case: Case) -> str | None:
        rule = await self._rule(case)
        return (rule.title if rule else None) or case.rule


def _key(case: Case, what: str) -> str:
    return f"case:{case.ref}:{ACTION}:{what}"


def _decided(case: Case) -> str:
    return f"decided-{case.decided_at}"


def _ways(case: Case, notice: Notice) -> tuple[Way, ...]:
    """How the author may be told. Who was warned was told in the chat, who is out of it sees nothing there alone."""
    if notice is Notice.CHAT:
        return (Way.LINE,)
    if _only_warned(case):
        return (Way.PRIVATE,)
    gone = case.decision in (Decision.KICK, Decision.BAN) or any(item.action in _OUT for item in case.applied)
    return (Way.PRIVATE, Way.LINE) if gone else _ALL


def _place(case: Case, post: Post) -> Chat:
    return Chat(case.chat_id, post.chat.type)


def _only_warned(case: Case) -> bool:
    """Whether all that a rule did was a warning, which it says in the chat itself; a moderator's is not said there."""
    acted = case.automated or case.state in AWAITING
    return acted and bool(case.applied) and all(item.action == "warn" for item in case.applied)


def _tells(row: LogEntry) -> bool:
    return row.action == ACTION and row.outcome in _TOLD
