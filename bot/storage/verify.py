"""Whether the log is what the bot wrote: the whole chain, every row that it is about, its end, and heads.

All of it blocks: it is for the command line. The bot may be at work meanwhile; what is looked at is one moment of it.
Memory does not grow with the log.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.chain import EMPTY, Event, Fault, Tip, broken, fault_at, uncovered
from bot.core.head import Head
from bot.storage.chain import CONTENT, PURPOSE, event_of, seal_holds
from bot.storage.faults import explained
from bot.storage.heads import ALL, SIGNERS, Kept, Signer, is_signed, trusted
from bot.storage.schema import require_present
from bot.storage.sqlite import BUSY_SECONDS, file_uri
from bot.storage.vault import Sealing
from bot.storage.viewing import require_file

_EVENT = (
    "c.number, c.at, c.log_id, CAST(c.salt AS BLOB) AS salt, CAST(c.commitment AS BLOB) AS commitment, "
    "CAST(c.link AS BLOB) AS link"
)
_EVENTS = f"SELECT {_EVENT} FROM chain c ORDER BY c.number"  # noqa: S608 - constants, here and below
_LAST_ABOUT = "(SELECT max(number) FROM chain WHERE log_id = {row})"
_ROWS = f"""
SELECT {_EVENT}, {", ".join(f"l.{name}" for name in CONTENT)}
FROM action_log l LEFT JOIN chain c ON c.number = {_LAST_ABOUT.format(row="l.id")}
ORDER BY l.id
"""  # noqa: S608
_GONE = f"""
SELECT {_EVENT} FROM chain c
WHERE NOT EXISTS (SELECT 1 FROM action_log l WHERE l.id = c.log_id)
AND c.number = {_LAST_ABOUT.format(row="c.log_id")}
ORDER BY c.number
"""  # noqa: S608
_SHOWN = ("chat_id", "message_id", "user_id", "rule", "rule_version", "action", "outcome", "detail", "actor")
_MISSHOWN = f"""
SELECT l.id FROM action_log l LEFT JOIN actions a ON a.id = l.id
WHERE NOT ({" AND ".join(f"a.{name} IS l.{name}" for name in _SHOWN)} AND a."case" IS l.case_ref
AND a.at IS strftime('%Y-%m-%dT%H:%M:%S', l.at / 1000000, 'unixepoch') || printf('.%03dZ', l.at / 1000 % 1000))
ORDER BY l.id
"""  # noqa: S608
_MORE_SHOWN = "SELECT count(*) FROM actions WHERE id IS NULL OR id NOT IN (SELECT id FROM action_log)"


@dataclass(slots=True)
class Account:
    """What was looked at. `sealed`: whether the end is sealed by the key; None if there was no key to tell by."""

    events: int = 0
    rows: int = 0
    erased: int = 0
    heads: int = 0
    sealed: bool | None = None
    tip: Tip = EMPTY
    links: dict[int, bytes] = field(default_factory=dict)


def verify(path: Path, vault: Sealing | None, given: Sequence[Head], account: Account) -> Iterator[Fault]:
    """What is wrong with the log in that file; `account` is filled meanwhile. Raises `StorageError`.

    `given` are heads that were kept elsewhere. Without a vault neither the seal of the end can be checked nor whose
    signatures they are.
    """
    require_file(path)
    try:
        with closing(sqlite3.connect(file_uri(path, "ro"), uri=True, isolation_level=None, timeout=BUSY_SECONDS)) as at:
            at.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
            require_present(at, path)
            at.execute("BEGIN")
            heads = [Kept(*row).head for row in at.execute(ALL.sql)]
            yield from _chain(at, {head.tip.number for head in (*heads, *given)}, account)
            yield from _end(at, vault, account)
            yield from _rows(at, account)
            yield from _view(at)
            keys = trusted(at.execute(SIGNERS.sql).fetchall(), None if vault is None else Signer.of(vault))
            for head in heads:
                yield from _head(head, "kept in the database", keys, account)
            for head in given:
                yield from _head(head, "given", keys, account)
    except sqlite3.Error as error:
        raise explained(error, path) from error


def _chain(connection: sqlite3.Connection, wanted: set[int], account: Account) -> Iterator[Fault]:
    yield from broken(_noted(map(event_of, connection.execute(_EVENTS)), wanted, account))


def _noted(events: Iterable[Event], wanted: set[int], account: Account) -> Iterator[Event]:
    for event in events:
        account.events += 1
        account.erased += event.erases
        account.tip = Tip(event.number, event.link)
        if event.number in wanted:
            account.links[event.number] = event.link
        yield event


def _end(connection: sqlite3.Connection, vault: Sealing | None, account: Account) -> Iterator[Fault]:
    key = None if vault is None else vault.subkey(PURPOSE)
    row = connection.execute("SELECT number, CAST(link AS BLOB), seal FROM chain_tip").fetchone()
    if row is None:
        yield Fault("the record of the chain's end was removed")
        return
    tip, seal = Tip(row[0], row[1]), row[2]
    if tip.number > account.tip.number:
        yield Fault(
            f"the end was cut off: the chain had {tip.number} events, there are {account.tip.number}", tip.number
        )
    elif tip != account.tip:
        yield Fault("what follows was put in from outside, or the record of the chain's end was changed", tip.number)
    if key is None:
        return
    account.sealed = seal_holds(key, tip, seal)
    if not account.sealed and (seal is not None or connection.execute("SELECT 1 FROM signers").fetchone()):
        yield Fault("the end of the chain is not sealed with the bot's key: another program wrote to it", tip.number)


def _rows(connection: sqlite3.Connection, account: Account) -> Iterator[Fault]:
    for number, at, row, salt, committed, link, *values in connection.execute(_ROWS):
        account.rows += 1
        event = None if number is None else Event(number, at, row, salt, committed, link)
        if (what := uncovered(values, event)) is not None:
            yield Fault(what, row=values[0]) if event is None else fault_at(event, what)
    for event in map(event_of, connection.execute(_GONE)):
        if not event.erases:
            yield fault_at(event, "the row was removed from outside: no event says that it was erased")


def _view(connection: sqlite3.Connection) -> Iterator[Fault]:
    try:
        for (row,) in connection.execute(_MISSHOWN):
            yield Fault("the view `actions` does not show the row as it is", row=row)
        ((more,),) = connection.execute(_MORE_SHOWN)
        if more:
            yield Fault(f"the view `actions` shows {more} rows that are not in the log")
    except sqlite3.OperationalError as error:
        yield Fault(f"the view `actions` was changed or removed ({error})")


def _head(head: Head, where: str, keys: Mapping[str, bytes], account: Account) -> Iterator[Fault]:
    account.heads += 1
    number = head.tip.number
    name = f"the head of {number:,} events, {where},"
    if head.key not in keys:
        yield Fault(f"{name} is signed with a key that is not the bot's (`{head.key}`)", number)
    elif not is_signed(head.signature, head.signed, keys[head.key]):
        yield Fault(f"{name} was changed: its signature does not hold", number)
    elif number > account.tip.number:
        yield Fault(f"{name} counts more than the {account.tip.number:,} there are: the rest was cut off", number)
    elif account.links.get(number) != head.tip.link:
        yield Fault(f"{name} says otherwise: the log was rewritten at this event or before it", number)
