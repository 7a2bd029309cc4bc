"""`buttons`: the post has buttons."""

from dataclasses import dataclass

from bot.conditions._accounts import counted
from bot.core.arguments import Bounds, argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding

_SOME = Bounds(at_least=1)


@dataclass(frozen=True)
class Buttons(Condition):
    """Holds if there are buttons under the post. What they say and where they lead is for `words` and `links`.

    Example: `buttons: {count: {above: 3}}`; `buttons: true` holds for any.
    """

    count: Bounds | None = argument("How many there must be; at least one, if it is not given.", example="{above: 3}")

    def check(self, context: Context) -> Finding:
        return Finding.of((self.count or _SOME).hold(context.post.buttons))

    def account(self, context: Context) -> str:
        return counted(context.post.buttons, "button", "buttons")
