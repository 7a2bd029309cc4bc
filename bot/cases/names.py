"""What people are called. Names are never stored: Telegram is asked, and the answer kept in memory for a while."""

from collections.abc import Mapping
from typing import Any

from bot.cases.desk.attempt import Presser
from bot.core.action import Call
from bot.core.ports import ChatPort

MOST = 1_000


class Names:
    """People's names, as far as they were heard or Telegram tells them."""

    def __init__(self, chat: ChatPort) -> None:
        self._chat = chat
        self._known: dict[int, str] = {}

    def learn(self, person: Presser) -> None:
        """Somebody was here just now."""
        self._known.pop(person.id, None)
        self._known[person.id] = person.name
        while len(self._known) > MOST:
            del self._known[next(iter(self._known))]

    async def of(self, person_id: int, chat_id: int) -> str:
        """What somebody is called, who may be in that chat; the id where nobody says."""
        if person_id not in self._known:
            params = {"chat_id": chat_id, "user_id": person_id}
            key = f"{chat_id}:{person_id}:name"
            answer = await self._chat.call(Call("getChatMember", params, key, idempotent=True))
            if not (name := _member_name(answer.result)):
                return str(person_id)
            self.learn(Presser(person_id, name))
        return self._known[person_id]


def _member_name(result: Any) -> str:
    user = result.get("user") if isinstance(result, Mapping) else None
    if not isinstance(user, Mapping):
        return ""
    return " ".join(str(user[part]) for part in ("first_name", "last_name") if user.get(part))
