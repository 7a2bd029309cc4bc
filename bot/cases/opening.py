"""Opening cases: a post has one, whoever asks for it."""

from dataclasses import replace
from random import Random

from bot.cases.refs import refs
from bot.core.case import Case, CaseOrigin, Spree
from bot.core.errors import RefTaken
from bot.core.ports import CaseStore, Clock
from bot.core.post import Post
from bot.core.ruleset import Rule


class Openings:
    """Opens cases under fresh refs; `random` makes them."""

    def __init__(self, cases: CaseStore, clock: Clock, random: Random) -> None:
        self._cases, self._clock, self._random = cases, clock, random

    async def open(self, post: Post, origin: CaseOrigin, rule: Rule | None = None, spree: Spree | None = None) -> Case:
        """The case about the post, which may be one that is open or decided already, or that of its spree."""
        new = Case(
            ref="",
            chat_id=post.chat.id,
            message_id=post.message_id,
            revision=post.revision,
            origin=origin,
            opened_at=int(self._clock.now()),
            author_id=post.author.id,
            rule=rule.name if rule else None,
            rule_version=rule.version if rule else None,
        )
        tries = refs(self._random)
        while True:
            try:
                case, _ = await self._cases.open_case(replace(new, ref=next(tries)), post, spree)
            except RefTaken:
                continue
            return case
