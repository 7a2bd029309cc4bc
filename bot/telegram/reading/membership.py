"""Changes of membership: what somebody did to a member, in the words of the log. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from bot.core.post import Chat
from bot.telegram.reading.author import read_chat
from bot.telegram.reading.values import integer, mapping, string

_ADMINS = frozenset({"creator", "administrator"})
_PRESENT = _ADMINS | {"member"}
_BANNED, _RESTRICTED = "kicked", "restricted"

Member = Mapping[str, Any]
"""A `ChatMember` of the Bot API."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What was done to a member: an action of the log, and what else there is to say of it."""

    action: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of somebody's membership. `at` in seconds since 1970 UTC.

    `deeds` are empty where people came or went by themselves. `rights` are those that the member has as an admin now,
    `gained` those of them that the member did not have before; `language` is the actor's.
    """

    chat: Chat
    actor_id: int
    user_id: int
    at: int
    status: str
    deeds: tuple[Deed, ...]
    came: bool
    gone: bool
    of_admin: bool
    rights: frozenset[str]
    gained: frozenset[str]
    language: str | None = None


def read_change(event: Any) -> Change | None:
    """The change that a `chat_member` or `my_chat_member` tells of; None if it is not readable."""
    event = mapping(event)
    old, new = mapping(event.get("old_chat_member")), mapping(event.get("new_chat_member"))
    chat = read_chat(event.get("chat"))
    actor, user = integer(mapping(event.get("from")).get("id")), integer(mapping(new.get("user")).get("id"))
    if chat is None or actor is None or user is None or not old.get("status") or not new.get("status"):
        return None
    return Change(
        chat=chat,
        actor_id=actor,
        user_id=user,
        at=integer(event.get("date")) or 0,
        status=str(new["status"]),
        deeds=tuple(_deeds(old, new, by_themselves=actor == user)),
        came=_inside(new) and not _inside(old),
        gone=_inside(old) and not _inside(new),
        of_admin=_is_admin(old) or _is_admin(new),
        rights=_rights(new),
        gained=_rights(new) - _rights(old),
        language=string(mapping(event.get("from")).get("language_code")),
    )


def may_concern_admins(event: Any) -> bool:
    """Whether the chat's admins may be others by it: yes, unless it says that neither before nor after it is one."""
    event = mapping(event)
    members = [mapping(event.get(name)) for name in ("old_chat_member", "new_chat_member")]
    return any(not member.get("status") or _is_admin(member) for member in members)


def _deeds(old: Member, new: Member, *, by_themselves: bool) -> Iterator[Deed]:
    yield from _of_rank(old, new)
    if new["status"] == _BANNED:
        if old["status"] != _BANNED or old.get("until_date") != new.get("until_date"):
            yield Deed("ban", _until(new))
    elif old["status"] == _BANNED:
        yield Deed("unban")
    elif _inside(old) and not _inside(new) and not by_themselves:
        yield Deed("remove")
    yield from _of_permissions(old, new)


def _of_rank(old: Member, new: Member) -> Iterator[Deed]:
    """What became of somebody as an admin; one who may do more and less than before was promoted."""
    if not _is_admin(new):
        if _is_admin(old):
            yield Deed("demote")
        return
    gained, lost = _rights(new) - _rights(old), _rights(old) - _rights(new)
    if new["status"] == "creator" != old["status"]:
        yield Deed("promote", "the owner now")
    elif old["status"] == "creator" != new["status"]:
        yield Deed("demote", "not the owner any more")
    elif gained or not _is_admin(old):
        yield Deed("promote", ", ".join(sorted(gained)))
    elif lost:
        yield Deed("demote", f"not any more: {', '.join(sorted(lost))}")


def _of_permissions(old: Member, new: Member) -> Iterator[Deed]:
    """Whether somebody was restricted further, or less; who only came or went was not."""
    if new["status"] == _RESTRICTED:
        lost = _allowed(old) - _allowed(new) if old["status"] == _RESTRICTED else _denied(new)
        if lost or (old["status"] == _RESTRICTED and old.get("until_date") != new.get("until_date")):
            yield Deed("mute", "; ".join(filter(None, (_until(new), f"without {', '.join(sorted(_denied(new)))}"))))
        elif old["status"] == _RESTRICTED and _allowed(new) - _allowed(old):
            yield Deed("unmute", f"still without {', '.join(sorted(_denied(new)))}")
    elif old["status"] == _RESTRICTED and new["status"] in ("member", "left"):
        yield Deed("unmute")


def _is_admin(member: Member) -> bool:
    return member.get("status") in _ADMINS


def _inside(member: Member) -> bool:
    return member.get("status") in _PRESENT or (member.get("status") == _RESTRICTED and member.get("is_member") is True)


def _rights(member: Member) -> frozenset[str]:
    if not _is_admin(member):
        return frozenset()
    return frozenset(name for name, value in member.items() if name.startswith("can_") and value is True) - {
        "can_be_edited"
    }


def _allowed(member: Member) -> frozenset[str]:
    return frozenset(name for name, value in member.items() if name.startswith("can_") and value is True)


def _denied(member: Member) -> frozenset[str]:
    return frozenset(name for name, value in member.items() if name.startswith("can_") and value is False)


def _until(member: Member) -> str:
    end = integer(member.get("until_date"))
    return f"until {datetime.fromtimestamp(end, UTC):%Y-%m-%d %H:%M} UTC" if end and 0 < end < 2**35 else ""
