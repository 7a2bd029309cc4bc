"""What can go wrong, as one tree.

OmbudError
├── ArgumentError          an argument of a condition or an action makes no sense
├── CaseError
│   ├── AlreadyInTargetState   the case is where the step would take it
│   ├── ClaimedByAnother       another moderator is on the case just now
│   ├── Conflict               who would decide has an interest in it
│   ├── InvalidStateTransition the case table has no such step
│   └── StaleVersion           somebody else changed the case meanwhile
├── StorageError           the database cannot be opened, read or written
│   ├── DiskFailed             what was written may not be on the disk; the process has to end
│   ├── LogChanged             somebody else wrote to the log of actions
│   └── RefTaken               another case has the ref already
└── UnreadableUpdate       a raw update does not have the shape that Telegram documents

Faults in what people write (rules, configuration) are not exceptions: they are diagnostics, see `bot.source`.
"""


class OmbudError(Exception):
    """The root of every error that Ombud raises on purpose."""


class ArgumentError(OmbudError):
    """An argument of a condition or an action makes no sense; raised while it is being built.

    `field` is the attribute's name; None when the fault is in their combination. `hint` names the fix.
    """

    def __init__(self, message: str, *, field: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field, self.hint = message, field, hint


class CaseError(OmbudError):
    """A step that a case does not allow."""


class AlreadyInTargetState(CaseError):
    """The case is already where the step would take it."""


class InvalidStateTransition(CaseError):
    """The case table has no such step from the case's state."""


class ClaimedByAnother(CaseError):
    """Another moderator has taken the case, and still has time to decide it."""


class Conflict(CaseError):
    """Who would take the step has an interest in it, or decided what is to be reviewed."""


class StaleVersion(CaseError):
    """Somebody else changed the case since it was read."""


class StorageError(OmbudError):
    """The database cannot be opened, read or written; the message says what to do."""


class DiskFailed(StorageError):
    """The disk said that it lost something (a failed fsync), and from then on nothing is written any more.

    Nobody knows what the system still has of it, so that only a new process, which reads from the disk, can go on.
    """


class LogChanged(StorageError):
    """Somebody else wrote to the log of actions, so that it cannot be vouched for."""


class RefTaken(StorageError):
    """Another case has the ref already; opening it under another one will do."""


class UnreadableUpdate(OmbudError):
    """A raw update does not have the shape that Telegram documents; the message names the field."""
