"""Who posts where: the chats of the play, and the ways in which a message gets into one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.fakeapi import Chat, FakeApi, User
from tests.acceptance.ways import Fields

Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Stage:
    """A supergroup, a small group, a channel that stands alone, and one with a discussion group."""

    api: FakeApi
    group: Chat
    small: Chat
    channel: Chat
    discussed: Chat
    discussion: Chat
    elsewhere: Chat
    member: User
    owner: User

    @classmethod
    def of(cls, api: FakeApi) -> "Stage":
        """Put everybody in place."""
        owner, member = api.user("Olga"), api.user("Max", username="max_m")
        people: dict[str, Any] = {"owner": owner, "members": [member]}
        discussion = api.supergroup("Discussion", **people)
        return cls(
            api=api,
            group=api.supergroup("Group", **people),
            small=api.group("Small group", **people),
            channel=api.channel("Channel", owner=owner),
            discussed=api.channel("Discussed channel", linked=discussion, owner=owner),
            discussion=discussion,
            elsewhere=api.channel("Somewhere else", owner=member, bot="left"),
            member=member,
            owner=owner,
        )

    def before(self, **fields: Any) -> Message:
        """A message of the group from before the bot came."""
        return self.group.keep({"from": self.member.as_dict(), **fields})


Deed = Callable[[Stage, Fields], list[Message]]
"""Brings a message with those fields into a chat; returns all messages that it becomes."""


def _edited(chat: Chat, user: User | None, fields: Fields) -> list[Message]:
    message = chat.post(user, "Good morning")
    return [chat.edit(message, **({"text": None} | fields))]


def _discussed(stage: Stage, fields: Fields) -> list[Message]:
    post = stage.discussed.post(None, **fields)
    return [post, list(stage.discussion.messages.values())[-1]]


def _comment(stage: Stage, fields: Fields) -> list[Message]:
    _, forward = _discussed(stage, {"text": "News of the day"})
    return [stage.discussion.post(stage.member, reply_to=forward, **fields)]


def _answer(stage: Stage, fields: Fields) -> list[Message]:
    return [stage.group.post(stage.member, reply_to=stage.before(text="Good morning"), **fields)]


DEEDS: dict[str, Deed] = {
    "member": lambda stage, fields: [stage.group.post(stage.member, **fields)],
    "owner": lambda stage, fields: [stage.group.post(stage.owner, **fields)],
    "anonymous admin": lambda stage, fields: [stage.group.post(None, **fields)],
    "in the name of a channel": lambda stage, fields: [stage.group.post(None, sender_chat=stage.elsewhere, **fields)],
    "small group": lambda stage, fields: [stage.small.post(stage.member, **fields)],
    "forum topic": lambda stage, fields: [
        stage.group.post(stage.member, message_thread_id=7, is_topic_message=True, **fields)
    ],
    "answer": _answer,
    "edit": lambda stage, fields: _edited(stage.group, stage.member, fields),
    "channel post": lambda stage, fields: [stage.channel.post(None, **fields)],
    "signed channel post": lambda stage, fields: [stage.channel.post(None, author_signature="Olga", **fields)],
    "edit of a channel post": lambda stage, fields: _edited(stage.channel, None, fields),
    "channel post and its forward in the discussion": _discussed,
    "comment": _comment,
}
"""By name, the ways in which somebody publishes something."""


def _with_user(stage: Stage, name: str, /, **fields: Any) -> Message:
    """A message of the group by somebody who has that name."""
    return stage.group.post(stage.api.user(name), **fields)


def _mention(stage: Stage, text: str) -> Message:
    user = {"id": 9_002, "is_bot": False, "first_name": text}
    marks = [{"type": "text_mention", "offset": 0, "length": 4, "user": user}]
    return stage.group.post(stage.member, "Mate, look", entities=marks)


def _titled(stage: Stage, text: str) -> Message:
    chat = stage.api.supergroup(text, owner=stage.owner, members=[stage.member])
    return chat.post(stage.member, "Good morning")


def _answering(stage: Stage, text: str) -> Message:
    return stage.group.post(stage.member, "Is this a scam?", reply_to=stage.before(text=text))


def _pinned(stage: Stage, text: str) -> Message:
    return stage.group.post(stage.owner, pinned_message=stage.before(text=text))


def _pressed(stage: Stage, text: str) -> Message:
    message = stage.before(text=text)
    query = {"id": "77", "from": stage.member.as_dict(), "message": message, "chat_instance": "1", "data": "x"}
    stage.api.raw_update({"callback_query": query})
    return message


def _deleted_by_its_author(stage: Stage, text: str) -> Message:
    """An update of a kind that nothing handles, about a message."""
    message = stage.before(text=text)
    stage.api.raw_update({"deleted_business_messages": {"chat": stage.group.as_dict(), "message": message}})
    return message


SPARED: dict[str, Callable[[Stage, str], Message]] = {
    "answered message": _answering,
    "pinned message": _pinned,
    "private chat": lambda stage, text: stage.api.private(stage.member).post(stage.member, text),
    "name of the sender": lambda stage, text: _with_user(stage, text, text="Good morning"),
    "name of somebody who comes": lambda stage, text: _with_user(
        stage, text, new_chat_members=[stage.api.user(text).as_dict()]
    ),
    "name of somebody mentioned": _mention,
    "title of the chat": _titled,
    "new title of the chat": lambda stage, text: stage.group.post(stage.owner, new_chat_title=text),
    "message under a pressed button": _pressed,
    "update that nothing handles": _deleted_by_its_author,
}
"""By name, messages that stay, though a forbidden text is about."""
