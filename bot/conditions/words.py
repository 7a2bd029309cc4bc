"""`words`: a whole word or phrase occurs."""

from dataclasses import dataclass
from functools import cached_property

from bot.conditions._accounts import sought
from bot.core.arguments import Word, argument, required_argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding
from bot.core.post import DEFAULT_SURFACES, SurfaceName
from bot.core.query import PatternKind, Query


@dataclass(frozen=True)
class Words(Condition):
    """Holds if one of the words or phrases occurs as a whole.

    A `*` inside a word stands for any word characters, alone for exactly one word. Example: `words: [airdrop, "claim *
    bonus"]`.
    """

    any_: tuple[Word, ...] = required_argument("Words and phrases, one of which must occur.", example="[airdrop]")
    in_: tuple[SurfaceName, ...] = argument(
        "Where to look; everywhere but in what the sender says of himself, if it is not given.",
        default=(),
        example="[text, button]",
    )
    exact: bool = argument("Turns off the folding of look-alike, spaced and repeated letters.", default=False)
    case: bool = argument("Makes the case of letters count.", default=False)

    @cached_property
    def _query(self) -> Query:
        surfaces = frozenset(self.in_) or DEFAULT_SURFACES
        return Query(PatternKind.WORD, self.any_, exact=self.exact, case=self.case, surfaces=surfaces)

    def check(self, context: Context) -> Finding:
        return context.found(self._query)

    def account(self, context: Context) -> str:
        return sought(context, self._query, "word", "words")

    def queries(self) -> tuple[Query, ...]:
        return (self._query,)
