"""`via_bot`: an inline bot made the post."""

from dataclasses import dataclass
from functools import cached_property

from bot.conditions._usernames import Usernames
from bot.core.arguments import argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding


@dataclass(frozen=True)
class ViaBot(Condition):
    """Holds if the author posted it by way of an inline bot.

    Example: `via_bot: ["@gif", "*casino*"]`; `via_bot: true` holds for any bot.
    """

    names: tuple[str, ...] = argument(
        "Usernames, one of which the bot must have; `*` stands for any characters, and case does not count.",
        default=(),
        example='["@gif"]',
    )

    def __post_init__(self) -> None:
        self._names  # noqa: B018 - so that a wrong one shows while the rule is read

    def check(self, context: Context) -> Finding:
        bot = context.post.via_bot
        return Finding.of(bot is not None and (not self.names or self._names.cover(bot)))

    def account(self, context: Context) -> str:
        bot = context.post.via_bot
        return "not by way of a bot" if bot is None else f"by way of @{bot}"

    @cached_property
    def _names(self) -> Usernames:
        return Usernames.of(self.names, "names")
