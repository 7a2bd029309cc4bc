"""A right that came back: what Telegram refused while the bot lacked it is done then.

What a person decided meanwhile about the post or its author wins. So does a rule that was changed, switched off or
paused since: then nothing is done, and the log keeps saying that it was refused.
"""

import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.actions.delete import Delete
from bot.cases.rights.rights import RIGHTS, says_lacking
from bot.core.action import Action, Call, Effect, Inquiry, Purge, harmless
from bot.core.log import BOT, LogEntry
from bot.core.measure import Decision
from bot.core.outcome import Outcome, Status
from bot.core.pause import Pause
from bot.core.ports import Clock, LogReader, Pauses, Rules
from bot.core.post import Author, Chat, Post, PostKind, Role
from bot.core.ruleset import Mode, Rule
from bot.core.verdict import Step

REACH = 48 * 3_600
"""How many seconds back: what is older Telegram deletes no more, and nobody expects."""

MOST = 500
"""How many rows of the log are taken up, the newest first."""

_DEEDS = frozenset({*Decision, "remove", "unban", "unmute", "promote"})
"""What people do about posts and members, by the words of the log."""

_ALBUM = "album-"
_log = logging.getLogger(__name__)

Again = Callable[[Post, Sequence[Step]], Awaitable[None]]
"""Takes steps about a post that were refused before, and settles their rows anew."""


class Regained:
    """Takes up what was refused in a chat. Doing so twice does no harm."""

    def __init__(self, log: LogReader, rules: Rules, pauses: Pauses, clock: Clock, again: Again) -> None:
        self._log, self._rules, self._pauses, self._clock, self._again = log, rules, pauses, clock, again

    async def take_up(self, chat: Chat, rights: frozenset[str]) -> None:
        """Do what the bot was refused in the chat for want of these rights. Raises `StorageError`."""
        if rights.isdisjoint(RIGHTS.values()):
            return
        now = self._clock.now()
        refusals = _Refusals()
        async for entry in self._log.entries(chat_id=chat.id, since=now - REACH):
            if entry.chat_id == chat.id:
                refusals.see(entry)
        if not refusals.failed:
            return
        taking = _Taking(chat, rights, await self._in_force(chat.id, now))
        for entry in refusals.standing():
            if (found := taking.step(entry)) is not None:
                await self._again(found.post, [found.step])
        _log.info("chat %s: %s actions that were refused for want of a right are made again", chat.id, taking.count)

    async def _in_force(self, chat_id: int, now: float) -> Mapping[str, Rule]:
        """The rules that act in the chat, by name."""
        pauses = [pause for pause in await self._pauses.pauses() if pause.in_force(now)]
        rules = (await self._rules.judge_for(chat_id)).rules
        return {rule.name: rule for rule in rules if _acts(rule, chat_id, now, pauses)}


class _Refusals:
    """What the log says of refusals, and of what people did since; to be shown the log oldest first."""

    def __init__(self) -> None:
        self.failed: deque[LogEntry] = deque(maxlen=MOST)
        self._decided: dict[int, float] = {}
        self._treated: dict[int, float] = {}

    def see(self, entry: LogEntry) -> None:
        """Take the next row in."""
        if entry.actor == BOT:
            if entry.outcome is Status.FAILED and says_lacking(entry.detail):
                self.failed.append(entry)
        elif entry.action in _DEEDS and entry.outcome is Status.DONE:
            if entry.message_id is not None:
                self._decided[entry.message_id] = entry.at
            if entry.user_id is not None:
                self._treated[entry.user_id] = entry.at

    def standing(self) -> Iterator[LogEntry]:
        """The refused rows about which nobody has decided since, newest first."""
        for entry in reversed(self.failed):
            about_author = self._treated.get(entry.user_id or 0, entry.at - 1)
            about_post = self._decided.get(entry.message_id or 0, entry.at - 1)
            # Whoever mutes an author has not said that the message may stay.
            if max(about_post, entry.at - 1 if entry.action == Delete.name else about_author) < entry.at:
                yield entry


class _Found(NamedTuple):
    post: Post
    step: Step


@dataclass(slots=True)
class _Taking:
    """Makes steps of rows of the log; `count` says of how many."""

    chat: Chat
    rights: frozenset[str]
    rules: Mapping[str, Rule]
    count: int = field(default=0)

    def step(self, entry: LogEntry) -> _Found | None:
        """What was to be done, and about what; None if it cannot be done again, or for want of another right."""
        rule, post = self.rules.get(entry.rule or ""), post_of(entry, self.chat)
        if rule is None or post is None or rule.version != entry.rule_version:
            return None
        action = _action(entry.action, rule)
        if action is None or action.key(post) != entry.key or action.obstacle(post):
            return None
        effects = action.effects(post, int(entry.at))
        lacked = {RIGHTS.get(method) for effect in effects for method in _methods(effect)}
        if not all(harmless(effect) for effect in effects) or self.rights.isdisjoint(lacked):
            return None
        self.count += 1
        came_back = ", ".join(sorted(right for right in lacked if right in self.rights))
        return _Found(post, Step(action, rule, f"again, since the bot has the right {came_back}"))


def post_of(entry: LogEntry, chat: Chat) -> Post | None:
    """The post that a row of the log is about, as far as the row tells; None if it does not tell which."""
    head, tail = f"{chat.id}:", f":{entry.action}"
    if not (entry.key.startswith(head) and entry.key.endswith(tail)):
        return None
    name, _, revision = entry.key[len(head) : -len(tail)].rpartition(":")
    if not revision.isdecimal():
        return None
    kind, _, number = name.partition("-")
    album = name.removeprefix(_ALBUM) if name.startswith(_ALBUM) else None
    if entry.message_id is None and kind not in set(PostKind):
        return None
    return Post(
        id=number if entry.message_id is None else entry.message_id,
        kind=PostKind(kind) if entry.message_id is None else PostKind.MESSAGE,
        chat=chat,
        author=Author(entry.user_id, roles={Role.CHANNEL: entry.user_id is not None and entry.user_id < 0}),
        date=int(entry.at),
        message_id=entry.message_id,
        revision=int(revision),
        album=album,
    )


def _acts(rule: Rule, chat_id: int, now: float, pauses: Sequence[Pause]) -> bool:
    over = rule.expires is not None and rule.expires <= now
    paused = any(pause.covers(chat_id, rule.name, rule.version) for pause in pauses)
    return rule.mode is Mode.ENFORCE and not over and not paused


def _action(name: str, rule: Rule) -> Action | None:
    """What the rule does by that name; the other parts of an album go by rules that delete none by themselves."""
    found = next((action for action in rule.actions if action.name == name), None)
    return found or (Delete() if name == Delete.name else None)


def _methods(effect: Effect) -> Iterator[str]:
    """What the effect may call, besides questions."""
    if isinstance(effect, Call):
        yield effect.method
    elif isinstance(effect, Purge):
        yield "deleteMessages"
    elif isinstance(effect, Inquiry):
        found = effect.follow(Outcome(Status.UNKNOWN))
        yield from () if isinstance(found, Outcome) else (call.method for call in found)
