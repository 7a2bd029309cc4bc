"""`buttons`: the post has buttons."""

from dataclasses import dataclass

from bot.conditions._surfaces import texts
from bot.core.arguments import Bounds, argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding
from bot.core.post import SurfaceName

_BUTTONS = frozenset({SurfaceName.BUTTON})
_SOME = Bounds(at_least=1)


@dataclass(frozen=True)
class Buttons(Condition):
    """Holds if there are buttons under the post. What they say and where they lead is for `words` and `links`.

    A text that a button copies or types counts like one more button. Example: `buttons: {count: {above: 3}}`;
    `buttons: true` holds for any.
    """

    count: Bounds | None = argument("How many there must be; at least one, if it is not given.", example="{above: 3}")

    def check(self, context: Context) -> Finding:
        number = sum(1 for _ in texts(context.post, _BUTTONS))
        return Finding.of((self.count or _SOME).hold(number))
