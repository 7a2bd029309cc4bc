"""`regex`: a regular expression finds something."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bot.conditions._accounts import sought
from bot.core.arguments import Expression, argument, required_argument
from bot.core.condition import Condition, Context
from bot.core.finding import Finding
from bot.core.post import DEFAULT_SURFACES, SurfaceName
from bot.core.query import PatternKind, Query


class View(StrEnum):
    """The form of the text that an expression sees."""

    PLAIN = "plain"
    ORIGINAL = "original"


@dataclass(frozen=True)
class Regex(Condition):
    r"""Holds if one of the expressions finds something. They are in RE2 syntax, ignore case and need linear time.

    Example: `regex: 'earn \d+ ?(usd|€)'`.
    """

    any_: tuple[Expression, ...] = required_argument(
        "Regular expressions, one of which must find something.", example=r"['earn \d+ ?(usd|€)']"
    )
    in_: tuple[SurfaceName, ...] = argument(
        "Where to look; everywhere but in what the sender says of himself, if it is not given.",
        default=(),
        example="[text, button]",
    )
    view: View = argument(
        "`plain` is the text in lower case and without invisible characters, `original` is as it was written.",
        default=View.PLAIN,
    )

    @cached_property
    def _query(self) -> Query:
        surfaces = frozenset(self.in_) or DEFAULT_SURFACES
        return Query(PatternKind.REGEX, self.any_, original=self.view is View.ORIGINAL, surfaces=surfaces)

    def check(self, context: Context) -> Finding:
        return context.found(self._query)

    def account(self, context: Context) -> str:
        return sought(context, self._query, "expression", "expressions")

    def queries(self) -> tuple[Query, ...]:
        return (self._query,)
