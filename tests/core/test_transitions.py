"""The case table: every step from every state to every other, by everybody."""

from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.case import AWAITING, UNDECIDED, Case, CaseOrigin, State
from bot.core.errors import AlreadyInTargetState, CaseError, ClaimedByAnother, Conflict, InvalidStateTransition
from bot.core.measure import Decision
from bot.core.transitions import APPEAL_WINDOW, BOT, CLAIM, TABLE, Actor, Party, advanced, decided

NOW = 1_700_000_000
AUTHOR, MODERATOR, OTHER, OWNER, REPORTER = 7, 2, 3, 1, 6
ACTORS = {
    Party.BOT: BOT,
    Party.MODERATOR: Actor(Party.MODERATOR, MODERATOR),
    Party.OWNER: Actor(Party.OWNER, OWNER),
    Party.AUTHOR: Actor(Party.AUTHOR, AUTHOR),
    Party.REPORTER: Actor(Party.REPORTER, REPORTER),
}
STAFF = (Party.MODERATOR, Party.OWNER)

DESIGN = """
open             claimed             moderator owner
open             escalated           bot moderator owner
open             held                bot moderator owner
open             void                bot
claimed          open                bot moderator owner
claimed          escalated           bot moderator owner
claimed          held                moderator owner
claimed          awaiting_second     moderator owner
claimed          decided             moderator owner
claimed          closed_no_action    moderator owner
claimed          void                bot
escalated        claimed             moderator owner
escalated        held                moderator owner
escalated        awaiting_second     moderator owner
escalated        decided             moderator owner
escalated        closed_no_action    moderator owner
escalated        void                bot
held             open                bot
held             awaiting_second     moderator owner
held             decided             moderator owner
held             closed_no_action    moderator owner
held             void                bot
awaiting_second  decided             moderator owner
awaiting_second  escalated           bot moderator owner
awaiting_second  void                bot
decided          enforced            bot
decided          enforce_failed      bot
enforced         confirmed           moderator owner
enforced         reversed            moderator owner
enforced         appealed            author
enforce_failed   escalated           bot
enforce_failed   claimed             moderator owner
enforce_failed   void                bot
closed_no_action appealed            reporter
closed_no_action open                bot
confirmed        appealed            author
appealed         upheld              moderator owner
appealed         partially_reversed  moderator owner
appealed         reversed            moderator owner
appealed         omitted             moderator owner
partially_reversed undone            bot
reversed         undone              bot
reversed         open                bot
"""
ALLOWED = {
    (State(source), State(target), Party(party))
    for source, target, *parties in map(str.split, DESIGN.strip().splitlines())
    for party in parties
}


def case(state: State, **changes: Any) -> Case:
    """A case as it may stand in that state."""
    fields: dict[str, Any] = {"due_at": NOW + 60 if state in UNDECIDED else None}
    if state is State.CLAIMED:
        fields |= {"claimed_by": None, "claimed_until": NOW}
    if state in (State.HELD, State.AWAITING_SECOND):
        fields |= {"lapses_at": NOW + 60}
    if state not in UNDECIDED or state is State.AWAITING_SECOND:
        fields |= {"decision": Decision.BAN, "decided_by": 99, "decided_at": NOW}
    made = Case("C-7K2M", -100, 50, 0, CaseOrigin.RULE, NOW - 60, state=state, author_id=AUTHOR)
    return replace(made, **(fields | changes))


@pytest.mark.parametrize("source", State)
def test_the_table_is_the_design_and_nothing_else(source: State) -> None:
    for target, (party, actor) in product(State, ACTORS.items()):
        if target is source:
            continue
        if (source, target, party) in ALLOWED:
            assert advanced(case(source), target, actor, NOW).state is target
        else:
            with pytest.raises(CaseError):
                advanced(case(source), target, actor, NOW)


@pytest.mark.parametrize("state", State)
def test_where_it_is_already_it_does_not_go_again(state: State) -> None:
    held = case(state, claimed_by=OTHER, claimed_until=NOW + 60)
    with pytest.raises(AlreadyInTargetState):
        advanced(held, state, ACTORS[Party.MODERATOR], NOW)


def test_every_state_has_a_row_and_can_be_reached() -> None:
    assert set(TABLE) == set(State)
    beginnings = {State.OPEN, State.ENFORCED}
    assert {target for row in TABLE.values() for target in row} | beginnings == set(State)


def test_nobody_but_a_person_decides() -> None:
    for source, row in TABLE.items():
        for target in (State.DECIDED, State.CLOSED_NO_ACTION, State.UPHELD, State.REVERSED, State.AWAITING_SECOND):
            assert Party.BOT not in row.get(target, ()), (source, target)


def test_a_claim_keeps_others_off_until_it_is_over() -> None:
    taken = advanced(case(State.OPEN), State.CLAIMED, ACTORS[Party.MODERATOR], NOW)
    assert (taken.claimed_by, taken.claimed_until) == (MODERATOR, NOW + CLAIM)
    other = Actor(Party.MODERATOR, OTHER)
    for target in TABLE[State.CLAIMED]:
        if target is not State.VOID:
            with pytest.raises(ClaimedByAnother):
                advanced(taken, target, other, NOW + CLAIM - 1)
            assert advanced(taken, target, other, NOW + CLAIM).state is target
    over = advanced(taken, State.CLAIMED, other, NOW + CLAIM)
    assert over.claimed_by == OTHER


def test_leaving_a_claim_forgets_it() -> None:
    taken = case(State.CLAIMED, claimed_by=MODERATOR, claimed_until=NOW + 60)
    for target in (State.OPEN, State.ESCALATED, State.HELD, State.DECIDED):
        after = advanced(taken, target, ACTORS[Party.MODERATOR], NOW)
        assert (after.claimed_by, after.claimed_until) == (None, None)


@pytest.mark.parametrize("source", sorted(UNDECIDED))
def test_who_has_an_interest_takes_no_step(source: State) -> None:
    for target, parties in TABLE[source].items():
        if Party.MODERATOR not in parties:
            continue
        with pytest.raises(Conflict):
            advanced(case(source), target, Actor(Party.MODERATOR, AUTHOR), NOW)
        with pytest.raises(Conflict):
            advanced(case(source), target, Actor(Party.MODERATOR, MODERATOR, conflicted=True), NOW)


def test_who_proposed_cannot_approve_unless_alone() -> None:
    proposed = case(State.AWAITING_SECOND, decided_by=MODERATOR)
    with pytest.raises(Conflict):
        advanced(proposed, State.DECIDED, ACTORS[Party.MODERATOR], NOW)
    approved = advanced(proposed, State.DECIDED, Actor(Party.MODERATOR, OTHER), NOW + 5)
    assert (approved.decided_by, approved.second_by, approved.decided_at) == (MODERATOR, OTHER, NOW + 5)
    assert approved.lapses_at is None
    assert advanced(proposed, State.DECIDED, Actor(Party.MODERATOR, MODERATOR, sole=True), NOW).second_by == MODERATOR


def test_who_decided_cannot_review_unless_alone() -> None:
    appealed = case(State.APPEALED, decided_by=MODERATOR, second_by=OTHER)
    for person in (MODERATOR, OTHER):
        with pytest.raises(Conflict):
            advanced(appealed, State.UPHELD, Actor(Party.MODERATOR, person), NOW)
        assert advanced(appealed, State.UPHELD, Actor(Party.OWNER, person, sole=True), NOW).reviewed_by == person


def test_an_appeal_has_a_window_an_author_and_one_try() -> None:
    enforced, author = case(State.ENFORCED), ACTORS[Party.AUTHOR]
    last = advanced(enforced, State.APPEALED, author, NOW + APPEAL_WINDOW)
    assert (last.appellant, last.appealed_at) == (AUTHOR, NOW + APPEAL_WINDOW)
    for late, by in ((NOW + APPEAL_WINDOW + 1, author), (NOW, Actor(Party.AUTHOR, 8))):
        with pytest.raises(InvalidStateTransition):
            advanced(enforced, State.APPEALED, by, late)
    with pytest.raises(AlreadyInTargetState):
        advanced(replace(enforced, appellant=AUTHOR), State.APPEALED, author, NOW)


def test_a_case_that_begins_anew_has_no_decision() -> None:
    anew = advanced(case(State.CLOSED_NO_ACTION, appellant=6), State.OPEN, BOT, NOW)
    assert (anew.decision, anew.decided_by, anew.decided_at, anew.appellant) == (None, None, None, None)


@pytest.mark.parametrize("party", [Party.BOT, Party.AUTHOR, Party.REPORTER])
def test_only_staff_takes_a_case_over_whose_claim_is_over(party: Party) -> None:
    claimed = advanced(case(State.OPEN), State.CLAIMED, ACTORS[Party.MODERATOR], NOW)
    with pytest.raises(InvalidStateTransition):
        advanced(claimed, State.CLAIMED, ACTORS[party], NOW + CLAIM)


def test_a_decision_takes_an_open_case_at_once() -> None:
    by = ACTORS[Party.MODERATOR]
    for source in (State.OPEN, State.CLAIMED, State.ESCALATED, State.HELD, State.ENFORCE_FAILED):
        made = decided(case(source), State.DECIDED, by, NOW, decision=Decision.DELETE)
        assert (made.state, made.decision, made.decided_by, made.decided_at) == (
            State.DECIDED,
            Decision.DELETE,
            MODERATOR,
            NOW,
        )


STEPS = st.tuples(
    st.sampled_from(State),
    st.sampled_from(sorted(ACTORS)),
    st.integers(1, 9),
    st.booleans(),
    st.booleans(),
    st.integers(0, 40 * 86_400),
)


@given(st.lists(STEPS, max_size=40))
def test_fields_stay_true_to_the_state(steps: list[tuple[State, Party, int, bool, bool, int]]) -> None:
    """Whatever is tried in whatever order."""
    present, at = case(State.OPEN), NOW
    for target, party, person, conflicted, sole, later in steps:
        at += later
        actor = BOT if party is Party.BOT else Actor(party, person, conflicted, sole)
        changes: dict[str, Any] = {"lapses_at": at + 60} if target in (State.HELD, State.AWAITING_SECOND) else {}
        before = present
        try:
            present = advanced(present, target, actor, at, **changes)
        except CaseError:
            continue
        assert target in TABLE[before.state] or (before.state is target is State.CLAIMED)
        assert (present.state is State.CLAIMED) is (present.claimed_by is not None)
        assert present.due_at is None or present.state in AWAITING | {State.APPEALED}
        assert (present.lapses_at is not None) is (present.state in (State.HELD, State.AWAITING_SECOND))
        if present.state in (State.DECIDED, State.CLOSED_NO_ACTION):
            assert present.decided_at == at
            assert not conflicted
            assert person != AUTHOR
        if before.state is State.APPEALED and not sole:
            assert present.reviewed_by not in (before.decided_by, before.second_by)
