"""The moderators' desk, plugged together."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.cases.aftermath import Aftermath
from bot.cases.appeals.reposts import Reposts
from bot.cases.cards.board import Board
from bot.cases.cards.dossier import Dossiers
from bot.cases.cards.pacing import Pacing
from bot.cases.desk.commanding import Commanding
from bot.cases.desk.deadlines import Deadlines
from bot.cases.desk.desk import Desk
from bot.cases.desk.office import Office
from bot.cases.desk.owners import Owners
from bot.cases.measures.carrying import Hands
from bot.cases.measures.rungs import Rungs
from bot.cases.measures.undoing import Undoing
from bot.cases.names import Names
from bot.cases.opening import Openings
from bot.core.ports import Administrators, ChatPort, Clock, Rules, Settings
from bot.storage import Store


@dataclass(frozen=True, slots=True)
class DeskParts:
    """The ports that the desk needs; `me` is the bot's own user id."""

    store: Store
    chat: ChatPort
    rules: Rules
    administrators: Administrators
    settings: Settings
    clock: Clock
    escalation_chat: int | None
    operators: frozenset[int]
    me: int


def plug_board(parts: DeskParts, names: Names, pacing: Pacing | None = None) -> Board:
    """One board for rules, reports and presses: it keeps changes of the same card in order."""
    store = parts.store
    dossiers = Dossiers(cases=store, reports=store, strikes=store, people=store, clock=parts.clock)
    return Board(
        chat=parts.chat,
        cases=store,
        rules=parts.rules,
        administrators=parts.administrators,
        escalation_chat=parts.escalation_chat,
        settings=parts.settings,
        pacing=pacing,
        dossiers=dossiers,
        names=names,
    )


def plug_desk(parts: DeskParts, board: Board, names: Names, followers: Sequence[Aftermath]) -> tuple[Desk, Deadlines]:
    """The desk, and what watches its deadlines. `followers` hear of what cases come to, in this order."""
    store = parts.store
    owners = Owners(
        chat=parts.chat,
        log=store,
        administrators=parts.administrators,
        contacts=store,
        clock=parts.clock,
        escalation_chat=parts.escalation_chat,
    )
    undoing = Undoing(chat=parts.chat, log=store, cases=store, people=store, strikes=store, pardons=store)
    office = Office(
        cases=store,
        reports=store,
        log=store,
        chat=parts.chat,
        administrators=parts.administrators,
        clock=parts.clock,
        settings=parts.settings,
        board=board,
        names=names,
        owners=owners,
        hands=Hands(parts.chat, store, store, Rungs(parts.settings, store)),
        undoing=undoing,
        followers=followers,
        operators=parts.operators,
        me=parts.me,
    )
    desk = Desk(office)
    return desk, Deadlines(office, desk.holds)


def plug_reposts(parts: DeskParts) -> Reposts:
    """What offers to post texts again, and hears of what cases come to for that."""
    return Reposts(
        cases=parts.store,
        log=parts.store,
        chat=parts.chat,
        administrators=parts.administrators,
        contacts=parts.store,
        settings=parts.settings,
        clock=parts.clock,
        operators=parts.operators,
    )


def plug_commands(parts: DeskParts, desk: Desk, openings: Openings) -> Commanding:
    """What takes moderators' commands."""
    return Commanding(
        desk=desk,
        openings=openings,
        cases=parts.store,
        log=parts.store,
        trust=parts.store,
        chat=parts.chat,
        administrators=parts.administrators,
        clock=parts.clock,
        operators=parts.operators,
        me=parts.me,
    )
