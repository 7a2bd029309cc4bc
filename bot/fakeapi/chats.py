"""A chat: its members, its messages, and how a script makes things happen in it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal

from bot.fakeapi.members import Member
from bot.fakeapi.membership import Membership
from bot.fakeapi.messages import Message, is_command, is_service, origin, quoted, with_entities
from bot.fakeapi.reactions import Reaction, Reactions
from bot.fakeapi.stage import Stage
from bot.fakeapi.users import ANONYMOUS_ADMIN, CHANNEL_FORWARDER, CHANNEL_MASK, STAND_INS, User

Kind = Literal["private", "group", "supergroup", "channel"]


class Chat:
    """A chat of any kind.

    What a script makes happen becomes the update that a bot with these rights would get, if it would get one.
    """

    def __init__(self, stage: Stage, id_: int, kind: Kind, **fields: Any) -> None:
        self.id, self.kind = id_, kind
        self.fields = {name: value for name, value in fields.items() if value is not None}
        self.linked: Chat | None = None
        self.migrated_to: int | None = None
        self.protected = False
        self.members = Membership(stage, kind)
        self.messages: dict[int, Message] = {}
        self.ephemerals: list[Message] = []
        self.deleted: list[int] = []
        self.reactions = Reactions()
        self.topics: set[int] = set()
        self.next_message_id = 1
        self._own: set[int] = set()
        self._stage = stage

    def as_dict(self) -> dict[str, Any]:
        """The Bot API's `Chat`."""
        return {"id": self.id, "type": self.kind} | self.fields

    # What people do.

    def post(
        self,
        user: User | None = None,
        text: str | None = None,
        *,
        sender_chat: "Chat | None" = None,
        reply_to: Message | None = None,
        **raw: Any,
    ) -> Message:
        """Publish something, with any further fields of the Bot API's `Message`; returns it.

        Without a user it is published in the name of the chat: a channel's post, or an anonymous admin's.
        A channel's post goes on to its discussion group. Nobody is kept from writing, not even the banned: who writes
        is the script's business.
        """
        fields = self._sender(user, sender_chat) | with_entities({"text": text} | raw)
        if reply_to:
            fields["reply_to_message"] = quoted(reply_to)
            if self.kind == "supergroup" and "message_thread_id" not in fields:
                fields["message_thread_id"] = reply_to.get("message_thread_id", reply_to["message_id"])
        if user and self.kind == "private":
            user.started, user.blocked = True, False
        message = self.keep(fields)
        self.tell("channel_post" if self.kind == "channel" else "message", message)
        if self.kind == "channel" and self.linked and not is_service(message):
            self.linked.forward_from_channel(message)
        return message

    def album(self, user: User | None, *items: Mapping[str, Any], **raw: Any) -> list[Message]:
        """Publish several messages as one album."""
        group = str(13_000_000_000 + self.next_message_id)
        return [self.post(user, media_group_id=group, **item, **raw) for item in items]

    def edit(self, message: Message, **fields: Any) -> Message:
        """Edit a message; a field that is None goes. Returns the new one."""
        edited = self.replace(message["message_id"], edit_date=self._stage.now(), **fields)
        self.tell("edited_channel_post" if self.kind == "channel" else "edited_message", edited)
        return edited

    def join(self, user: User, *, service: bool = True) -> None:
        """The user comes in."""
        old = self.members.of(user)
        self.change(replace(old, present=True) if old.status == "restricted" else Member(user), by=user)
        if service and self.kind != "channel":
            self.post(user, new_chat_members=[user.as_dict()])

    def leave(self, user: User, *, service: bool = True) -> None:
        """The user goes."""
        self.change(self.members.without(self.members.of(user)), by=user)
        if service and self.kind != "channel":
            self.post(user, left_chat_member=user.as_dict())

    def ask_to_join(self, user: User, bio: str | None = None) -> None:
        """The user asks to be let in."""
        self.members.asking.add(user.id)
        request = {"chat": self.as_dict(), "from": user.as_dict(), "user_chat_id": user.id, "date": self._stage.now()}
        if self.members.me.may("can_invite_users"):
            self._stage.updates.put("chat_join_request", request | ({"bio": bio} if bio else {}))

    def react(self, user: User, message: Message, *reactions: Reaction) -> None:
        """The user's reactions to a message are now these."""
        before = self.reactions.put(message["message_id"], user.id, reactions)
        if self.members.me.admin:
            payload = {"chat": self.as_dict(), "message_id": message["message_id"], "user": user.as_dict()}
            payload |= {"date": self._stage.now(), "old_reaction": before, "new_reaction": list(reactions)}
            self._stage.updates.put("message_reaction", payload)

    def promote(self, user: User, rights: Mapping[str, bool] | None = None, **fields: Any) -> None:
        """The owner makes the user an admin: with these rights alone if some are given, else with all."""
        self.change(self.members.admin(user, rights, **fields))

    def demote(self, user: User) -> None:
        """The owner makes an admin a plain member."""
        self.change(Member(user))

    def kick(self, user: User) -> None:
        """The owner bans the user, who may be the bot."""
        self.change(Member(user, "kicked"))

    # What the server does.

    def change(self, member: Member, by: User | None = None) -> None:
        """Make somebody something else in this chat and tell of it; `by` is the owner if not given."""
        old = self.members.of(member.user)
        self.members.set(member)
        if old.as_dict() == member.as_dict():
            return
        actor = by or self.members.owner or ANONYMOUS_ADMIN
        payload = {
            "chat": self.as_dict(),
            "from": actor.as_dict(),
            "date": self._stage.now(),
            "old_chat_member": old.as_dict(),
            "new_chat_member": member.as_dict(),
        }
        if member.user is self._stage.me:
            self._stage.updates.put("my_chat_member", payload)
        elif self.members.me.admin:
            self._stage.updates.put("chat_member", payload)

    def keep(self, fields: Mapping[str, Any], *, own: bool = False) -> Message:
        """Give a message an id and a date, and keep it; `own` if the bot wrote it. Nobody is told."""
        head: Message = {"message_id": self.next_message_id, "chat": self.as_dict(), "date": self._stage.now()}
        message = head | dict(fields)
        self.next_message_id = max(self.next_message_id, message["message_id"]) + 1
        self.messages[message["message_id"]] = message
        if message.get("is_topic_message"):
            self.topics.add(message["message_thread_id"])
        if own:
            self._own.add(message["message_id"])
        return message

    def whisper(self, fields: Mapping[str, Any], receiver: User) -> Message:
        """A message of the bot's that one member alone sees: it has no place among the others."""
        head: Message = {"message_id": 0, "chat": self.as_dict(), "date": self._stage.now()}
        shown = {"receiver_user": receiver.as_dict(), "ephemeral_message_id": len(self.ephemerals) + 1}
        self.ephemerals.append(head | dict(fields) | shown)
        return self.ephemerals[-1]

    def wrote(self, message_id: int) -> bool:
        """Whether the bot wrote the message."""
        return message_id in self._own

    def replace(self, message_id: int, **fields: Any) -> Message:
        """Put an edited message in a message's place."""
        merged = self.messages[message_id] | fields
        for text, marks in (("text", "entities"), ("caption", "caption_entities")):
            if text in fields and marks not in fields:
                merged.pop(marks, None)
        self.messages[message_id] = with_entities(merged)
        return self.messages[message_id]

    def delete(self, message_ids: Iterable[int]) -> None:
        """Take messages away."""
        for message_id in message_ids:
            if self.messages.pop(message_id, None):
                self.deleted.append(message_id)

    def tell(self, kind: str, message: Message) -> None:
        """Queue the update about a message, if the bot gets to see it."""
        if self._visible(message):
            self._stage.updates.put(kind, message)

    def forward_from_channel(self, post: Message) -> None:
        """Take in the automatic forward of a post of the linked channel."""
        carried = {
            name: value
            for name, value in post.items()
            if name not in ("message_id", "chat", "date", "sender_chat", "forward_origin", "reply_to_message")
        }
        head = {"from": CHANNEL_FORWARDER.as_dict(), "sender_chat": post["chat"], "is_automatic_forward": True}
        self.tell("message", self.keep(head | {"forward_origin": origin(post)} | carried))

    def _visible(self, message: Message) -> bool:
        me, sender = self.members.me, message.get("from", {})
        if sender.get("is_bot") and sender["id"] not in STAND_INS:
            return False
        if not me.inside or self.kind == "channel":
            return me.admin
        if self.kind == "private" or me.admin or not self._stage.privacy:
            return True
        replied = message.get("reply_to_message", {}).get("from", {}).get("id")
        return is_service(message) or is_command(message) or replied == self._stage.me.id

    def _sender(self, user: User | None, sender_chat: "Chat | None") -> dict[str, Any]:
        if self.kind == "channel":
            return {"sender_chat": (sender_chat or self).as_dict()}
        if user:
            return {"from": user.as_dict()} | ({"sender_chat": sender_chat.as_dict()} if sender_chat else {})
        stand_in = CHANNEL_MASK if sender_chat and sender_chat is not self else ANONYMOUS_ADMIN
        return {"from": stand_in.as_dict(), "sender_chat": (sender_chat or self).as_dict()}
