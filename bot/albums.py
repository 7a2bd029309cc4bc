"""Albums as they come in, part by part: what a verdict on one part means for the others. See `bot.core.album`.

What is known is in memory for the albums used last, and in the store before an update counts as handled. So a part is
found again after a crash: either its update comes once more, or the store has it.
"""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from bot.actions.delete import Delete
from bot.actions.purge import Purge
from bot.core.album import Doom
from bot.core.logic import All
from bot.core.ports import Recollection
from bot.core.post import Post
from bot.core.ruleset import Rule
from bot.core.verdict import Step, Verdict

OTHER_PART = "another part of the album matched"

MOST = 5_000
"""How many albums are kept in memory; Telegram sends the parts of one within moments."""


@dataclass(slots=True)
class _Known:
    """An album. `takers` says which post's verdict took a part away, `claims` which post brought an action about.

    Both are keys of posts: a post that is handled again may do again what it did.
    """

    parts: set[int]
    stored: set[int]
    doom: Doom | None
    takers: dict[int, str] = field(default_factory=dict)
    claims: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Share:
    """What is to be done about one part: `verdict` with the steps that are left for it.

    `others` are earlier parts, as posts without content, which have to go along with it.
    """

    verdict: Verdict
    others: tuple[Post, ...] = ()
    known: _Known | None = field(default=None, repr=False)
    doomed: bool = False
    """Whether the part goes only because of another one."""

    def claim(self, action: str) -> bool:
        """Whether this part may bring the action about: no other part of the album has."""
        key = self.verdict.post.key
        return self.known is None or self.known.claims.setdefault(action, key) == key


class Albums:
    """Gives each part of an album its share of what is done about the album. The parts of a chat come one at a time."""

    def __init__(self, recollection: Recollection, most: int = MOST) -> None:
        self._recollection, self._most = recollection, most
        self._recent: OrderedDict[tuple[int, str], _Known] = OrderedDict()

    async def share(self, verdict: Verdict) -> Share:
        """The share of the post that the verdict is on; all of the verdict if it is no part of an album."""
        post = verdict.post
        if post.album is None or post.message_id is None:
            return Share(verdict)
        known = await self._of(post.chat.id, post.album)
        own = next((step for step in verdict.steps if isinstance(step.action, Delete)), None)
        taken = _to_take(known, post) if own else []
        doom, known.doom = known.doom, known.doom or _doom(verdict.steps)
        known.parts.add(post.message_id)
        if known.doom is not None:
            known.takers |= dict.fromkeys((*taken, post.message_id), post.key)
        share = Share(verdict, tuple(_bare(post, message_id) for message_id in taken), known)
        steps = [step for step in verdict.steps if step.action.each_part or share.claim(step.action.name)]
        if own is not None or doom is None:
            return replace(share, verdict=replace(verdict, steps=tuple(steps)))
        return replace(share, verdict=replace(verdict, steps=_with_delete(steps, doom)), doomed=True)

    async def keep(self, share: Share) -> None:
        """Make durable what is known of the part, unless it is."""
        post, known = share.verdict.post, share.known
        if known is None or post.message_id is None or (post.message_id in known.stored and known.doom is None):
            return
        await self._recollection.keep_part(post, known.doom)
        known.stored.add(post.message_id)

    async def _of(self, chat_id: int, album: str) -> _Known:
        key = (chat_id, album)
        if (known := self._recent.get(key)) is None:
            kept = await self._recollection.album(chat_id, album)
            known = self._recent[key] = _Known(set(kept.parts), set(kept.parts), kept.doom)
            if len(self._recent) > self._most:
                self._recent.popitem(last=False)
        self._recent.move_to_end(key)
        return known


def _to_take(known: _Known, post: Post) -> list[int]:
    """The other parts that nobody took away, or this very post when it was handled before."""
    return sorted(part for part in known.parts - {post.message_id} if known.takers.get(part, post.key) == post.key)


def _doom(steps: Collection[Step]) -> Doom | None:
    fatal = next((step for step in steps if isinstance(step.action, Delete | Purge)), None)
    return Doom(fatal.rule.name, fatal.rule.version) if fatal else None


def _with_delete(steps: Sequence[Step], doom: Doom) -> tuple[Step, ...]:
    rule = Rule(doom.rule, doom.version, All(()), ())
    left = [step for step in steps if step.action.name not in Delete.supersedes and not step.action.exempts]
    return Step(Delete(), rule, OTHER_PART), *left


def _bare(post: Post, message_id: int) -> Post:
    """Another part of the post's album, as far as it is known."""
    return Post(
        id=message_id,
        kind=post.kind,
        chat=post.chat,
        author=post.author,
        date=post.date,
        message_id=message_id,
        revision=post.revision,
        album=post.album,
    )
