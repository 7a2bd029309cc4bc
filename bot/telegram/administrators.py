"""Who may moderate a chat, asked of Telegram and remembered for a while."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.core.ports import Clock
from bot.core.post import Author, Role
from bot.telegram.api import Api
from bot.telegram.errors import Unreachable
from bot.telegram.reading.values import full_name, string

_LIFETIME = 300.0
_FAILURE_LIFETIME = 10.0
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class _Known:
    """What Telegram said about a chat; `people` is None if it said nothing.

    `until` is when it must be asked again. `able` says which rights each of them has, by the Bot API's names.
    """

    until: float
    people: tuple[Author, ...] | None = None
    ids: frozenset[int] | None = None
    owner: int | None = None
    rights: Mapping[str, Any] = field(default_factory=dict)
    able: Mapping[int, frozenset[str]] = field(default_factory=dict)


class TelegramAdministrators:
    """The administrators port. Whoever asks while the question is under way shares its answer.

    `forget` a chat when its members change.
    """

    def __init__(
        self,
        api: Api,
        clock: Clock,
        bot_id: int,
        *,
        lifetime: float = _LIFETIME,
        failure_lifetime: float = _FAILURE_LIFETIME,
    ) -> None:
        self._api = api
        self._clock = clock
        self._bot_id = bot_id
        self._lifetime, self._failure_lifetime = lifetime, failure_lifetime
        self._known: dict[int, _Known] = {}
        self._asking: dict[int, asyncio.Task[_Known]] = {}

    async def of(self, chat_id: int) -> frozenset[int] | None:
        return (await self._ask(chat_id)).ids

    async def people(self, chat_id: int) -> Sequence[Author] | None:
        return (await self._ask(chat_id)).people

    async def can(self, chat_id: int, user_id: int, right: str) -> bool | None:
        known = await self._ask(chat_id)
        if known.ids is None:
            return None
        return user_id == known.owner or right in known.able.get(user_id, ())

    async def owner(self, chat_id: int) -> int | None:
        return (await self._ask(chat_id)).owner

    def anywhere(self, user_id: int) -> bool:
        return any(known.ids and user_id in known.ids for known in self._known.values())

    async def rights(self, chat_id: int) -> Mapping[str, Any]:
        """The bot's own `ChatMemberAdministrator`; empty if it is no admin or Telegram does not say."""
        return (await self._ask(chat_id)).rights

    def forget(self, chat_id: int) -> None:
        """What was known of the chat holds no longer, nor does an answer that is still under way."""
        self._known.pop(chat_id, None)
        self._asking.pop(chat_id, None)

    def chat_moved(self, old: int, new: int) -> None:
        """The chat has another id now."""
        self.forget(old)

    async def _ask(self, chat_id: int) -> _Known:
        known = self._known.get(chat_id)
        if known and known.until > self._clock.now():
            return known
        if not (task := self._asking.get(chat_id)):
            task = self._asking[chat_id] = asyncio.create_task(self._fetch(chat_id))
            task.add_done_callback(lambda done: self._remember(chat_id, done))
        # Shielded: one that gives up waiting does not take the answer from the others.
        return await asyncio.shield(task)

    def _remember(self, chat_id: int, task: asyncio.Task[_Known]) -> None:
        if self._asking.get(chat_id) is not task:
            return
        del self._asking[chat_id]
        if task.cancelled() or task.exception():
            return
        self._known.pop(chat_id, None)
        while len(self._known) >= _MOST:
            del self._known[next(iter(self._known))]
        self._known[chat_id] = task.result()

    async def _fetch(self, chat_id: int) -> _Known:
        try:
            answer = await self._api.invoke("getChatAdministrators", {"chat_id": chat_id})
        except Unreachable:
            return self._nothing()
        members = answer.result if answer.ok and isinstance(answer.result, list) else None
        return self._nothing() if members is None else self._read(members)

    def _nothing(self) -> _Known:
        return _Known(self._clock.now() + self._failure_lifetime)

    def _read(self, members: list[dict[str, Any]]) -> _Known:
        admins = [member for member in members if not member["user"].get("is_bot")]
        people = tuple(_person(member) for member in admins)
        ids = frozenset(member["user"]["id"] for member in admins)
        owner = next((member["user"]["id"] for member in admins if member["status"] == "creator"), None)
        me = next((member for member in members if member["user"]["id"] == self._bot_id), {})
        able = {member["user"]["id"]: _able(member) for member in admins}
        return _Known(self._clock.now() + self._lifetime, people, ids, owner, me, able)


def _able(member: Mapping[str, Any]) -> frozenset[str]:
    """What an admin may do, by the Bot API's names."""
    return frozenset(name for name, value in member.items() if name.startswith("can_") and value is True)


def _person(member: Mapping[str, Any]) -> Author:
    user, anonymous = member["user"], member.get("is_anonymous") is True
    return Author(user["id"], full_name(user), string(user.get("username")), roles={Role.ANONYMOUS: anonymous})
