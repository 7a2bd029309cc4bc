"""Sanctions, and taking them back."""

from dataclasses import replace

from bot.fakeapi.access import joined_chat, user_of
from bot.fakeapi.chats import Chat
from bot.fakeapi.members import Member
from bot.fakeapi.params import Params
from bot.fakeapi.refusals import bad_request
from bot.fakeapi.world import World

_SHORTEST = 30
_LONGEST = 366 * 24 * 3600


def ban_chat_member(world: World, params: Params) -> bool:
    """Throw a user out and keep them out; in a basic group they are only thrown out."""
    chat, target = _target(world, params)
    if target.status == "creator":
        raise bad_request("can't remove chat owner")
    if target.admin:
        raise bad_request("user is an administrator of the chat")
    chat.change(Member(target.user, "kicked", until=_until(world, params)), by=world.me)
    return True


def unban_chat_member(world: World, params: Params) -> bool:
    """Let a banned user come back. Without `only_if_banned` it throws a member out."""
    chat, target = _target(world, params)
    if chat.kind == "group":
        raise bad_request("method is available for supergroup and channel chats only")
    if target.status == "kicked":
        chat.change(Member(target.user, "left"), by=world.me)
    elif not params.flag("only_if_banned") and target.inside:
        if target.admin:
            raise bad_request("user is an administrator of the chat")
        chat.change(Member(target.user, "left"), by=world.me)
    return True


def restrict_chat_member(world: World, params: Params) -> bool:
    """Leave a user these permissions alone."""
    chat, target = _target(world, params)
    if chat.kind != "supergroup":
        raise bad_request("method is available only for supergroups")
    if target.status == "creator":
        raise bad_request("can't remove chat owner")
    if target.admin:
        raise bad_request("user is an administrator of the chat")
    permissions = params.structure("permissions")
    if not isinstance(permissions, dict):
        raise bad_request("can't parse permissions: Expected an Object")
    until = _until(world, params)
    if target.status == "kicked":
        target = replace(target, status="left")
    chat.change(chat.members.restricted(target, permissions, until), by=world.me)
    return True


def ban_chat_sender_chat(world: World, params: Params) -> bool:
    """Keep a channel from posting."""
    _sender_chat(world, params).members.banned_senders.add(params.number("sender_chat_id"))
    return True


def unban_chat_sender_chat(world: World, params: Params) -> bool:
    """Let a channel post again."""
    _sender_chat(world, params).members.banned_senders.discard(params.number("sender_chat_id"))
    return True


def approve_chat_join_request(world: World, params: Params) -> bool:
    """Let somebody in who asked."""
    chat, target = _join_request(world, params)
    # A restriction from before is still there.
    chat.change(replace(target, present=True) if target.status == "restricted" else Member(target.user), by=world.me)
    return True


def decline_chat_join_request(world: World, params: Params) -> bool:
    """Do not let somebody in who asked."""
    chat, target = _join_request(world, params)
    chat.members.asking.discard(target.user.id)
    return True


def _target(world: World, params: Params) -> tuple[Chat, Member]:
    chat = joined_chat(world, params)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    user = user_of(world, params)
    if user is world.me:
        raise bad_request("can't restrict self")
    if not chat.members.me.may("can_restrict_members"):
        raise bad_request("not enough rights to restrict/unrestrict chat member")
    return chat, chat.members.of(user)


def _sender_chat(world: World, params: Params) -> Chat:
    chat = joined_chat(world, params)
    if chat.kind not in ("supergroup", "channel"):
        raise bad_request("method is available for supergroup and channel chats only")
    if not chat.members.me.may("can_restrict_members"):
        raise bad_request("not enough rights to restrict/unrestrict chat member")
    if not params.number("sender_chat_id"):
        raise bad_request("sender chat not found")
    return chat


def _join_request(world: World, params: Params) -> tuple[Chat, Member]:
    chat, user = joined_chat(world, params), user_of(world, params)
    if not chat.members.me.may("can_invite_users"):
        raise bad_request("not enough rights to manage chat join requests")
    target = chat.members.of(user)
    if target.inside:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if user.id not in chat.members.asking:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, target


def _until(world: World, params: Params) -> int:
    """When it ends; 0, for ever, if that is less than 30 seconds or more than 366 days away."""
    until = params.number("until_date")
    ahead = until - int(world.clock())
    return until if _SHORTEST <= ahead <= _LONGEST else 0
