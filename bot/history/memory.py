"""The posts that are remembered, and what was counted of them."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from bot.core.history import MOST_COUNTED, Need, Past, Scope, Trace, is_counted, is_said, moment
from bot.core.post import Post, Role
from bot.history.fingerprint import Fingerprint, Sketch, fingerprint
from bot.history.joins import Joins
from bot.history.record import Join, Message
from bot.history.texts import Texts
from bot.history.windows import Windows

MOST_OF_AUTHOR = 2_000
"""Ten times `MOST_COUNTED`: an album of ten messages is one post."""

MOST_IN_CHAT = 20_000
MOST_IN_ALL = 100_000

SLACK = 3_600
"""How many seconds a post may come in later than newer ones and still find all that its window holds.

Within a chat posts come in order, but where many wait one chat may be far behind another.
"""

OnNew = Callable[[Message | Join, Sketch | None], None]
"""Told of everything that is remembered, once, in the order of arrival."""


@dataclass(frozen=True, slots=True)
class _Present:
    """The post that is being judged. Only what arrived up to the number `last` is before it; None for all."""

    post: Post
    print: Fingerprint | None
    last: int | None

    @property
    def author(self) -> tuple[int, int | None]:
        return self.post.chat.id, self.post.author.id

    @property
    def unit(self) -> Hashable:
        return self.post.message_id if self.post.album is None else self.post.album

    def follows(self, item: Message | Join) -> bool:
        """Whether the item arrived no later."""
        return self.last is None or item.number <= self.last


class History:
    """What conditions may count. Memory is bounded, for an author, for a chat and in all; the oldest goes first."""

    def __init__(self, on_new: OnNew | None = None) -> None:
        self._on_new = on_new
        self._number = 0
        self._messages: OrderedDict[tuple[int, int], Message] = OrderedDict()
        self._albums: Counter[tuple[int, str]] = Counter()  # how many parts of each are remembered
        self._authors: Windows[tuple[int, int | None], Message] = Windows()
        self._chats: Windows[int, Message] = Windows()
        self._said: Windows[tuple[int | None, int], Message] = Windows()
        self._texts = Texts()
        self._joins = Joins()

    def __len__(self) -> int:
        """How many messages are remembered."""
        return len(self._messages)

    def recall(self, post: Post, needs: Collection[Need]) -> Past:
        """What was counted for each need, the post included; it is remembered as long as the needs ask for it.

        What cannot be known, such as the posts of an author without an id, is left out.
        """
        self.forget_outdated(moment(post))
        print_ = _fingerprint(post, needs)
        present = _Present(post, print_, self._remember(post, needs, print_))
        joins = [need for need in needs if need.trace is Trace.JOINS]
        last_join = self._remember_joins(post, joins) if joins else None
        past: dict[Need, int] = {need: self._count_joins(post, need, last_join) for need in joins}
        for need in needs:
            if need.trace is not Trace.JOINS and (need.scope is not Scope.AUTHOR or post.author.id is not None):
                past[need] = self._count(need, present)
        return past

    def messages(self, post: Post, within: int) -> list[int]:
        """The ids of what the post's author published in its chat so shortly before, and since; oldest first."""
        found = self._authors.newest_first((post.chat.id, post.author.id), moment(post) - within)
        # Below 0 are messages that were left behind when the chat's id changed.
        ids = [item.message_id for item in found if item.message_id > 0][::-1] if post.author.id is not None else []
        return ids if post.message_id is None or post.message_id in ids else [*ids, post.message_id]

    def forget_outdated(self, now: int) -> None:
        """Forget what nobody asks for any more."""
        while self._messages and (oldest := next(iter(self._messages.values()))).until <= now:
            self._forget(oldest)
        self._joins.forget_outdated(now)

    def restore(self, messages: Iterable[tuple[Message, Sketch | None]], joins: Iterable[Join]) -> None:
        """Remember what was remembered before, in the order it arrived then."""
        for message, sketch in messages:
            if (message.chat_id, message.message_id) not in self._messages:
                self._add(message._replace(number=self._next()), sketch, (message.chat_id, None))
        for join in joins:
            self._joins.add(join._replace(number=self._next()))

    def _remember(self, post: Post, needs: Collection[Need], print_: Fingerprint | None) -> int | None:
        """Keep the message unless it is known; the number that it got if it is."""
        if post.message_id is None or post.revision:
            return None
        if (known := self._messages.get((post.chat.id, post.message_id))) is not None:
            return known.number
        term = max((need.within for need in needs if need.trace is not Trace.JOINS), default=None)
        if term is not None:
            message = Message(
                number=self._next(),
                chat_id=post.chat.id,
                author_id=post.author.id,
                message_id=post.message_id,
                album=post.album,
                date=post.date,
                until=post.date + term + SLACK,
                counted=is_counted(post),
                exact=print_.exact if print_ else None,
                sketched=print_ is not None and print_.sketch is not None,
            )
            scopes = {need.scope for need in needs if need.trace is Trace.ALIKE}
            places = [place for scope, place in ((Scope.CHAT, post.chat.id), (Scope.CHATS, None)) if scope in scopes]
            self._add(message, print_.sketch if print_ else None, places)
            if self._on_new:
                self._on_new(message, print_.sketch if print_ else None)
        return None

    def _remember_joins(self, post: Post, needs: Iterable[Need]) -> int | None:
        """Keep who joined; if all of them are known, the last number that one of them got."""
        until = post.date + max(need.within for need in needs) + SLACK
        news = False
        for user_id in post.joiners:
            known = self._joins.known(post.chat.id, user_id)
            if known is None or known.date < post.date:
                news = True
                join = Join(self._next(), post.chat.id, user_id, post.date, until)
                self._joins.add(join)
                if self._on_new:
                    self._on_new(join, None)
        kept = (self._joins.known(post.chat.id, user_id) for user_id in post.joiners)
        return None if news else max((join.number for join in kept if join), default=None)

    def _count_joins(self, post: Post, need: Need, last: int | None) -> int:
        joins = self._joins.newest_first(post.chat.id, moment(post) - need.within)
        return sum(1 for _ in islice((join for join in joins if last is None or join.number <= last), MOST_COUNTED))

    def _count(self, need: Need, present: _Present) -> int:
        since = moment(present.post) - need.within
        if need.trace is Trace.ALIKE:
            return self._count_alike(need, since, present)
        if need.scope is Scope.CHAT and present.last is None:
            return self._chats.since(present.post.chat.id, since)
        if need.scope is Scope.CHAT:
            items = self._chats.newest_first(present.post.chat.id, since)
        else:
            items = self._authors.newest_first(present.author, since)
        if need.trace is Trace.MESSAGES:
            return _distinct(item.message_id for item in items if present.follows(item))
        return _distinct(item.unit for item in items if item.counted and present.follows(item))

    def _count_alike(self, need: Need, since: int, present: _Present) -> int:
        """How many posts say what the present one says, which counts itself."""
        if present.print is None:
            return 0
        chat = present.post.chat.id
        if need.scope is Scope.AUTHOR:
            window = list(self._authors.newest_first(present.author, since))
            texts = self._alike(present.print, need.similar, {item.exact for item in window if item.exact is not None})
            items: Iterable[Message] = (item for item in window if item.exact in texts)
        else:
            place = chat if need.scope is Scope.CHAT else None
            texts = self._alike(present.print, need.similar, None)
            items = chain.from_iterable(self._said.newest_first((place, exact), since) for exact in texts)
        own = (chat, present.unit)
        units = ((item.chat_id, item.unit) for item in items if present.follows(item))
        return 1 + _distinct(unit for unit in units if unit != own)

    def _alike(self, print_: Fingerprint, similar: float, among: Collection[int] | None) -> set[int]:
        if similar >= 1 or print_.sketch is None:
            return {print_.exact}
        return {print_.exact} | self._texts.alike(print_.sketch, similar, among)

    def _add(self, message: Message, sketch: Sketch | None, places: Iterable[int | None]) -> None:
        """Keep the message; what it says is looked for in these places: a chat, or None for all."""
        chat, author = message.chat_id, (message.chat_id, message.author_id)
        first = message.album is None or not self._albums[chat, message.album]
        self._messages[chat, message.message_id] = message
        if message.album is not None:
            self._albums[chat, message.album] += 1
        if message.exact is not None:
            for place in places:
                self._said.add((place, message.exact), message)
            if sketch is not None:
                self._texts.add(message.exact, sketch)
        if message.counted and first and self._chats.add(chat, message) > MOST_IN_CHAT:
            self._forget(self._chats.oldest(chat))
        if self._authors.add(author, message) > MOST_OF_AUTHOR:
            self._forget(self._authors.oldest(author))
        if len(self._messages) > MOST_IN_ALL:
            self._forget(next(iter(self._messages.values())))

    def _forget(self, message: Message) -> None:
        del self._messages[message.chat_id, message.message_id]
        if message.album is not None:
            self._albums[message.chat_id, message.album] -= 1
            if not self._albums[message.chat_id, message.album]:
                del self._albums[message.chat_id, message.album]
        self._authors.discard((message.chat_id, message.author_id), message)
        self._chats.discard(message.chat_id, message)
        if message.exact is not None:
            self._said.discard((message.chat_id, message.exact), message)
            self._said.discard((None, message.exact), message)
            if message.sketched:
                self._texts.remove(message.exact)

    def _next(self) -> int:
        self._number += 1
        return self._number


def _fingerprint(post: Post, needs: Iterable[Need]) -> Fingerprint | None:
    """What stands for what the post says, if a need asks; None if it is no post, or a channel's post over again."""
    similar = [need.similar for need in needs if need.trace is Trace.ALIKE]
    if not similar or post.author.known(Role.LINKED_CHANNEL) or not is_said(post):
        return None
    return fingerprint(post, sketched=min(similar) < 1)


def _distinct(units: Iterable[Hashable]) -> int:
    """How many different ones there are, counted no further than anybody asks."""
    found: set[Hashable] = set()
    for unit in units:
        found.add(unit)
        if len(found) == MOST_COUNTED:
            break
    return len(found)


def past_of_last(posts: Sequence[Post], needs: Collection[Need]) -> Past:
    """What is counted for the last of the posts, those before it being all that there ever were."""
    history = History()
    past: Past = {}
    for post in posts:
        past = history.recall(post, needs)
    return past
