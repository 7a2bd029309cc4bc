"""The ports: what the pipeline needs from the world outside.

Adapters implement them, `bot.app` plugs them in, tests use fakes.

Every method that does I/O is a coroutine. None of them raises for what Telegram refuses: that is an `Outcome`.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any, Protocol

from bot.core.action import Call
from bot.core.case import CardRef, Case, Decision, State
from bot.core.finding import Fact
from bot.core.judge import Judge
from bot.core.log import LogEntry, Settlement
from bot.core.outcome import Outcome
from bot.core.post import Chat, Post
from bot.core.standing import Standing
from bot.core.verdict import Match, Verdict

RawUpdate = Mapping[str, Any]
"""An update as the Bot API sends it, decoded from JSON."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> float:
        """Seconds since 1970 UTC."""
        ...


class ChatPort(Protocol):
    """Telegram, as far as actions need it. A dry run is another implementation."""

    async def call(self, call: Call) -> Outcome:
        """Make the call, waiting out limits and trying again where that is of use."""
        ...


class Administrators(Protocol):
    """Who may moderate a chat, as Telegram says; cached."""

    async def of(self, chat_id: int) -> frozenset[int] | None:
        """The user ids of the chat's admins, other bots left out; None if Telegram does not say."""
        ...

    async def owner(self, chat_id: int) -> int | None:
        """The user id of the chat's creator; None if there is none or Telegram does not say."""
        ...


class Witness(Protocol):
    """Somebody who can find out facts about authors."""

    async def learn(self, post: Post, missing: frozenset[Fact]) -> Post:
        """The post with those of the missing facts that could be found out."""
        ...


class Rules(Protocol):
    """The rules in force."""

    def judge_for(self, chat_id: int) -> Judge:
        """The judge of one chat's posts. Cheap; what it returns stays valid while the rules are swapped."""
        ...


class Escalations(Protocol):
    """Where cases are opened."""

    async def escalate(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> tuple[Outcome, str | None]:
        """Open a case for the post, or join the one it has. `outcomes` are those of the steps before, by action.

        Returns what became of it, and the case's ref; None if no case could be opened.
        """
        ...


class LogReader(Protocol):
    """The log of actions, for those who only read it."""

    def entries(self, *, chat_id: int | None = None, since: float | None = None) -> AsyncIterator[LogEntry]:
        """The log, oldest first; of one chat, or from a time on, in seconds since 1970 UTC."""
        ...


class ActionLog(LogReader, Protocol):
    """The log of actions, and what is kept of posts that matched."""

    async def intend(
        self, entries: Sequence[LogEntry], post: Post | None = None, matches: Sequence[Match] = ()
    ) -> Mapping[str, LogEntry]:
        """Record what is to be done, durably, before it is done; keep the post's text if it matched.

        Entries whose key the log has already are left as they are and returned by key, so that nothing is done twice.
        """
        ...

    async def settle(self, settlements: Sequence[Settlement]) -> None:
        """Record what became of entries."""
        ...


class CaseStore(Protocol):
    """Cases and reports."""

    async def open_case(self, case: Case, post: Post) -> tuple[Case, bool]:
        """The case, and whether it is new: a post has one case, which an open one stays through later revisions."""
        ...

    async def case(self, ref: str) -> Case | None:
        """The case of that name."""
        ...

    async def case_post(self, ref: str) -> Post | None:
        """The post a case is about, as it was when the case was opened; None once its text is gone."""
        ...

    async def change_case(
        self,
        case: Case,
        state: State,
        *,
        decision: Decision | None = None,
        decided_by: int | None = None,
        decided_at: int | None = None,
    ) -> Case:
        """Take a step of the case table.

        Raises `CaseError`; `StaleVersion` if somebody changed the case since it was read.
        """
        ...

    async def place_card(self, ref: str, card: CardRef) -> None:
        """Remember where the case's card stands."""
        ...

    async def add_report(self, ref: str, reporter_id: int, at: int, words: str) -> tuple[int, bool]:
        """Count a report, once for each reporter. Returns how many reports there are, and whether this one is new."""
        ...

    async def case_entries(self, ref: str) -> Sequence[LogEntry]:
        """What the log says about the case, oldest first."""
        ...


class People(Protocol):
    """What is known of authors and chats beyond one post."""

    async def count_post(self, chat_id: int, author_id: int, message_id: int, at: int) -> Standing:
        """What was seen of this author in this chat before this post, which is counted too, but only once."""
        ...

    async def stain(self, chat_id: int, author_id: int) -> None:
        """A post of the author broke a rule: the count of clean posts starts anew."""
        ...

    async def meet_chat(self, chat: Chat, at: int) -> int:
        """When the chat was first met, in seconds since 1970 UTC; remembers it if it was not."""
        ...


class Announcer(Protocol):
    """The log chat."""

    async def announce(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> None:
        """Say what was done about a post; `outcomes` are by action. Returns at once, whatever Telegram does."""
        ...


class Vault(Protocol):
    """How texts and file ids are kept at rest."""

    def seal(self, text: str) -> bytes:
        """What is written to the database."""
        ...

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed."""
        ...


class Source(Protocol):
    """Where updates come from: each is taken once, and acknowledged when it needs never be seen again."""

    def updates(self) -> AsyncIterator[RawUpdate]:
        """Updates in the order Telegram sent them, until the source is closed."""
        ...

    async def done(self, update: RawUpdate) -> None:
        """The update is handled."""
        ...
