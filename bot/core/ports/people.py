"""What is known of authors and chats beyond one post."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from bot.core.album import Album, Doom
from bot.core.history import Need, Past
from bot.core.log import LogEntry
from bot.core.pause import Pause
from bot.core.post import Chat, Post
from bot.core.standing import Standing
from bot.core.strikes import Rung, StrikeEntry


class People(Protocol):
    """What is known of authors and chats beyond one post."""

    async def count_post(self, chat_id: int, author_id: int, message_id: int, at: int) -> Standing:
        """What was seen of this author in this chat before this post, which is counted too, but only once."""
        ...

    async def standing(self, chat_id: int, author_id: int) -> Standing:
        """What was seen of this author in this chat so far; nothing is counted."""
        ...

    async def stain(self, chat_id: int, author_id: int, message_id: int | None = None, at: int = 0) -> None:
        """A post of the author broke a rule: the count of clean posts starts anew.

        What is lost by a post with an id and a date is remembered, so that it can be given back.
        """
        ...

    async def unstain(self, chat_id: int, author_id: int, message_id: int) -> bool:
        """The post broke no rule after all: what was lost by it counts again. False if nothing was, or it does."""
        ...

    async def meet_chat(self, chat: Chat, at: int) -> int:
        """When the chat was first met, in seconds since 1970 UTC; remembers it if it was not."""
        ...


class Presence(Protocol):
    """Where the bot is, and which rights it was found to lack there."""

    async def leave(self, chat_id: int, at: int) -> int:
        """The bot left the chat: what waits to be done there expires. How many actions that were."""
        ...

    async def lack(self, chat_id: int, right: str, at: int) -> bool:
        """The bot lacks a right in the chat; False if that was known."""
        ...

    async def regain(self, chat_id: int, rights: Collection[str]) -> Collection[str]:
        """The bot has these rights in the chat; returns those that it lacked."""
        ...


class FormerChats(Protocol):
    """Groups that have become supergroups, and so have another id."""

    async def move_chat(self, old: int, new: int, at: float) -> bool:
        """Let what is kept of the old chat be kept of the new one, durably; False if it is already.

        The log alone stays as it is; `LogReader.entries` of the new chat has the old one's too.
        """
        ...

    async def former_chats(self) -> Mapping[int, int]:
        """Every former id, with the present one."""
        ...


class Strikes(Protocol):
    """Who has got strikes where."""

    async def add_strike(self, strike: StrikeEntry) -> bool:
        """Keep a strike, durably, and its number. False if it was kept before: then nothing changes."""
        ...

    async def strike(self, key: str) -> StrikeEntry | None:
        """The strike of that name."""
        ...

    async def strikes(self, chat_id: int, user_id: int, at: int, *, besides: str = "") -> int:
        """How many strikes of the user's in the chat are in effect at that time; one with the key `besides` is not."""
        ...

    async def strikes_of(self, user_id: int) -> Sequence[StrikeEntry]:
        """The user's strikes in all chats, newest first, at most 100; those that have no effect any more too."""
        ...

    async def link_strike(self, key: str, case: str) -> None:
        """The strike belongs to the case, unless it belongs to one already."""
        ...

    async def take_back(self, case: str, at: int) -> int:
        """Take the strikes back that belong to the case; how many were in force."""
        ...


class Ladders(Protocol):
    """The ladders of chats; see `bot.core.ladder`."""

    async def reached(self, strike: StrikeEntry) -> Rung | None:
        """What a strike brings, or would bring if it were given; None if it was taken back."""
        ...


class Recollection(Protocol):
    """What is remembered of posts for conditions and actions with history, and for no longer than they ask for it."""

    async def recall(self, post: Post, needs: Collection[Need]) -> Past:
        """What was counted for each need, the post included; it is remembered for the posts after it.

        Returns without waiting for the disk: see `saved`.
        """
        ...

    async def saved(self) -> None:
        """Return when every post that was recalled so far is remembered for good. Raises `StorageError`."""
        ...

    async def messages(self, post: Post, within: int) -> Sequence[int]:
        """The ids of what the post's author published in its chat, up to it, in that many seconds, oldest first.

        Only what was remembered for a need for messages is known.
        """
        ...

    async def album(self, chat_id: int, album: str) -> Album:
        """What is known of an album of the last two days."""
        ...

    async def keep_part(self, part: Post, doom: Doom | None) -> None:
        """Remember durably that the post is a part of its album, and why all parts go if they do."""
        ...

    async def forget_outdated(self, now: float) -> None:
        """Forget what nobody asked to be remembered until `now`, in seconds since 1970 UTC."""
        ...


class Pauses(Protocol):
    """What is paused. What is over may still be there: whoever reads looks at the time."""

    async def pauses(self) -> Sequence[Pause]:
        """Every pause that is kept, as it is on disk now."""
        ...

    async def pause(self, pause: Pause, entry: LogEntry | None) -> bool:
        """Keep a pause, in place of the one of the same chat and rule, and log it; without an entry it only changes.

        False if the log has the entry's key already: then nothing changes.
        """
        ...

    async def resume(self, chat_id: int, rule: str | None, entry: LogEntry) -> Sequence[Pause]:
        """End the pauses of exactly that chat, or of a rule there, and log it if there were any; returns them.

        `rule` is None for whatever is paused there. Nothing changes if the log has the entry's key already.
        """
        ...
