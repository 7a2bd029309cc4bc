"""How the bot answers a post."""

from typing import Any

from bot.core.post import Post


def answering(post: Post) -> dict[str, Any]:
    """Where an answer goes: to the message, or in its place, in the same forum topic, if it is gone.

    A reaction has no message of its own; what is said of it answers the message that it is on.
    """
    answered = post.reply_to if post.message_id is None else post.message_id
    params: dict[str, Any] = {"chat_id": post.chat.id}
    if post.topic is not None:
        params["message_thread_id"] = post.topic
    if answered is not None:
        params["reply_parameters"] = {"message_id": answered, "allow_sending_without_reply": True}
    return params
