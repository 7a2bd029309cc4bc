"""Deleting several messages of a chat at once, one by one where Telegram refuses that."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.action import Call
from bot.core.outcome import Outcome, Status
from bot.core.ports import ChatPort

# Bot API, deleteMessages: 1 to 100 ids; those that are not found are skipped. One known message that cannot be deleted
# fails them all, and then nothing is deleted.
BATCH = 100


async def delete_together(chat: ChatPort, chat_id: int, message_ids: Sequence[int], key: str) -> Mapping[int, Outcome]:
    """Delete the messages; what became of each. Doing so again does no harm; `key` names it for ever.

    Where one is refused for a cause that was told of before, which is the bot's and no message's, no more are tried.
    """
    outcomes: dict[int, Outcome] = {}
    for place in range(0, len(message_ids), BATCH):
        ids = message_ids[place : place + BATCH]
        if len(message_ids) == 1:
            outcomes[ids[0]] = await _delete(chat, chat_id, ids[0], key)
            continue
        params = {"chat_id": chat_id, "message_ids": list(ids)}
        outcome = await chat.call(Call("deleteMessages", params, f"{key}:{place}", idempotent=True))
        if outcome.status is not Status.FAILED:
            outcomes |= dict.fromkeys(ids, outcome)
            continue
        for message_id in ids:
            single = await _delete(chat, chat_id, message_id, f"{key}:{message_id}")
            # What the batch failed for nobody was told before, if nobody was before the batch.
            outcomes[message_id] = told = replace(single, reported=single.reported and outcome.reported)
            if single.reported:
                return dict.fromkeys(message_ids, told) | outcomes
    return outcomes


async def _delete(chat: ChatPort, chat_id: int, message_id: int, key: str) -> Outcome:
    return await chat.call(Call("deleteMessage", {"chat_id": chat_id, "message_id": message_id}, key, idempotent=True))
