"""`links`: the post leads somewhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.conditions._accounts import counted, listed
from bot.conditions._wildcards import fits
from bot.core.arguments import Bounds, Domain, argument
from bot.core.condition import Condition, Context
from bot.core.finding import DID_NOT_HOLD, Finding
from bot.core.query import Link, LinkKind, PatternKind, Query


@dataclass(frozen=True)
class Links(Condition):
    """Holds if a link of the post, wherever and however it is written, fits every argument that is given.

    Example: `links: {domain: [bit.ly, t.ly], not_domain: safe.bit.ly}`; `links: true` holds for any link.
    """

    domain: tuple[Domain, ...] = argument(
        "Host names, one of which the link must lead to; each covers its subdomains.", default=(), example="[bit.ly]"
    )
    not_domain: tuple[Domain, ...] = argument(
        "Host names, none of which the link may lead to; each covers its subdomains.", default=(), example="[t.me]"
    )
    kind: tuple[LinkKind, ...] = argument("What the link leads to, one of these.", default=(), example="[invite]")
    path: tuple[str, ...] = argument(
        "How the part after the host begins, one of these; `*` stands for any characters, and case does not count.",
        default=(),
        example='[/login, "*/claim"]',
    )
    hidden: bool | None = argument("Whether the text shows another place than the link leads to.")
    count: Bounds | None = argument("How many different links must fit; at least one, if it is not given.")

    def check(self, context: Context) -> Finding:
        if not context.links and self.count is None:
            return DID_NOT_HOLD
        # The index also knows hosts that only look like one that is asked for.
        alike = {hit[:3]: hit for hit in context.scan.hits(self._query)} if self.domain else {}
        fitting = [link for link in context.links if self._fits(link, alike=link.hit[:3] in alike)]
        held = bool(fitting) if self.count is None else self.count.hold(len({link.url for link in fitting}))
        hits = (alike.get(link.hit[:3], link.hit) for link in fitting)
        return Finding.held(context.evidence(hits)) if held else DID_NOT_HOLD

    def account(self, context: Context) -> str:
        shown = list(dict.fromkeys(self._shown(link) for link in context.links))
        number = f"{counted(len(shown), 'link', 'links')}: " if shown else ""
        return number + listed(shown, "no links")

    def _shown(self, link: Link) -> str:
        """The link as far as the arguments look at it."""
        traits = sorted(link.kinds) + ["hidden"] * link.hidden
        return link.host + (link.path if self.path else "") + (f" ({', '.join(traits)})" if traits else "")

    def queries(self) -> tuple[Query, ...]:
        return (self._query,) if self.domain else ()

    def triggers(self) -> frozenset[Query] | None:
        holds_without = self.count is not None and self.count.hold(0)
        return frozenset({self._query}) if self.domain and not holds_without else None

    def _fits(self, link: Link, *, alike: bool) -> bool:
        return (
            (not self.domain or alike or _covered(link.host, self._wanted))
            and not _covered(link.host, self._unwanted)
            and (not self.kind or not link.kinds.isdisjoint(self.kind))
            and (not self.path or _begins(link.path, self._paths))
            and (self.hidden is None or link.hidden is self.hidden)
        )

    @cached_property
    def _query(self) -> Query:
        return Query(PatternKind.DOMAIN, self.domain)

    @cached_property
    def _wanted(self) -> frozenset[str]:
        return frozenset(self.domain)

    @cached_property
    def _unwanted(self) -> frozenset[str]:
        return frozenset(self.not_domain)

    @cached_property
    def _paths(self) -> Sequence[str]:
        return [_path_pattern(path) for path in self.path]


def _covered(host: str, domains: frozenset[str]) -> bool:
    """Whether the host is one of the domains or a subdomain of one."""
    while domains and host:
        if host in domains:
            return True
        host = host.partition(".")[2]
    return False


def _begins(path: str, patterns: Sequence[str]) -> bool:
    folded = (path or "/").casefold()
    return any(fits(pattern, folded) for pattern in patterns)


def _path_pattern(path: str) -> str:
    rooted = path if path.startswith(("/", "*")) else f"/{path}"
    return f"{rooted.casefold()}*"
