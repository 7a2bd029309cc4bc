"""`warn`: the author gets a strike, and is told why in the chat."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from bot.actions._answer import answering
from bot.actions._target import protected
from bot.core.action import Action, Call, Effect, Strike
from bot.core.arguments import argument
from bot.core.errors import ArgumentError
from bot.core.post import Post, PostKind
from bot.texts.catalogue import translator
from bot.texts.markup import shorten, units
from bot.texts.warnings import MOST_OF_A_WARNING, warning


@dataclass(frozen=True)
class Warn(Action):
    """Gives the author a strike, which counts for 90 days, and says so in the chat. Example: `warn`.

    `warn: Please read the rules.` says that; else the bot says the `reason` of the first rule by priority that has one.
    What the second and further strikes in effect bring says the chat's ladder, by default a mute for a day, a ban for
    a week, a ban for good; `moderation.ladder` and `/settings ladder` change it, and `off` leaves warnings alone.
    Beside a rule that mutes, kicks or bans the post's author it adds nothing. `author: {strikes: {at_least: 3}}` asks
    for those who were warned before. Each post brings one strike, an edit that is still bad another; one that is taken
    back counts no more.
    """

    rank: ClassVar[int] = 30
    sanction: ClassVar[bool] = True

    text: str | None = argument(
        "What the bot says, at most 3,500 characters; the rule's reason, if it is not given.", example="Please be kind."
    )

    def __post_init__(self) -> None:
        if self.text is None:
            return
        if not self.text.strip():
            raise ArgumentError("a warning needs a text", field="text", hint="`warn` alone says the rule's reason")
        if units(self.text) > MOST_OF_A_WARNING:
            fault = f"a warning has at most {MOST_OF_A_WARNING:,} characters"
            raise ArgumentError(fault, field="text", hint="shorten it")

    def effects(self, post: Post, now: int) -> tuple[Effect, ...]:
        text = warning(translator(post.author.language), post.author, self.text)
        params = {
            **answering(post),
            "text": str(text),
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        return Strike(), Call("sendMessage", params, self.key(post))

    def with_reason(self, reason: str | None) -> Self:
        return self if self.text is not None else replace(self, text=_said(reason))

    def obstacle(self, post: Post) -> str | None:
        if post.kind is PostKind.JOIN_REQUEST:
            return "who only asks to join cannot be warned in the chat"
        return protected(post)


def _said(reason: str | None) -> str | None:
    """The reason as a warning's text; None if there is nothing to say."""
    return shorten(reason.strip(), MOST_OF_A_WARNING) or None if reason else None
