"""The plain keys of a set and of a rule: those whose value is not made of conditions, actions or examples."""

from dataclasses import dataclass

from bot.core.arguments import Duration, argument, required_argument
from bot.core.post import PostKind
from bot.core.ruleset import DEFAULT_KINDS, Category, Mode, Notice, Severity
from bot.lang.keywords import Keyword
from bot.lang.values import Instant, Name

LANGUAGE_VERSION = 1


@dataclass(frozen=True)
class SetHead:
    """What a file says of its set."""

    name: Name | None = argument("The set's name; the file's, if it is not given.", example="scams")
    title: str = argument("What people call the set.", default="", example="Scams and fraud")
    version: int = argument("The version of the rule language; there is only 1.", default=LANGUAGE_VERSION)


@dataclass(frozen=True)
class RuleHead:
    """What a rule says of itself."""

    id: Name = required_argument("The rule's name, unique in its set.", example="crypto-giveaway")
    title: str = argument("What people call the rule.", default="", example="Crypto giveaway scam")
    category: Category | None = argument("What the rule is about, for statements of reasons and statistics.")
    severity: Severity = argument("How grave what the rule finds is.", default=Severity.MEDIUM)
    mode: Mode = argument("`shadow` only records what the rule would do.", default=Mode.ENFORCE)
    priority: int = argument("Rules of higher priority are judged first.", default=0, example="100")
    applies_to: tuple[PostKind, ...] = argument(
        "The kinds of post that are judged; requests to join, reactions and service messages only if they are named.",
        default=tuple(sorted(DEFAULT_KINDS)),
        example="[message, comment]",
    )
    notice: Notice | None = argument(
        "Who is told when the rule acts by itself; the author, if it is not given. `author`: in private, or else where "
        "the post stood, what was done, why and how to object. `chat`: a line there without names. `none`: nobody, and "
        "no case is opened, for spam in bulk."
    )
    reason: str | None = argument(
        "Why, in a sentence for the author.", example="Crypto giveaways are not allowed here."
    )
    tags: tuple[str, ...] = argument("Words to find the rule by.", default=(), example="[crypto]")
    keywords: tuple[Keyword, ...] = argument(
        "Finer than the category: keywords of the DSA Transparency Database.", default=(), example="[phishing]"
    )
    purge: Duration | None = argument("With `ban`: deletes what the author posted so long before.", example="24h")
    expires: Instant | None = argument("When the rule stops acting; posts before then match.", example="2027-12-31")
