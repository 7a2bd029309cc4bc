"""Updates that nobody can make sense of."""

from typing import Any


def _deep(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = {"inside": [value]}
    return value


GROUP = -1_001_000_000_000
"""The first supergroup of the fake server."""

MESSAGE = 9_999
"""The message that they claim to be."""

COMMAND = {"text": "/report", "entities": [{"type": "bot_command", "offset": 0, "length": 7}]}
HOSTILE: dict[str, dict[str, Any]] = {
    "of a new kind": {"hologram": {"chat": {"id": GROUP}, "light": "green"}},
    "of no kind": {},
    "a message that is text": {"message": "drainkit"},
    "a message that is nothing": {"message": None},
    "a message that is a list": {"message": [1, 2]},
    "a message without a chat": {"message": {"message_id": MESSAGE, "text": "drainkit"}},
    "a chat that is text": {"message": {"message_id": MESSAGE, "chat": "group", "text": "drainkit"}},
    "a chat whose id is text": {"message": {"message_id": MESSAGE, "chat": {"id": "-100"}, "text": "drainkit"}},
    "a chat without an id": {"channel_post": {"message_id": MESSAGE, "chat": {"type": "channel"}, "text": "drainkit"}},
    "numbers for texts": {"message": {"message_id": MESSAGE, "chat": {"id": GROUP, "type": 5}, "text": 5, "from": 6}},
    "texts for objects": {
        "message": {
            "message_id": MESSAGE,
            "chat": {"id": GROUP, "type": "supergroup"},
            **dict.fromkeys(
                ("from", "entities", "photo", "poll", "contact", "reply_markup", "forward_origin", "rich_message"), "x"
            ),
        }
    },
    "lists for objects": {
        "edited_message": {
            "message_id": [],
            "chat": {"id": GROUP, "type": "supergroup"},
            **{key: [[]] for key in ("from", "text", "entities", "quote", "checklist", "story", "via_bot")},
        }
    },
    "a command of nobody": {"message": {"message_id": MESSAGE, "chat": {"id": GROUP, "type": "supergroup"}, **COMMAND}},
    "a command by a text": {
        "message": {"message_id": MESSAGE, "chat": {"id": GROUP, "type": "supergroup"}, "from": "x", **COMMAND}
    },
    "a command without a chat": {"message": {"message_id": MESSAGE, **COMMAND}},
    "a report of rubbish": {
        "message": {
            "message_id": MESSAGE,
            "chat": {"id": GROUP, "type": "supergroup"},
            "from": {"id": 5, "first_name": "A", "is_bot": False},
            "reply_to_message": {"chat": 7},
            **COMMAND,
        }
    },
    "an empty press": {"callback_query": {}},
    "a press that is text": {"callback_query": "x"},
    "a press by nobody": {"callback_query": {"id": 1, "from": None, "data": 5}},
    "a press of something else's button": {
        "callback_query": {"id": "1", "from": {"id": 5, "first_name": "A"}, "data": "case:??:delete"}
    },
    "an empty membership": {"my_chat_member": {}},
    "a membership that is text": {"chat_member": "x"},
    "a membership of rubbish": {"my_chat_member": {"chat": {"id": "x"}, "new_chat_member": "x"}},
    "a reaction of rubbish": {"message_reaction": {"chat": {"id": GROUP}, "new_reaction": "x", "old_reaction": 5}},
    "a request of rubbish": {"chat_join_request": {"chat": {"id": GROUP}, "from": [], "bio": {}}},
    "deep": {"message": {"message_id": MESSAGE, "chat": {"id": GROUP, "type": "supergroup"}, "hologram": _deep(200)}},
}
"""By name, updates that nobody can make sense of."""


RUBBISH: tuple[Any, ...] = ("rubbish", 17, None, [], {"message": {}}, {"update_id": "five"})
"""Not even updates."""
