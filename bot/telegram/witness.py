"""Facts about authors, asked of Telegram only when a verdict depends on them."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.core.action import Call
from bot.core.finding import Fact
from bot.core.ports import Administrators, ChatPort
from bot.core.post import Post, Role

_PRESENT = frozenset({"creator", "administrator", "member"})


class TelegramWitness:
    """Knows who is an admin and who is a member; what it cannot find out stays unknown."""

    def __init__(self, administrators: Administrators, chat: ChatPort) -> None:
        self._administrators, self._chat = administrators, chat

    async def learn(self, post: Post, missing: frozenset[Fact]) -> Post:
        """The post with the roles that Telegram told."""
        if post.author.id is None:
            return post
        roles: dict[Role, bool] = dict(post.author.roles)
        if Fact.ADMIN in missing:
            administrators = await self._administrators.of(post.chat.id)
            if administrators is not None:
                roles[Role.ADMIN] = post.author.id in administrators
        if Fact.MEMBER in missing and (present := await self._present(post.chat.id, post.author.id)) is not None:
            roles[Role.MEMBER] = present
        return replace(post, author=replace(post.author, roles=roles))

    async def _present(self, chat_id: int, user_id: int) -> bool | None:
        params = {"chat_id": chat_id, "user_id": user_id}
        outcome = await self._chat.call(Call("getChatMember", params, f"{chat_id}:{user_id}:member", idempotent=True))
        if not (outcome.done and isinstance(outcome.result, Mapping)):
            return None
        member: Mapping[str, Any] = outcome.result
        return member.get("status") in _PRESENT or bool(member.get("is_member"))
