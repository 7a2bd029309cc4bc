"""Where a host begins and ends that other text is glued to: `https://evil.example领取`, `смотриevil.example`.

No registry lets Latin letters stand beside those of most scripts in one name, so a change of script is the border;
unless all the letters there look like Latin ones, which is a disguise and no neighbour.
"""

import re

from bot.matching.chars import is_free
from bot.matching.hosts import DOTS

_BACK = re.compile(r"[a-z][a-z0-9-]*[a-z0-9](?=[^\x00-\x7f])", re.IGNORECASE)
_FRONT = re.compile(r"[^\x00-\x7f]+(?=[a-z0-9][a-z0-9-]*$)", re.IGNORECASE)
_LETTER = re.compile(r"[a-z]", re.IGNORECASE)
_TWINS = frozenset("асеорхуіјѕһԁӏԛԝүοανρ")
"""Letters that nobody can tell from Latin ones."""

_LEAST = 2
"""A single letter before a name is part of it."""


def host_end(host: str) -> int:
    """Where the host ends, and other text begins; its length where nothing is glued to it."""
    if host.isascii():
        return len(host)
    label = host.translate(DOTS).rpartition(".")[2]
    match = _BACK.match(label)
    if match is None or not _foreign(label[match.end() :]):
        return len(host)
    return len(host) - len(label) + match.end()


def host_start(host: str) -> int:
    """Where the host begins, and other text ends; 0 where nothing is glued to it."""
    if host.isascii():
        return 0
    label, _, rest = host[: host_end(host)].translate(DOTS).partition(".")
    match = _FRONT.match(label)
    if match is None or not rest.isascii() or not _LETTER.search(label):
        return 0
    glued = match[0]
    return len(glued) if is_free(glued[-1]) or (len(glued) >= _LEAST and _foreign(glued)) else 0


def _foreign(text: str) -> bool:
    """Whether this is no disguise of Latin letters."""
    return is_free(text[0]) or not _TWINS.issuperset(text.lower())
