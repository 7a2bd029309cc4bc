"""Every link of a post: what its structure says, what Telegram marked, and what the text tries to hide."""

from collections.abc import Container, Iterator

from bot.core.post import DEFAULT_SURFACES, Entity, Post, SurfaceName, Target
from bot.core.query import Hit, Link
from bot.matching.addresses import Address, Found, link_kinds, named_hosts, parse_address, text_addresses
from bot.matching.hosts import split_host
from bot.matching.views import Reading

_TAKEN = b"\x01"
_READ = DEFAULT_SURFACES - {SurfaceName.LINK}


def extract(
    post: Post, known: Container[str] = frozenset(), readings: dict[int, Reading] | None = None
) -> tuple[Link, ...]:
    """All links, in the order of surfaces and offsets.

    `known` are domains that somebody asks for: a bare name under one is a link however much it looks like a word.
    `readings` by position in `post.surfaces` are used where they are there.
    """
    found = [link for target in post.targets if (link := _target_link(post, target))]
    covered = {target.surface for target in post.targets}
    marked = _url_entities(post)
    for place, surface in enumerate(post.surfaces):
        if surface.name not in _READ and (surface.name is not SurfaceName.LINK or place in covered):
            continue
        taken = bytearray(len(surface.text))
        for entity in marked.get(place, ()):
            address = parse_address(surface.text[entity.start : entity.end])
            if address and entity.end <= len(surface.text):
                taken[entity.start : entity.end] = _TAKEN * (entity.end - entity.start)
                found.append(_link(address, Hit(place, entity.start, entity.end)))
        reading = readings.get(place) if readings else None
        for address, start, end, folded in _addresses(reading or Reading(surface.text), known):
            if taken.find(_TAKEN, start, end) < 0:
                taken[start:end] = _TAKEN * (end - start)
                found.append(_link(address, Hit(place, start, end, folded)))
    return tuple(sorted(found, key=lambda link: link.hit[:2]))


def _addresses(reading: Reading, known: Container[str]) -> Iterator[Found]:
    yield from text_addresses(reading, known)
    if reading.shown:
        for address, start, end, _ in text_addresses(reading.shown.reading, known):
            if part := reading.shown.locate(start, end):
                yield address, *part, True


def _url_entities(post: Post) -> dict[int, list[Entity]]:
    marked: dict[int, list[Entity]] = {}
    for entity in post.entities:
        if entity.type == "url" and 0 <= entity.surface < len(post.surfaces):
            marked.setdefault(entity.surface, []).append(entity)
    return marked


def _target_link(post: Post, target: Target) -> Link | None:
    address = parse_address(target.url)
    if address is None:
        return None
    length = len(post.surfaces[target.surface].text) if target.surface < len(post.surfaces) else len(target.url)
    return _link(address, Hit(target.surface, 0, length), target.shown)


def _link(address: Address, hit: Hit, shown: str | None = None) -> Link:
    domain = split_host(address.host)[0] or address.host
    hidden = address.disguised or any(_elsewhere(host, address.host, domain) for host in _hosts(shown))
    return Link(address.url, address.host, domain, address.path, link_kinds(address), hit, hidden)


def _hosts(shown: str | None) -> Iterator[str]:
    return named_hosts(shown) if shown else iter(())


def _elsewhere(shown: str, host: str, domain: str) -> bool:
    return shown != host and (split_host(shown)[0] or shown) != domain
