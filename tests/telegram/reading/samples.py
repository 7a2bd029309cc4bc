"""Messages to read, and what to look at in the posts."""

from typing import Any

from hypothesis import HealthCheck, settings

from bot.core.post import Post, SurfaceName
from bot.telegram.read import read_message

GROUP = {"id": -100123, "type": "supergroup", "title": "Friends", "username": "friends"}
CHANNEL = {"id": -100777, "type": "channel", "title": "News", "username": "news"}
ANNA = {"id": 42, "is_bot": False, "first_name": "Anna", "last_name": "Petrova", "username": "anna"}
BOB = {"id": 43, "is_bot": False, "first_name": "Bob", "username": "bob"}

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For properties: how long an example takes says more about the machine than about the code."""

SENDER = {SurfaceName.SENDER_NAME, SurfaceName.USERNAME}


def message(**fields: Any) -> dict[str, Any]:
    """A message of Anna's in a group, with these fields; those that are None are left out. `sender` is `from`."""
    given = {"message_id": 7, "sender": ANNA, "chat": GROUP, "date": 1795314595, **fields}
    given["from"] = given.pop("sender")
    return {key: value for key, value in given.items() if value is not None}


def post(**fields: Any) -> Post:
    return read_message(message(**fields))


def shown(read: Post) -> list[tuple[str, str]]:
    """The surfaces that are not the sender's own, in reading order."""
    return [(str(surface.name), surface.text) for surface in read.surfaces if surface.name not in SENDER]


def named(read: Post) -> list[tuple[str, str]]:
    """The sender's own surfaces, in reading order."""
    return [(str(surface.name), surface.text) for surface in read.surfaces if surface.name in SENDER]


def marks(read: Post) -> list[tuple[str, str]]:
    """Each entity's type and the text it covers."""
    return [(mark.type, read.surfaces[mark.surface].text[mark.start : mark.end]) for mark in read.entities]


def targets(read: Post) -> list[tuple[str, str, str | None]]:
    """Each link target with its source and what is shown for it; its surface must hold it."""
    for target in read.targets:
        surface = read.surfaces[target.surface]
        assert (surface.name, surface.text) == (SurfaceName.LINK, target.url)
    return [(target.url, str(target.source), target.shown) for target in read.targets]
