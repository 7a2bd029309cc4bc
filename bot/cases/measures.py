"""What a decision makes the bot do, and on whom it may not."""

from bot.actions.ban import Ban
from bot.actions.delete import Delete
from bot.core.action import Action
from bot.core.case import Case, Decision
from bot.core.post import Author, Chat, Post, PostKind, Role

_MEASURES: dict[Decision, tuple[Action, ...]] = {
    Decision.DELETE: (Delete(),),
    Decision.BAN: (Delete(), Ban()),
    Decision.KEEP: (),
}


def measures(decision: Decision) -> tuple[Action, ...]:
    """The actions that carry out a decision, in order."""
    return _MEASURES[decision]


def can_delete(post: Post) -> bool:
    """Whether there is something to delete, decline or remove, as far as the post tells."""
    return Delete().obstacle(post) is None


def can_ban(post: Post) -> bool:
    """Whether the post has an author who can be banned, as far as the post tells."""
    return not (
        post.kind is PostKind.CHANNEL_POST
        or post.author.id is None
        or post.author.known(Role.ADMIN)
        or Ban().obstacle(post)
    )


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
