"""The ports: what the pipeline needs from the world outside.

Adapters implement them, `bot.app` plugs them in, tests use fakes.

Every method that does I/O is a coroutine. None of them raises for what Telegram refuses: that is an `Outcome`.
"""

from bot.core.ports.cases import AppealStore, CaseStore, Contacts, ReportStore, Statistics
from bot.core.ports.heads import Heads
from bot.core.ports.judging import Announcer, Escalations, Habits, Recorded, Records, Restraint, Rules
from bot.core.ports.log import ActionLog, LogReader
from bot.core.ports.pardons import Pardons
from bot.core.ports.people import FormerChats, Ladders, Pauses, People, Presence, Recollection, Strikes
from bot.core.ports.settings import Settings, SettingStore, Trust
from bot.core.ports.subjects import Subjects
from bot.core.ports.updates import Inbox, RawUpdate, Source, Vault
from bot.core.ports.world import Administrators, ChatPort, Clock, Witness

__all__ = [
    "ActionLog",
    "Administrators",
    "Announcer",
    "AppealStore",
    "CaseStore",
    "ChatPort",
    "Clock",
    "Contacts",
    "Escalations",
    "FormerChats",
    "Habits",
    "Heads",
    "Inbox",
    "Ladders",
    "LogReader",
    "Pardons",
    "Pauses",
    "People",
    "Presence",
    "RawUpdate",
    "Recollection",
    "Recorded",
    "Records",
    "ReportStore",
    "Restraint",
    "Rules",
    "SettingStore",
    "Settings",
    "Source",
    "Statistics",
    "Strikes",
    "Subjects",
    "Trust",
    "Vault",
    "Witness",
]
