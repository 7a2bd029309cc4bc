"""`contains`: a substring occurs."""

from dataclasses import dataclass
from functools import cached_property

from bot.conditions._accounts import sought
from bot.core.arguments import Fragment, argument, required_argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding
from bot.core.post import DEFAULT_SURFACES, SurfaceName
from bot.core.query import PatternKind, Query


@dataclass(frozen=True)
class Contains(Condition):
    """Holds if one of the fragments occurs, inside words too. Example: `contains: [t.me/+, 18+]`."""

    any_: tuple[Fragment, ...] = required_argument("Fragments, one of which must occur.", example="[18+]")
    in_: tuple[SurfaceName, ...] = argument(
        "Where to look; everywhere but in what the sender says of himself, if it is not given.",
        default=(),
        example="[text, button]",
    )
    exact: bool = argument("Turns off the folding of look-alike, spaced and repeated letters.", default=False)

    @cached_property
    def _query(self) -> Query:
        surfaces = frozenset(self.in_) or DEFAULT_SURFACES
        return Query(PatternKind.SUBSTRING, self.any_, exact=self.exact, surfaces=surfaces)

    def check(self, context: Context) -> Finding:
        return context.found(self._query)

    def account(self, context: Context) -> str:
        return sought(context, self._query, "fragment", "fragments")

    def queries(self) -> tuple[Query, ...]:
        return (self._query,)
