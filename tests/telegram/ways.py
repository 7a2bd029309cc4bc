"""Chats as Telegram tells of them, for tests of the ways to report: a private group, a public channel, and a stranger's."""

from collections.abc import Mapping
from typing import Any

from bot.core.outcome import Outcome, Status
from tests.cases.court import CHANNEL, GROUP, ME, MEMBER, Court
from tests.telegram.commands.bench import BOB, PRIVATE

GROUP_INFO = {"id": GROUP.id, "type": "supergroup", "title": GROUP.title, "linked_chat_id": CHANNEL.id}
CHANNEL_INFO = {
    "id": CHANNEL.id,
    "type": "channel",
    "title": CHANNEL.title,
    "username": CHANNEL.username,
    "linked_chat_id": GROUP.id,
}
STRANGE = -1007770001111
STRANGE_INFO = {"id": STRANGE, "type": "channel", "title": "Elsewhere", "username": "elsewhere"}
NO_CHAT = Outcome(Status.FAILED, "Bad Request: chat not found")

_CHATS = {GROUP.id: GROUP_INFO, CHANNEL.id: CHANNEL_INFO, STRANGE: STRANGE_INFO}
_NAMES = {"@flowers": CHANNEL.id, "@elsewhere": STRANGE}


async def court_with_chats(*, status: str = "member", **rights: Any) -> Court:
    """The bot is an admin of the group and the channel; Bob, who has written to it, is that in the group."""
    court = Court()
    await court.store.met(MEMBER, "en", 0)

    def get_chat(params: Mapping[str, Any]) -> Outcome:
        found = _CHATS.get(_NAMES.get(params["chat_id"], params["chat_id"]))
        return Outcome(Status.DONE, result=found) if found else NO_CHAT

    def get_member(params: Mapping[str, Any]) -> Outcome:
        who, where = params["user_id"], params["chat_id"]
        if who == ME:
            return Outcome(Status.DONE, result={"status": "left" if where == STRANGE else "administrator"})
        told = {"status": status, **rights} if where == GROUP.id else {"status": "left"}
        return Outcome(Status.DONE, result=told)

    court.chat.always("getChat", get_chat)
    court.chat.always("getChatMember", get_member)
    return court


def private(text: str | None = None, **fields: Any) -> dict[str, Any]:
    """An update with a message that Bob sends to the bot in private."""
    content = {} if text is None else {"text": text}
    return {
        "update_id": 1,
        "message": {"message_id": 70, "date": 1_700_000_200, "chat": PRIVATE, "from": BOB, **content, **fields},
    }


def answers(court_calls: list[tuple[str, Any]]) -> list[str]:
    """What Bob was told."""
    return [params["text"] for method, params in court_calls if method == "sendMessage" and params["chat_id"] == MEMBER]
