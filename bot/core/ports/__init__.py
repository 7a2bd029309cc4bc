"""The ports: what the pipeline needs from the world outside.

Adapters implement them, `bot.app` plugs them in, tests use fakes.

Every method that does I/O is a coroutine. None of them raises for what Telegram refuses: that is an `Outcome`.
"""

from bot.core.ports.judging import Announcer, Escalations, Habits, Restraint, Rules
from bot.core.ports.log import ActionLog, CaseStore, LogReader
from bot.core.ports.people import FormerChats, Pauses, People, Presence, Recollection, Strikes
from bot.core.ports.updates import Inbox, RawUpdate, Source, Vault
from bot.core.ports.world import Administrators, ChatPort, Clock, Witness

__all__ = [
    "ActionLog",
    "Administrators",
    "Announcer",
    "CaseStore",
    "ChatPort",
    "Clock",
    "Escalations",
    "FormerChats",
    "Habits",
    "Inbox",
    "LogReader",
    "Pauses",
    "People",
    "Presence",
    "RawUpdate",
    "Recollection",
    "Restraint",
    "Rules",
    "Source",
    "Strikes",
    "Vault",
    "Witness",
]
