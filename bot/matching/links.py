"""Every link of a post: what its structure says, what Telegram marked, and what the text tries to hide."""

from collections.abc import Container, Iterator, Sequence

from bot.core.post import DEFAULT_SURFACES, Entity, Post, SurfaceName, Target
from bot.core.query import Hit, Link
from bot.matching.addresses import Address, link_kinds, parse_address
from bot.matching.hosts import split_host
from bot.matching.redirects import destinations
from bot.matching.views import Reading
from bot.matching.written import Found, named_hosts, text_addresses

_TAKEN = b"\x01"
_READ = DEFAULT_SURFACES - {SurfaceName.LINK}
_TIMES = 4
"""A text can stand in several surfaces, and so often is what links show read."""


def extract(
    post: Post, known: Container[str] = frozenset(), readings: dict[int, Reading] | None = None
) -> tuple[Link, ...]:
    """All links, in the order of surfaces and offsets.

    `known` are domains that somebody asks for: a bare name under one is a link however much it looks like a word.
    `readings` by position in `post.surfaces` are used where they are there.
    """
    found: list[Link] = []
    for target, shown in _shown(post) if post.targets else ():
        found += _target_links(post, target, shown)
    covered = {target.surface for target in post.targets}
    marked = _url_entities(post) if post.entities else {}
    for place, surface in enumerate(post.surfaces):
        if surface.name not in _READ and (surface.name is not SurfaceName.LINK or place in covered):
            continue
        reading = (readings.get(place) if readings else None) or Reading(surface.text)
        found += _of_surface(place, reading, marked.get(place, ()), known)
    return tuple(sorted(found, key=lambda link: link.hit[:2]))


def _of_surface(place: int, reading: Reading, marked: Sequence[Entity], known: Container[str]) -> list[Link]:
    """The links of one surface: those that Telegram marked, and others that do not overlap them."""
    text, found = reading.original, list[Link]()
    if not (marked or reading.unusual or "\t" in text):
        return found
    addresses = list(_addresses(reading, known))
    taken = bytearray(len(text))
    hosts: list[tuple[int, int, str]] = []
    for entity in marked:
        address = parse_address(text[entity.start : entity.end])
        if address and entity.end <= len(text):
            taken[entity.start : entity.end] = _TAKEN * (entity.end - entity.start)
            hosts.append((entity.start, entity.end, address.host))
            found += _links(address, Hit(place, entity.start, entity.end))
    for address, start, end, folded in addresses:
        if taken.find(_TAKEN, start, end) < 0 or _wider(address, start, end, hosts):
            taken[start:end] = _TAKEN * (end - start)
            found += _links(address, Hit(place, start, end, folded))
    return found


def _wider(address: Address, start: int, end: int, hosts: list[tuple[int, int, str]]) -> bool:
    """Whether Telegram marked only the tail of an address that begins before it, as behind an invisible character."""
    return any(
        start < first and last <= end and address.host != host and address.host.endswith(host)
        for first, last, host in hosts
    )


def _addresses(reading: Reading, known: Container[str]) -> Iterator[Found]:
    yield from text_addresses(reading, known)
    for shown in reading.shown:
        for address, start, end, _ in text_addresses(shown.reading, known):
            if part := shown.locate(start, end):
                yield address, *part, True


def _url_entities(post: Post) -> dict[int, list[Entity]]:
    marked: dict[int, list[Entity]] = {}
    for entity in post.entities:
        if entity.type == "url" and 0 <= entity.surface < len(post.surfaces):
            marked.setdefault(entity.surface, []).append(entity)
    return marked


def _shown(post: Post) -> Iterator[tuple[Target, str | None]]:
    """Targets with what they show, as long as no more is shown in all than the post can hold.

    Telegram never sends links that overlap; what somebody made up must not be read once for each.
    """
    room = _TIMES * sum(len(surface.text) for surface in post.surfaces)
    for target in post.targets:
        room -= len(target.shown or "")
        yield target, target.shown if room >= 0 else None


def _target_links(post: Post, target: Target, shown: str | None) -> Iterator[Link]:
    address = parse_address(target.url)
    if address is not None:
        length = len(post.surfaces[target.surface].text) if target.surface < len(post.surfaces) else len(target.url)
        yield from _links(address, Hit(target.surface, 0, length), shown)


def _links(address: Address, hit: Hit, shown: str | None = None) -> Iterator[Link]:
    """The link of an address, and those it leads on to."""
    yield _link(address, hit, shown)
    for destination in destinations(address):
        yield _link(destination, hit)


def _link(address: Address, hit: Hit, shown: str | None = None) -> Link:
    domain = split_host(address.host)[0] or address.host
    hidden = address.disguised or any(_elsewhere(host, address.host, domain) for host in _hosts(shown))
    return Link(address.url, address.host, domain, address.path, link_kinds(address), hit, hidden)


def _hosts(shown: str | None) -> Iterator[str]:
    return named_hosts(shown) if shown else iter(())


def _elsewhere(shown: str, host: str, domain: str) -> bool:
    return shown != host and (split_host(shown)[0] or shown) != domain
