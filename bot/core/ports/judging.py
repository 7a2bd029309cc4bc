"""The rules in force, what keeps them from acting, and what hears of what they did."""

from collections.abc import Mapping
from typing import Protocol

from bot.core.judge import Judge
from bot.core.outcome import Outcome
from bot.core.post import Post
from bot.core.verdict import Verdict


class Rules(Protocol):
    """The rules in force."""

    async def judge_for(self, chat_id: int) -> Judge:
        """The judge of one chat's posts. What it returns stays valid while the rules are swapped.

        Cheap, but for the first time where a chat has rules of its own that are yet to be compiled.
        """
        ...


class Restraint(Protocol):
    """What keeps rules from acting by themselves."""

    def saw(self, post: Post) -> None:
        """A post was published, whatever its verdict. Returns at once."""
        ...

    async def restrain(self, verdict: Verdict) -> Verdict:
        """The verdict as it may be carried out now; see `bot.core.restraint`."""
        ...


class Habits(Protocol):
    """What rules usually do."""

    async def acted_by_hour(self, since: float) -> Mapping[tuple[int, str], Mapping[int, int]]:
        """Against how many posts each rule acted in each chat, by hours since 1970 UTC; from that second on."""
        ...


class Escalations(Protocol):
    """Where cases are opened."""

    async def escalate(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> tuple[Outcome, str | None]:
        """Open a case for the post, or join the one it has. `outcomes` are those of the steps before, by action.

        Returns what became of it, and the case's ref; None if no case could be opened.
        """
        ...


class Announcer(Protocol):
    """The log chat."""

    async def announce(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> None:
        """Say what was done about a post; `outcomes` are by action. Returns at once, whatever Telegram does."""
        ...
