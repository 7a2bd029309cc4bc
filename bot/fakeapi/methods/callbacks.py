"""Answering presses of buttons."""

from bot.fakeapi.entities import width
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_LONGEST = 200
_PATIENCE = 15 * 60
_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(world: World, params: Params) -> bool:
    """Show a notice to whoever pressed. A press is answered once, and soon."""
    press = world.presses.get(params.text("callback_query_id"))
    if not press or press.answer is not None or world.clock() - press.at > _PATIENCE:
        raise bad_request(_TOO_OLD)
    if width(params.text("text")) > _LONGEST:
        raise bad_request("MESSAGE_TOO_LONG")
    press.answer = dict(params)
    return True
