"""Whether the bot can reach a chat, and what it may do there."""

from bot.fakeapi.chats import Chat
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import Refusal, bad_request, forbidden
from bot.fakeapi.users import User
from bot.fakeapi.world import World


def chat_of(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The chat a call names by id or `@username`."""
    wanted = params.text(name)
    if not wanted:
        raise bad_request(f"{name} is empty")
    if wanted.startswith("@"):
        named = (chat for chat in world.chats.values() if chat.fields.get("username") == wanted[1:])
        chat = next((chat for chat in named if chat.kind != "private"), None)
    else:
        chat = world.chats.get(params.number(name))
    if not chat:
        raise _unknown(world, params.number(name))
    if chat.migrated_to:
        text = "group chat was upgraded to a supergroup chat"
        raise bad_request(text, migrate_to_chat_id=chat.migrated_to)
    return chat


def joined_chat(world: World, params: Params, name: str = "chat_id") -> Chat:
    """The same, and the bot is in it."""
    chat = chat_of(world, params, name)
    if chat.kind == "private":
        user = world.users[chat.id]
        if user.blocked:
            raise forbidden("bot was blocked by the user")
        if not user.started:
            raise forbidden("bot can't initiate conversation with a user")
    elif chat.members.me.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    elif not chat.members.me.inside:
        raise forbidden(f"bot is not a member of the {chat.kind} chat")
    return chat


def writable_chat(world: World, params: Params, permission: str = "can_send_messages") -> Chat:
    """The same, and the bot may write in it."""
    chat = joined_chat(world, params)
    me = chat.members.me
    if chat.kind == "channel" and not me.may("can_post_messages"):
        raise bad_request("need administrator rights in the channel chat")
    if me.status == "restricted" and not me.rights.get(permission):
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def user_of(world: World, params: Params, name: str = "user_id") -> User:
    """The user a call names."""
    if not params.text(name):
        raise bad_request("invalid user_id specified")
    user = world.users.get(params.number(name))
    if not user:
        raise bad_request("member not found")
    return user


def _unknown(world: World, chat_id: int) -> Refusal:
    if chat_id in world.users:
        return forbidden("bot can't initiate conversation with a user")
    return bad_request("chat not found")
