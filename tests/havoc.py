"""A town with every kind of effect, and what must hold there whatever happened to the bot."""

import random
import re
import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.fakeapi import Chat, FakeApi, User
from tests.acceptance.process import TOKEN

RULES = """
rules:
  - {id: scam, if: {words: drainkit}, then: [delete], category: scams_and_fraud, reason: "No drainers.",
     examples: {match: [drainkit], ignore: [hello]}}
  - {id: shill, if: {words: pumpcoin}, then: [delete, mute: {for: 1h}], category: scams_and_fraud, reason: "No.",
     examples: {match: [pumpcoin], ignore: [hello]}}
  - {id: rude, if: {words: blastard}, then: [warn], category: cyber_violence, reason: "Be kind.",
     examples: {match: [blastard], ignore: [hello]}}
  - {id: doubt, if: {words: [easy money]}, then: [escalate], category: scams_and_fraud, reason: "Looked at.",
     examples: {match: [easy money], ignore: [hello]}}
"""
CLEAN, SCAM, SHILL, RUDE, DOUBT = "hello", "drainkit", "pumpcoin", "blastard", "easy money"
_DELETED = (SCAM, SHILL)
_TOLD = (*_DELETED, RUDE)
"""What a rule does by itself, of which the author is told."""

_UNCERTAIN = {("warn", "unknown"), ("statement", "unknown"), ("statement", "skipped")}
"""Whether something was said may be unknown for ever; everything else has to be done in the end."""

_LINK = re.compile(r"start=case_([\w-]+)")

Place = tuple[int, int]
"""The ids of a chat and of a message in it."""


@dataclass(slots=True)
class Toll:
    """What must not be: each list is empty if all went well."""

    lost: list[object] = field(default_factory=list)
    doubled: list[object] = field(default_factory=list)
    wrong: list[object] = field(default_factory=list)

    @property
    def none(self) -> bool:
        """Whether all went well."""
        return not (self.lost or self.doubled or self.wrong)


class Town:
    """Groups in which many different people write, each of them once; chance decides what, from a seed."""

    def __init__(self, api: FakeApi, groups: int, seed: int) -> None:
        self.api, self.seed, self.chance = api, seed, random.Random(seed)
        self.owner = api.user("Olga")
        self.groups = [api.supergroup(f"Group {number}", owner=self.owner) for number in range(groups)]
        self.cards = api.supergroup("Moderators", owner=self.owner)
        self.posts: dict[Place, str] = {}

    def post(self, text: str, group: Chat | None = None) -> Place:
        """Somebody who never wrote before writes that, in a group by chance if none is given."""
        group = group or self.chance.choice(self.groups)
        author: User = self.api.user(f"User {len(self.posts)}")
        group.join(author, service=False)
        place = (group.id, group.post(author, text)["message_id"])
        self.posts[place] = text
        return place

    def chatter(self, count: int, *, warnings: int = 0, doubts: int = 0) -> None:
        """So many posts, every fifth bad; sends are few, because Telegram limits them."""
        texts = [RUDE] * warnings + [DOUBT] * doubts
        texts += [self.chance.choices((CLEAN, SCAM, SHILL), (80, 15, 5))[0] for _ in range(count - len(texts))]
        self.chance.shuffle(texts)
        for text in texts:
            self.post(text)

    def places(self, *texts: str) -> set[Place]:
        """Where that was written."""
        return {place for place, text in self.posts.items() if text in texts}

    def settings(self, **changes: str) -> dict[str, str]:
        """The environment of a bot for it, in a folder that `furnish` made."""
        return {
            "OMBUD_TELEGRAM__TOKEN": TOKEN,
            "OMBUD_TELEGRAM__API_URL": self.api.url,
            "OMBUD_STORAGE__URL": "sqlite:///ombud.db",
            "OMBUD_RULES__PATHS": "rules.yaml",
            "OMBUD_MODERATION__ESCALATION_CHAT": str(self.cards.id),
            **changes,
        }

    def toll(self, database: Path) -> Toll:
        """Compare what was written with what Telegram was asked and with what the bot knows of it."""
        toll = Toll()
        self._at_telegram(toll)
        with closing(sqlite3.connect(database)) as connection:
            self._in_the_log(toll, connection)
            self._kept(toll, connection)
        return toll

    def _at_telegram(self, toll: Toll) -> None:
        deleted = {(group.id, number) for group in self.groups for number in group.deleted}
        wanted = self.places(*_DELETED)
        toll.lost += [("not deleted", place) for place in wanted - deleted]
        toll.wrong += [("deleted", place) for place in deleted - wanted]
        muted = {chat.id for chat in self.groups for member in chat.members if member.status == "restricted"}
        toll.lost += [("nobody muted in", chat) for chat in {chat for chat, _ in self.places(SHILL)} - muted]
        said = Counter(
            (call.params["chat_id"], call.params["reply_parameters"]["message_id"])
            for call in self.api.calls
            if call.method == "sendMessage" and call.result and "reply_parameters" in call.params
        )
        toll.doubled += [("warned twice", place) for place, times in said.items() if times > 1]
        toll.wrong += [("warned", place) for place in said.keys() - self.places(RUDE)]
        told = Counter(
            ref
            for call in self.api.calls
            if call.method == "sendMessage" and call.result
            for ref in set(_LINK.findall(str(call.params)))
        )
        toll.doubled += [("told twice", ref) for ref, times in told.items() if times > 1]

    def _in_the_log(self, toll: Toll, connection: sqlite3.Connection) -> None:
        query = "SELECT action, chat_id, message_id, outcome FROM action_log WHERE actor = 'bot'"
        rows = connection.execute(query).fetchall()
        times = Counter(row[:3] for row in rows)
        toll.doubled += [("logged twice", row) for row, count in times.items() if count > 1]
        expected = {"delete": _DELETED, "mute": (SHILL,), "warn": (RUDE,), "escalate": (DOUBT,), "statement": _TOLD}
        wanted = {(action, *place) for action, texts in expected.items() for place in self.places(*texts)}
        toll.lost += [("not logged", row) for row in wanted - times.keys()]
        toll.wrong += [("logged", row) for row in times.keys() - wanted]
        toll.wrong += [row for row in rows if row[3] != "done" and (row[0], row[3]) not in _UNCERTAIN]

    def _kept(self, toll: Toll, connection: sqlite3.Connection) -> None:
        keys = Counter(tuple(key.split(":")[:2]) for (key,) in connection.execute("SELECT key FROM strikes"))
        wanted = {(str(chat), str(message)) for chat, message in self.places(RUDE)}
        toll.lost += [("no strike", place) for place in wanted - keys.keys()]
        toll.doubled += [("two strikes", place) for place, count in keys.items() if count > 1]
        toll.wrong += [("strike", place) for place in keys.keys() - wanted]
        query = "SELECT chat_id, message_id, ref FROM cases UNION SELECT chat_id, message_id, case_ref FROM spree_posts"
        cases = Counter(row[:2] for row in connection.execute(query))
        toll.lost += [("no case", place) for place in self.places(DOUBT, *_TOLD) - cases.keys()]
        toll.doubled += [("two cases", place) for place, count in cases.items() if count > 1]
        toll.wrong += [("case", place) for place in cases.keys() - self.places(DOUBT, *_TOLD)]
        toll.lost += [("unhandled", number) for (number,) in connection.execute("SELECT id FROM inbox")]


def furnish(folder: Path) -> Path:
    """Put the rules into a folder; where the bot will have its database there."""
    (folder / "rules.yaml").write_text(RULES)
    return folder / "ombud.db"
