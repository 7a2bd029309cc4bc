"""`duplicate`: the same text again."""

from dataclasses import dataclass
from typing import ClassVar

from bot.conditions._counts import Counts, check_least, check_window
from bot.core.arguments import Duration, argument
from bot.core.errors import ArgumentError
from bot.core.history import Need, Scope, Trace, is_said
from bot.core.post import Post

MOST_TIMES = 100
LEAST_SIMILAR = 0.7


@dataclass(frozen=True)
class Duplicate(Counts):
    """Holds for a post if so many, itself included, said the same or nearly the same in a time.

    Look-alikes, letter case and white space make no difference. The text is that of all places which conditions look
    at by default, links and buttons among them. A post without any is compared by its files; one without either is
    never a duplicate. An album is one post. An edited post is compared with others, and they never with what it was
    edited to. What a linked channel posts into its group is left out.
    Example: `duplicate: {times: 3, within: 10m, similar: 0.8}`.
    """

    one: ClassVar[str] = "post that says this"
    many: ClassVar[str] = "posts that say this"

    times: int = argument("How often is too often, 2 to 100.", default=3, example="3")
    within: Duration = argument("In how long a time, at most `7d`.", default=Duration(600), example="10m")
    across: Scope = argument(
        "Whose posts it is compared with: the author's here, everybody's here, or those in all chats of the bot.",
        default=Scope.AUTHOR,
        example="chat",
    )
    similar: float | None = argument(
        "How much of two texts must agree, 0.7 to 1, as the share of their runs of three characters that both have; if "
        "it is not given, they must be the same.",
        example="0.8",
    )

    def __post_init__(self) -> None:
        check_least(self.times, "times", MOST_TIMES)
        check_window(self.within)
        if self.similar is not None and not LEAST_SIMILAR <= self.similar <= 1:
            hint = "0.8 finds texts with a few words changed"
            raise ArgumentError("`similar` must be 0.7 to 1", field="similar", hint=hint)

    @property
    def least(self) -> int:
        return self.times

    @property
    def need(self) -> Need:
        return Need(Trace.ALIKE, self.within, self.across, 1.0 if self.similar is None else float(self.similar))

    def concerns(self, post: Post) -> bool:
        return is_said(post)
