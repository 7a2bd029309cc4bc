"""What a decision makes the bot do, and on whom it may not. Pure.

Whatever is decided against an author takes the post away too, but for a warning: that leaves it where it is.
"""

from dataclasses import replace

from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.actions.kick import Kick
from bot.actions.mute import Mute
from bot.actions.warn import Warn
from bot.core.action import Action
from bot.core.arguments import Duration
from bot.core.case import Case
from bot.core.measure import Decision, Measure
from bot.core.post import Author, Chat, Post, PostKind, Role

AGAINST_AUTHORS = frozenset({Decision.WARN, Decision.MUTE, Decision.KICK, Decision.BAN})


def measures(measure: Measure) -> tuple[Action, ...]:
    """The actions that carry out a decision, in order."""
    lasting = None if measure.seconds is None else Duration(measure.seconds)
    return {
        Decision.KEEP: (),
        Decision.DELETE: (Delete(),),
        Decision.WARN: (Warn(),),
        Decision.MUTE: (Delete(), Mute(lasting)),
        Decision.KICK: (Delete(), Kick()),
        Decision.BAN: (Delete(), Ban(lasting)),
    }[measure.decision]


def can_delete(post: Post) -> bool:
    """Whether there is something to delete, decline or remove, as far as the post tells."""
    return Delete().obstacle(post) is None


def can_sanction(post: Post, measure: Measure) -> bool:
    """Whether the post has an author whom the measure can be aimed at, as far as the post tells."""
    if post.kind is PostKind.CHANNEL_POST or post.author.id is None or post.author.known(Role.ADMIN):
        return False
    return all(action.obstacle(post) is None for action in measures(measure) if action.sanction)


def can_ban(post: Post) -> bool:
    """Whether the post has an author who can be banned, as far as the post tells."""
    return can_sanction(post, Measure(Decision.BAN))


def present_post(case: Case, post: Post | None) -> Post:
    """What is known of the case's post, in the chat that it stands in now; its chat may have got another id."""
    if post is None:
        return bare_post(case)
    if post.chat.id == case.chat_id:
        return post
    return replace(post, chat=replace(post.chat, id=case.chat_id, type="supergroup"), message_id=case.message_id)


def bare_post(case: Case) -> Post:
    """What a case alone tells of its post, once the post itself is no longer kept."""
    is_channel = case.author_id is not None and case.author_id < 0
    return Post(
        id=case.message_id or case.ref,
        kind=PostKind.MESSAGE,
        chat=Chat(case.chat_id, "supergroup"),
        author=Author(case.author_id, roles={Role.CHANNEL: is_channel}),
        date=case.opened_at,
        message_id=case.message_id,
        revision=case.revision,
    )
