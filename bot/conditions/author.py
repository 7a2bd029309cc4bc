"""`author`: who published the post."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.core.arguments import Bounds, ChatId, DurationBounds, Fragment, argument
from bot.core.condition import Condition, Context
from bot.core.errors import ArgumentError
from bot.core.finding import Fact, Finding, at_least, every
from bot.core.post import Author as Person
from bot.core.post import Post, Role, SurfaceName
from bot.core.query import PatternKind, Query

_FACTS = {
    Role.ADMIN: Fact.ADMIN,
    Role.MEMBER: Fact.MEMBER,
    Role.TRUSTED: Fact.TRUSTED,
    Role.IMPOSTOR: Fact.IMPOSTOR,
    Role.LINKED_CHANNEL: Fact.LINKED_CHANNEL,
}


@dataclass(frozen=True)
class Author(Condition):
    """Holds if the author fits every argument that is given; unknown where it depends on a fact that is not known.

    Example: `author: {posts: {below: 3}, joined: {below: 1d}}`; `author: [admin, trusted]` is short for `is`.
    An `impostor` is no admin, but goes by the name or a look-alike @username of one, or of the chat itself: so does a
    mere namesake, therefore ask for more, such as few `posts`.
    """

    is_: tuple[Role, ...] = argument("What the author is, one of these.", default=(), example="[admin, trusted]")
    posts: Bounds | None = argument("How many earlier posts of the author were seen here.", example="{below: 3}")
    joined: DurationBounds | None = argument(
        "How long the author had been a member when the post was published.", example="{below: 1d}"
    )
    name_: tuple[Fragment, ...] = argument(
        "What the author's name contains, one of these.", default=(), example="[support]"
    )
    username: tuple[Fragment, ...] = argument(
        "What the author's @username contains, one of these.", default=(), example="[casino]"
    )
    language: tuple[str, ...] = argument(
        "The language of the author's app, one of these; `pt` covers `pt-br`.", default=(), example="[ru, pt]"
    )
    strikes: Bounds | None = argument("How many strikes of the author are in effect.", example="{at_least: 1}")
    id: tuple[ChatId, ...] = argument("The author's id, one of these.", default=(), example="[123456789]")

    def __post_init__(self) -> None:
        if not any(vars(self).values()):
            raise ArgumentError("`author` needs an argument", hint="for example `author: admin`")

    def check(self, context: Context) -> Finding:
        return every(self._findings(context))

    def queries(self) -> tuple[Query, ...]:
        return tuple(query for query in (self._name_query, self._username_query) if query)

    @property
    def counts_posts(self) -> bool:
        return self.posts is not None or Role.TRUSTED in self.is_

    def account(self, context: Context) -> str:
        author = context.post.author
        known: dict[str, object] = {role: author.known(role) for role in self.is_}
        for name in ("id", "language", "posts", "strikes"):
            if getattr(self, name):
                known[name] = getattr(author, name)
        if self.joined:
            known["joined"] = None if author.joined is None else _ago(context.post.date - author.joined)
        for name, query in (("name", self._name_query), ("username", self._username_query)):
            if query and not context.scan.hits(query):
                known[name] = "another"
        told = [f"{name}: {_told(value)}" for name, value in known.items() if value is not None]
        unknown = [name for name, value in known.items() if value is None]
        return ", ".join(told) + ("; " if told and unknown else "") + _not_known(unknown)

    def _findings(self, context: Context) -> Iterator[Finding]:
        author = context.post.author
        if self.id:
            yield Finding.of(None if author.id is None else author.id in self.id)
        if self.language:
            yield Finding.of(None if author.language is None else _speaks(author.language, self.language))
        for query in self.queries():
            yield context.found(query)
        if self.is_:
            yield at_least(1, (_has_role(author, role) for role in self.is_))
        if self.posts:
            yield Finding.of(None if author.posts is None else self.posts.hold(author.posts), Fact.POSTS)
        if self.joined:
            yield _joined(context.post, self.joined)
        if self.strikes:
            yield Finding.of(None if author.strikes is None else self.strikes.hold(author.strikes), Fact.STRIKES)

    @cached_property
    def _name_query(self) -> Query | None:
        surfaces = frozenset({SurfaceName.SENDER_NAME})
        return Query(PatternKind.SUBSTRING, self.name_, surfaces=surfaces) if self.name_ else None

    @cached_property
    def _username_query(self) -> Query | None:
        surfaces = frozenset({SurfaceName.USERNAME})
        return Query(PatternKind.SUBSTRING, self.username, surfaces=surfaces) if self.username else None


def _told(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)


def _not_known(names: Iterable[str]) -> str:
    listed = ", ".join(names)
    return f"not known: {listed}" if listed else ""


def _ago(seconds: int) -> str:
    """A span of time, in the largest unit of which it has two or more."""
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "m")):
        if seconds >= 2 * unit:
            return f"{seconds // unit}{name} before"
    return f"{max(0, seconds)}s before"


def _has_role(author: Person, role: Role) -> Finding:
    missing = (_FACTS[role],) if role in _FACTS else ()
    return Finding.of(author.known(role), *missing)


def _joined(post: Post, bounds: DurationBounds) -> Finding:
    since = post.author.joined
    return Finding.of(None if since is None else bounds.hold(max(0, post.date - since)), Fact.JOINED)


def _speaks(language: str, wanted: tuple[str, ...]) -> bool:
    full = language.lower()
    return any(full == short.lower() or full.startswith(f"{short.lower()}-") for short in wanted)
