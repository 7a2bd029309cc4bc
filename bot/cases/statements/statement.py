"""A statement of reasons, put together from what a case says. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.cases.cards.marks import excerpt
from bot.core.case import UNDECIDED, Case, State
from bot.core.measure import Applied, Decision
from bot.core.post import Post, PostKind
from bot.core.ruleset import Rule
from bot.core.strikes import said_at
from bot.core.transitions import APPEAL_WINDOW
from bot.texts import statements as texts
from bot.texts.catalogue import Texts
from bot.texts.markup import Html, join

EXCERPT = 200
"""UTF-16 units of the author's own words, enough to know which message is meant."""

REVIEWED = frozenset({State.UPHELD, State.PARTIALLY_REVERSED, State.REVERSED, State.OMITTED, State.UNDONE})
"""States in which an objection, or a moderator's second look, has come to something."""

GRAVITY = (Decision.DELETE, Decision.WARN, Decision.MUTE, Decision.KICK, Decision.BAN)
"""What may be decided against an author, the gravest last."""

_AGAINST = frozenset(decision.value for decision in GRAVITY)
_IN_FORCE = frozenset({State.ENFORCED, State.CONFIRMED, State.APPEALED, State.HELD}) | REVIEWED
_REMOVED = {PostKind.JOIN_REQUEST: "decline", PostKind.REACTION: "remove_reaction"}
_LIFTED = frozenset({State.REVERSED, State.PARTIALLY_REVERSED, State.UNDONE})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about. `rule` is None where none found the post, or it is not as it was any more.

    `in_part`: a reviewer took back only what is not said to stay in the case's `applied`. `words` are the moderator's
    reason.
    """

    case: Case
    post: Post
    rule: Rule | None = None
    in_part: bool = False
    words: str = ""


def comes_to(action: str) -> Decision:
    """An action as a decision: whatever takes something from an author and has no name there is a deletion."""
    return Decision(action) if action in _AGAINST else Decision.DELETE


def concerns_author(case: Case) -> bool:
    """Whether something was done that the author may ask about. That somebody reported a post is none of it."""
    return bool(case.applied) or (case.state in _IN_FORCE and case.decision is not Decision.KEEP)


def appealable_until(case: Case) -> int | None:
    """Until when the author may object, in seconds since 1970 UTC; None where that is not possible (any more)."""
    if case.state not in (State.ENFORCED, State.CONFIRMED) or case.appellant is not None or case.decided_at is None:
        return None
    return case.decided_at + APPEAL_WINDOW


def render(subject: Subject, t: Texts, now: float) -> Html:
    """What the author is told, in private: it holds some of their own words, if those were kept."""
    case, post = subject.case, subject.post
    parts = [
        texts.heading(t, case.ref, post.chat.title),
        join("\n", _measures(subject, t)) or texts.about(t, said_at(post)),
        texts.quote(excerpt(post.text, (), EXCERPT)) if post.text else Html(),
        _why(subject, t),
        join("\n", _standing(subject, t)),
        _appeal(case, t, now),
    ]
    return join("\n\n", parts)


def keyboard(case: Case, t: Texts, now: float) -> dict[str, Any] | None:
    """The buttons under it, as the Bot API's `reply_markup`; None if there are none."""
    until = appealable_until(case)
    if until is None or now > until:
        return None
    return {"inline_keyboard": [[{"text": texts.appeal_button(t), "callback_data": f"a:{case.ref}"}]]}


def summary(subject: Subject, t: Texts) -> Html:
    """What was done, in a line."""
    return join(" ", _measures(subject, t))


def _measures(subject: Subject, t: Texts) -> Iterator[Html]:
    case, post = subject.case, subject.post
    for item in _in_part(case) if subject.in_part else case.applied or _decided(case):
        action = _REMOVED.get(post.kind, item.action) if item.action == "delete" else item.action
        yield texts.done(t, action, said_at(post), item.until)


def _in_part(case: Case) -> Iterable[Applied]:
    """What was done at first. A mute or a ban that was made shorter was decided for the time that the case says."""
    known = {item.action: item for item in (*_decided(case), *case.applied)}
    return [known[decision.value] for decision in GRAVITY if decision.value in known]


def _decided(case: Case) -> Iterable[Applied]:
    """What was decided, where the case does not say what was done."""
    if case.decision is None or case.decision is Decision.KEEP or case.state in UNDECIDED:
        return ()
    until = None if case.seconds is None or case.decided_at is None else case.decided_at + case.seconds
    return (Applied(case.decision.value, until),)


def _why(subject: Subject, t: Texts) -> Html:
    case, rule = subject.case, subject.rule
    title, reason = (rule.title, rule.reason) if rule else ("", None)
    why = texts.why(t, case.rule, case.rule_version, title, reason)
    return join("\n", [why, texts.said(t, subject.words)]) if subject.words else why


def _standing(subject: Subject, t: Texts) -> Iterator[Html]:
    """Who decided, and where it stands."""
    case = subject.case
    if case.state is State.HELD:
        yield texts.held(t, case.lapses_at)
    elif case.state is State.CLOSED_NO_ACTION:
        yield texts.nothing_wrong(t)
    elif case.decision is None or case.state in UNDECIDED:
        yield texts.looked_at(t) if case.applied else texts.lapsed(t)
    else:
        yield texts.decided_by(t, case.origin, automated=case.automated and case.reviewed_by is None)
    if case.state is State.APPEALED:
        yield texts.under_review(t, case.appealed_at)
    elif case.state in REVIEWED:
        yield from _review(subject, t)


def _review(subject: Subject, t: Texts) -> Iterator[Html]:
    case, objected = subject.case, subject.case.appellant is not None
    yield texts.reviewed(t, State.PARTIALLY_REVERSED if subject.in_part else case.state, objected=objected)
    if objected and case.reviewed_by is not None and case.reviewed_by in (case.decided_by, case.second_by):
        yield texts.same_person(t)
    if case.state in _LIFTED:
        undone = [item for item in case.applied if not item.stays] or _decided(case)
        yield join(" ", (texts.taken_back(t, item.action, item.until) for item in undone))


def _appeal(case: Case, t: Texts, now: float) -> Html:
    until = appealable_until(case)
    if until is None:
        return Html()
    return texts.how_to_appeal(t, case.ref, until) if now <= until else texts.too_late(t, until)
