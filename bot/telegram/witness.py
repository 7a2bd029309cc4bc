"""Facts about authors, found out only when a verdict depends on them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bot.core.action import Call
from bot.core.finding import Fact
from bot.core.ports import Administrators, ChatPort, Strikes
from bot.core.post import Author, Chat, Post, Role
from bot.core.strikes import said_at, strike_key
from bot.matching.likeness import resembles

_PRESENT = frozenset({"creator", "administrator", "member"})


class TelegramWitness:
    """Asks Telegram who is an admin, a member, an impostor or the linked channel, and the store who has strikes.

    What it cannot find out stays unknown.
    """

    def __init__(self, administrators: Administrators, chat: ChatPort, strikes: Strikes) -> None:
        self._administrators, self._chat, self._strikes = administrators, chat, strikes

    async def learn(self, post: Post, missing: frozenset[Fact]) -> Post:
        """The post with those of the missing facts that could be found out. Raises `StorageError`."""
        author = post.author
        if author.id is None:
            return post
        roles: dict[Role, bool] = dict(author.roles)
        if not missing.isdisjoint({Fact.ADMIN, Fact.IMPOSTOR}):
            await self._compare_with_admins(post, missing, roles)
        if Fact.MEMBER in missing and (present := await self._present(post.chat.id, author.id)) is not None:
            roles[Role.MEMBER] = present
        if Fact.LINKED_CHANNEL in missing and (linked := await self._linked(post.chat.id)) is not None:
            roles[Role.LINKED_CHANNEL] = author.id == linked
        strikes = author.strikes
        if Fact.STRIKES in missing:
            # What the post itself brought when it was handled before must not count: its verdict would change by that.
            at, besides = said_at(post), strike_key(post)
            strikes = await self._strikes.strikes(post.chat.id, author.id, at, besides=besides)
        return replace(post, author=replace(author, roles=roles, strikes=strikes))

    async def _compare_with_admins(self, post: Post, missing: frozenset[Fact], roles: dict[Role, bool]) -> None:
        people = await self._administrators.people(post.chat.id)
        if people is None:
            return
        admin = bool(post.author.known(Role.ADMIN)) or post.author.id in {person.id for person in people}
        if Fact.ADMIN in missing:
            roles[Role.ADMIN] = admin
        if Fact.IMPOSTOR in missing:
            roles[Role.IMPOSTOR] = not admin and is_impostor(post.author, people, post.chat)

    async def _linked(self, chat_id: int) -> int | None:
        """The id of the chat's linked channel, 0 if it has none; None if Telegram does not say."""
        outcome = await self._chat.call(Call("getChat", {"chat_id": chat_id}, f"{chat_id}:linked", idempotent=True))
        if not (outcome.done and isinstance(outcome.result, Mapping)):
            return None
        linked = outcome.result.get("linked_chat_id")
        return linked if isinstance(linked, int) else 0

    async def _present(self, chat_id: int, user_id: int) -> bool | None:
        if user_id < 0:
            return False  # a chat that somebody speaks for is a member of none
        params = {"chat_id": chat_id, "user_id": user_id}
        outcome = await self._chat.call(Call("getChatMember", params, f"{chat_id}:{user_id}:member", idempotent=True))
        if not (outcome.done and isinstance(outcome.result, Mapping)):
            return None
        member: Mapping[str, Any] = outcome.result
        return member.get("status") in _PRESENT or bool(member.get("is_member"))


def is_impostor(author: Author, admins: Sequence[Author], chat: Chat) -> bool:
    """Whether somebody who is no admin goes by the name or a look-alike @username of an admin, or of the chat itself.

    A channel never counts: admins speak in the name of channels that are called like themselves.
    """
    if author.known(Role.CHANNEL) or author.known(Role.ANONYMOUS):
        return False
    usernames = [name for name in (*(admin.username for admin in admins), chat.username) if name]
    names = [name for name in (*(admin.name for admin in admins), chat.title) if name]
    by_username = author.username is not None and any(resembles(author.username, other) for other in usernames)
    return by_username or (
        author.name is not None and any(resembles(author.name, other) for other in names + usernames)
    )
