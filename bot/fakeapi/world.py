"""Everything there is on the server, and the script's way to fill it."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeGuard

from bot.fakeapi.chats import Chat, Kind
from bot.fakeapi.clock import MACHINE, Clock
from bot.fakeapi.members import Member
from bot.fakeapi.messages import Message
from bot.fakeapi.stage import Stage
from bot.fakeapi.updates import Updates
from bot.fakeapi.users import User

_USER_FIELDS = ("last_name", "username", "is_bot", "language_code", "started")
_MESSAGE_KINDS = ("message", "edited_message", "channel_post", "edited_channel_post")


@dataclass(slots=True)
class Press:
    """A button pressed; `answer` are the parameters of answerCallbackQuery once the bot has answered."""

    id: str
    at: float
    data: str
    answer: dict[str, Any] | None = None


@dataclass(slots=True)
class Webhook:
    """Where updates are sent, and what is shown there. `fields` are those of getWebhookInfo."""

    url: str = ""
    secret: str = ""
    fields: dict[str, Any] = field(default_factory=dict)


class World:
    """Users, chats, updates. The scripting interface of the server.

    `ephemeral`: the server knows messages that one member alone sees; an older one shows them to everybody. `poll` is
    the number of the last getUpdates: one that is not the last any more gives way. `front` is what answers at
    the webhook's public address, such as `http://127.0.0.1:8080`; without it updates wait.
    """

    def __init__(self, *, bot_id: int, username: str, clock: Clock = MACHINE) -> None:
        self.me = User(bot_id, "Ombud", username=username, is_bot=True)
        self.clock = clock
        self.updates = Updates(clock)
        self.users: dict[int, User] = {self.me.id: self.me}
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.webhook = Webhook()
        self.front = ""
        self.commands: dict[str, list[dict[str, Any]]] = {}
        self.poll = 0
        self.ephemeral = True
        self.stage = Stage(self.me, self.updates, clock)
        self._numbers = itertools.count(100_001)

    def user(self, first_name: str = "User", *, id: int | None = None, **fields: Any) -> User:  # noqa: A002 - the API's word
        """A new user; further fields are those of `User` here, or else of the Bot API's."""
        user_id = id or next(number for number in self._numbers if number not in self.users)
        known = {name: fields.pop(name) for name in _USER_FIELDS if name in fields}
        user = self.users[user_id] = User(user_id, first_name, extra=fields, **known)
        return user

    def private(self, user: User) -> Chat:
        """The user's chat with the bot."""
        if user.id not in self.chats:
            chat = Chat(
                self.stage,
                user.id,
                "private",
                first_name=user.first_name,
                last_name=user.last_name,
                username=user.username,
            )
            chat.members.set(Member(user))
            chat.members.set(Member(self.me))
            self.chats[user.id] = chat
        return self.chats[user.id]

    def start(self, user: User, payload: str = "") -> Message:
        """The user presses *Start* in the private chat."""
        return self.private(user).post(user, f"/start {payload}".rstrip())

    def group(self, title: str = "Group", **options: Any) -> Chat:
        """A basic group; for the options see `supergroup`."""
        return self._chat("group", -5_000_000 - len(self.chats), title, **options)

    def supergroup(self, title: str = "Supergroup", **options: Any) -> Chat:
        """A supergroup.

        Options: `owner`, `admins`, `members` (users); `bot`: "administrator" (default), "member" or "left";
        `bot_rights`: the bot's rights, those alone; all if not given; `id`; further fields of the Bot API's `Chat`.
        """
        return self._chat("supergroup", -1_001_000_000_000 - len(self.chats), title, **options)

    def channel(self, title: str = "Channel", *, linked: Chat | None = None, **options: Any) -> Chat:
        """A broadcast channel; its posts go on to the linked discussion group. For the options see `supergroup`."""
        channel = self._chat("channel", -1_002_000_000_000 - len(self.chats), title, **options)
        if linked:
            channel.linked, linked.linked = linked, channel
        return channel

    def edit(self, message: Message, **fields: Any) -> Message:
        """Somebody edits a message."""
        return self.chats[message["chat"]["id"]].edit(message, **fields)

    def press(self, user: User, message: Message, data: str) -> Press:
        """The user presses a button under a message that the bot sent."""
        press = Press(str(4_000_000_000 + len(self.presses)), self.clock(), data)
        self.presses[press.id] = press
        chat = self.chats[message["chat"]["id"]]
        gone = {"message_id": message["message_id"], "chat": chat.as_dict(), "date": 0}
        payload = {"id": press.id, "from": user.as_dict(), "message": chat.messages.get(message["message_id"], gone)}
        self.updates.put("callback_query", payload | {"chat_instance": str(chat.id), "data": data})
        return press

    def raw_update(self, update: Mapping[str, Any]) -> dict[str, Any]:
        """Queue an update as it is, numbered if it has no `update_id`.

        A message in it exists from then on; a chat that is not known is made, with the bot as admin.
        """
        for kind in _MESSAGE_KINDS:
            if isinstance(message := update.get(kind), dict):
                self._adopt(message)
        return self.updates.put_raw(update)

    def migrate(self, group: Chat) -> Chat:
        """Turn a basic group into a supergroup; the old id answers with the new one from then on."""
        supergroup = self.supergroup(group.fields["title"])
        for member in group.members:
            supergroup.members.set(member)
        group.post(group.members.owner, migrate_to_chat_id=supergroup.id)
        supergroup.post(group.members.owner, migrate_from_chat_id=group.id)
        group.migrated_to = supergroup.id
        return supergroup

    def _chat(
        self,
        kind: Kind,
        chat_id: int,
        title: str,
        *,
        id: int | None = None,  # noqa: A002 - the API's word
        owner: User | None = None,
        admins: Iterable[User] = (),
        members: Iterable[User] = (),
        bot: str = "administrator",
        bot_rights: Mapping[str, bool] | None = None,
        **fields: Any,
    ) -> Chat:
        chat = Chat(self.stage, id or chat_id, kind, title=title, **fields)
        for member in members:
            chat.members.set(Member(member))
        for admin in admins:
            chat.members.set(chat.members.admin(admin))
        if owner:
            chat.members.set(Member(owner, "creator"))
        chat.members.set(chat.members.admin(self.me, bot_rights) if bot == "administrator" else Member(self.me, bot))
        self.chats[chat.id] = chat
        return chat

    def _adopt(self, message: Mapping[str, Any]) -> None:
        raw, sender = message.get("chat"), message.get("from")
        if not _has_id(raw) or "message_id" not in message:
            return
        chat = self.chats.get(raw["id"]) or self._adopt_chat(raw)
        if _has_id(sender):
            user = self.users.get(sender["id"]) or self._adopt_user(sender)
            user.started = user.started or chat.kind == "private"
            if not chat.members.of(user).inside:
                chat.members.set(Member(user))
        chat.keep(message)

    def _adopt_chat(self, raw: Mapping[str, Any]) -> Chat:
        fields = {name: value for name, value in raw.items() if name not in ("id", "type")}
        chat = self.chats[raw["id"]] = Chat(self.stage, raw["id"], raw.get("type", "supergroup"), **fields)
        chat.members.set(Member(self.me) if chat.kind == "private" else chat.members.admin(self.me))
        if chat.kind == "private" and chat.id not in self.users:
            self._adopt_user(raw)
        return chat

    def _adopt_user(self, raw: Mapping[str, Any]) -> User:
        user = User(raw["id"], str(raw.get("first_name", "")), is_bot=bool(raw.get("is_bot")))
        self.users[user.id] = user
        return user


def _has_id(raw: Any) -> TypeGuard[Mapping[str, Any]]:
    return isinstance(raw, dict) and isinstance(raw.get("id"), int)
