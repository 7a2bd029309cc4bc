"""The rules in force, what keeps them from acting, and what hears of what they did."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from bot.core.case import Case
from bot.core.judge import Judge
from bot.core.log import Settlement
from bot.core.measure import Applied
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


class Recorded(NamedTuple):
    """A case that says what rules did. `settled`: so does the log. `told`: there is nobody left to be told."""

    case: Case
    settled: bool = False
    told: bool = False


class Records(Protocol):
    """Where what rules did by themselves becomes a case, so that it can be looked at, objected to and undone."""

    async def record(
        self,
        verdict: Verdict,
        applied: Mapping[str, Applied],
        case: str | None,
        settlements: Sequence[Settlement] = (),
    ) -> Recorded | None:
        """The case that says so, opened if the verdict has none; None if nobody is to be told.

        `applied` is what was done, by action; `case` is the ref of the case that waits for moderators about the post.
        A case that is opened here settles the log's entries too, at once with itself: `settlements`, of which it is.
        """
        ...

    async def tell(self, verdict: Verdict, recorded: Recorded) -> None:
        """Tell the author, once, in whatever way there is; it may take as long as Telegram's limits ask."""
        ...


class Announcer(Protocol):
    """The log chat."""

    async def announce(self, verdict: Verdict, outcomes: Mapping[str, Outcome]) -> None:
        """Say what was done about a post; `outcomes` are by action. Returns at once, whatever Telegram does."""
        ...
