"""Which part is plugged into which port."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from random import SystemRandom
from typing import Any

from telegram import Bot

from bot.actions.escalate import Escalate
from bot.app.desk import DeskParts, plug_board, plug_commands, plug_desk, plug_reposts
from bot.app.drawing import drawn
from bot.app.reports import ReportParts, plug_reports
from bot.cases.appeals.appeals import Appeals
from bot.cases.appeals.reposts import Reposts
from bot.cases.appeals.review import Reviews
from bot.cases.cards.escalation import CaseEscalations
from bot.cases.desk.commanding import Commanding
from bot.cases.desk.desk import Desk
from bot.cases.measures.rungs import Rungs
from bot.cases.names import Names
from bot.cases.opening import Openings
from bot.cases.rights.regained import Regained
from bot.cases.rights.rights import RightsWatch
from bot.cases.settings import OwnersSettings
from bot.cases.statements.automatic import Automatic
from bot.cases.statements.reaching import Reaching
from bot.cases.statements.statements import Statements
from bot.config import Config
from bot.core.ports import Announcer, ChatPort, Clock, Escalations, Records, Restraint, Rules
from bot.core.settings import ChatSettings
from bot.hands import Hands
from bot.moderator import Moderator, Trial
from bot.pausing.notices import Notices
from bot.pausing.orders import Orders
from bot.pausing.presses import PausePresses
from bot.pausing.restraints import Restraints
from bot.storage import DurableStore
from bot.telegram.administrators import TelegramAdministrators
from bot.telegram.dispatch import Dispatcher
from bot.telegram.handlers import Handlers
from bot.telegram.members import Members
from bot.telegram.moves import Moves
from bot.telegram.read import read_message
from bot.telegram.report_button import ReportButton
from bot.telegram.simulated import SimulatedChat, SimulatedEscalations, SimulatedStrikes
from bot.telegram.tools import Kept, Tools
from bot.telegram.witness import TelegramWitness

Endless = Callable[[], Coroutine[Any, Any, None]]
"""A work that goes on until it is cancelled."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What the bot is made of: the adapters, ready for use. `me` is the bot's own user id, `username` its name."""

    config: Config
    rules: Rules
    store: DurableStore
    chat: ChatPort
    administrators: TelegramAdministrators
    announcer: Announcer
    moves: Moves
    bot: Bot
    me: int
    username: str
    clock: Clock


def plug(parts: Parts) -> tuple[Dispatcher, Handlers, Sequence[Endless]]:
    """The whole pipeline, from a raw update on, and the handlers in it, which must be entered before it is used.

    The last are to be run beside it: they see to the deadlines of cases, and to reporters who are still to be told.
    """
    moderation = parts.config.moderation
    rules = parts.rules
    parts = replace(parts, chat=_watched(parts))
    openings = Openings(parts.store, parts.clock, SystemRandom())
    names, desk_parts = Names(parts.chat), _desk_parts(parts)
    board = plug_board(desk_parts, names)
    quiet = {chat_id for chat_id in (moderation.escalation_chat, moderation.log_chat) if chat_id is not None}
    pausing = _pausing(parts)
    statements = _statements(parts)
    reporting = plug_reports(
        store=parts.store,
        chat=parts.chat,
        rules=rules,
        administrators=parts.administrators,
        openings=openings,
        board=board,
        clock=parts.clock,
        operators=frozenset(moderation.operators),
        me=parts.me,
        escalation_chat=moderation.escalation_chat,
    )
    reposts = plug_reposts(desk_parts)
    desk, deadlines = plug_desk(desk_parts, board, names, [statements, reporting.outcomes, reposts])
    commanding = plug_commands(desk_parts, desk, openings)
    handlers = _handlers(parts, desk, commanding, openings, pausing, statements, reporting, reposts)
    automatic = Automatic(openings, parts.store, statements, parts.clock)
    moderator = _moderator(parts, rules, CaseEscalations(openings, board), pausing.restraints, automatic)
    members = Members(
        log=parts.store,
        presence=parts.store,
        contacts=parts.store,
        forget=parts.administrators.forget,
        regained=Regained(parts.store, rules, parts.store, parts.clock, moderator.again).take_up,
        me=parts.me,
    )
    dispatcher = Dispatcher(
        moderate=moderator.begin,
        handlers=handlers,
        members=members.note,
        moves=parts.moves.note,
        button=ReportButton(parts.chat, _settings(parts), parts.username).begin,
        unmoderated=frozenset(quiet),
        card_chats=_settings(parts).card_chats,
    )
    return dispatcher, handlers, (deadlines.run, reporting.outcomes.run)


def _watched(parts: Parts) -> ChatPort:
    """The chat port, with an eye on rights that the bot lacks."""
    return RightsWatch(
        chat=parts.chat,
        presence=parts.store,
        administrators=parts.administrators,
        clock=parts.clock,
        me=parts.me,
        escalation_chat=parts.config.moderation.escalation_chat,
    )


def _desk_parts(parts: Parts) -> DeskParts:
    moderation, store = parts.config.moderation, parts.store
    return DeskParts(
        store=store,
        chat=parts.chat,
        rules=parts.rules,
        administrators=parts.administrators,
        settings=_settings(parts),
        clock=parts.clock,
        escalation_chat=moderation.escalation_chat,
        operators=frozenset(moderation.operators),
        me=parts.me,
    )


def _settings(parts: Parts) -> OwnersSettings:
    """What owners set for their chats, over what the operator set for all."""
    moderation = parts.config.moderation
    defaults = ChatSettings(
        language=moderation.language,
        ladder=moderation.ladder,
        second_approver=moderation.second_approver,
        report_button=moderation.report_button,
    )
    return OwnersSettings(parts.store, parts.clock, defaults)


def _statements(parts: Parts) -> Statements:
    store, clock = parts.store, parts.clock
    return Statements(
        cases=store,
        appeals=store,
        log=store,
        rules=parts.rules,
        contacts=store,
        settings=_settings(parts),
        reaching=Reaching(parts.chat, store, clock),
        clock=clock,
        username=parts.username,
        me=parts.me,
    )


@dataclass(frozen=True, slots=True)
class _Pausing:
    """What has to do with pauses."""

    restraints: Restraints
    orders: Orders
    presses: PausePresses


def _pausing(parts: Parts) -> _Pausing:
    moderation, store, administrators = parts.config.moderation, parts.store, parts.administrators
    operators = frozenset(moderation.operators)
    notices = Notices(parts.chat, administrators, operators, moderation.escalation_chat)
    restraints = Restraints(store, store, parts.clock, Escalate(), notices.tell)
    presses = PausePresses(
        pauses=store,
        restraints=restraints,
        notices=notices,
        administrators=administrators,
        clock=parts.clock,
        operators=operators,
    )
    return _Pausing(restraints, Orders(store, restraints, administrators, parts.clock, operators), presses)


def _moderator(
    parts: Parts, rules: Rules, escalations: Escalations, restraint: Restraint, records: Records
) -> Moderator:
    moderation = parts.config.moderation
    settings, strikes = _settings(parts), SimulatedStrikes(parts.store)
    return Moderator(
        rules=rules,
        log=parts.store,
        people=parts.store,
        recollection=parts.store,
        witness=TelegramWitness(parts.administrators, parts.chat, parts.store),
        announcer=parts.announcer,
        clock=parts.clock,
        real=Hands(parts.chat, escalations, parts.store, restraint, records, Rungs(settings, parts.store)),
        dry=Hands(SimulatedChat(parts.chat), SimulatedEscalations(), strikes, ladders=Rungs(settings, strikes)),
        trial=Trial(None if moderation.shadow else moderation.trial),
        me=parts.me,
        pardons=parts.store,
    )


def _handlers(  # noqa: PLR0917 - what commands work with
    parts: Parts,
    desk: Desk,
    commanding: Commanding,
    openings: Openings,
    pausing: _Pausing,
    statements: Statements,
    reporting: ReportParts,
    reposts: Reposts,
) -> Handlers:
    tools = Tools(
        chat=parts.chat,
        clock=parts.clock,
        rules=parts.rules,
        administrators=parts.administrators,
        kept=_kept(parts.store),
        read=read_message,
        draw=drawn,
        me=parts.me,
        username=parts.username,
        operators=frozenset(parts.config.moderation.operators),
        reports=reporting.reports,
        reporters=reporting.reporters,
        report_presses=reporting.presses,
        hints=reporting.hints,
        desk=desk,
        appeals=Appeals(desk.office, parts.store),
        reviews=Reviews(desk.office, parts.store, parts.store),
        reposts=reposts,
        commanding=commanding,
        settings=_settings(parts),
        openings=openings,
        statements=statements,
        orders=pausing.orders,
        pauses=pausing.presses,
    )
    return Handlers(parts.bot, tools)


def _kept(store: DurableStore) -> Kept:
    return Kept(
        log=store,
        cases=store,
        reports=store,
        appeals=store,
        contacts=store,
        statistics=store,
        strikes=store,
        subjects=store,
    )
