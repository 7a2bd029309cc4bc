"""Who is in a chat, and the updates that tell of a change."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.fakeapi.members import PERMISSIONS, Member, chosen, rights_of
from bot.fakeapi.stage import Stage
from bot.fakeapi.users import User


class Membership:
    """The members of one chat. Everybody who is not in the list has `left`."""

    def __init__(self, stage: Stage, kind: str) -> None:
        self._stage = stage
        self._kind = kind
        self._members: dict[int, Member] = {}
        self.banned_senders: set[int] = set()
        self.asking: set[int] = set()
        """Who waits to be let in."""

    def __iter__(self) -> Iterator[Member]:
        return iter(self._members.values())

    def of(self, user: User) -> Member:
        """What the user is in the chat; a sanction whose time is over has gone."""
        member = self._members.get(user.id) or Member(user, "left")
        if 0 < member.until <= self._stage.now() and member.status in ("restricted", "kicked"):
            inside = member.status == "restricted" and member.present
            member = self._members[user.id] = Member(user, "member" if inside else "left")
        return member

    def by_id(self, user_id: int) -> Member | None:
        """The member with that id; None if the chat never knew one."""
        found = self._members.get(user_id)
        return self.of(found.user) if found else None

    @property
    def me(self) -> Member:
        """The bot."""
        return self.of(self._stage.me)

    @property
    def owner(self) -> User | None:
        """The creator."""
        return next((member.user for member in self._members.values() if member.status == "creator"), None)

    def set(self, member: Member) -> None:
        """Make somebody what they are, without an update."""
        self._members[member.user.id] = member
        if member.inside:
            self.asking.discard(member.user.id)

    def admin(self, user: User, rights: Mapping[str, bool] | None = None, **fields: Any) -> Member:
        """An admin; rights that are not given are theirs, unless some are given: then those alone."""
        names = rights_of(self._kind)
        return Member(user, "administrator", chosen(names, rights, default=rights is None), **fields)

    def restricted(self, old: Member, permissions: Mapping[str, Any], until: int) -> Member:
        """The member with these permissions alone; a plain member again if they are all of them."""
        rights = chosen(PERMISSIONS, permissions, default=False)
        if all(rights.values()):
            return Member(old.user, "member" if old.inside else "left")
        return Member(old.user, "restricted", rights, until, present=old.inside)

    def without(self, old: Member) -> Member:
        """The member once they have gone; a restriction stays."""
        return replace(old, present=False) if old.status == "restricted" else Member(old.user, "left")
