"""About the bot itself."""

from typing import Any

from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_MOST_COMMANDS = 100


def get_me(world: World, _params: Params) -> dict[str, Any]:
    """The bot as a `User`."""
    return world.me.as_dict() | {
        "can_join_groups": True,
        "can_read_all_group_messages": not world.stage.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, params: Params) -> bool:
    """Remember the commands of one scope and language."""
    commands = params.structure("commands")
    if not isinstance(commands, list):
        raise bad_request("can't parse BotCommands list")
    if len(commands) > _MOST_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    world.commands[_scope(params)] = commands
    return True


def get_my_commands(world: World, params: Params) -> list[dict[str, Any]]:
    """The commands of one scope and language."""
    return world.commands.get(_scope(params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """Forget the commands of one scope and language."""
    world.commands.pop(_scope(params), None)
    return True


def _scope(params: Params) -> str:
    scope = params.structure("scope") or {"type": "default"}
    place = [scope.get("type", "default"), scope.get("chat_id"), scope.get("user_id"), params.text("language_code")]
    return ":".join(str(part or "") for part in place)
