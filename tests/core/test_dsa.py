from dataclasses import replace
from typing import Any

import pytest

from bot.core.case import Case, CaseOrigin, State
from bot.core.dsa import faults, statement
from bot.core.measure import Applied, Decision
from bot.core.ruleset import Category

AT = 1_795_356_243
UNTIL = AT + 7 * 86_400
CASE = Case(
    "C-7K2M",
    -1001234567890,
    7,
    0,
    CaseOrigin.RULE,
    AT,
    state=State.ENFORCED,
    author_id=42,
    rule="phishing/wallet-login",
    rule_version="0a1b2c3d",
    category=Category.SCAMS_AND_FRAUD,
    decision=Decision.DELETE,
    decided_at=AT + 60,
    automated=True,
    applied=(Applied("delete"),),
)


def test_a_statement() -> None:
    told = statement(CASE)
    assert told == {
        "puid": "ombud-C-7K2M",
        "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
        "decision_ground": "DECISION_GROUND_INCOMPATIBLE_CONTENT",
        "incompatible_content_ground": "phishing/wallet-login@0a1b2c3d",
        "incompatible_content_explanation": (
            "The content broke a rule of the chat it was posted in: phishing/wallet-login@0a1b2c3d."
        ),
        "incompatible_content_illegal": "No",
        "category": "STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        "account_type": "ACCOUNT_TYPE_PRIVATE",
        "content_type": ["CONTENT_TYPE_OTHER"],
        "content_date": "2026-11-22",
        "application_date": "2026-11-22",
        "decision_facts": (
            "An automatic rule found the content; the rule's measure was applied automatically. "
            "The author may appeal within 30 days to another moderator."
        ),
        "source_type": "SOURCE_VOLUNTARY",
        "automated_detection": "Yes",
        "automated_decision": "AUTOMATED_DECISION_FULLY",
    }
    assert faults(told) == []
    assert "42" not in str(told)
    assert "1234567890" not in str(told)


@pytest.mark.parametrize(
    ("applied", "expected"),
    [
        ([Applied("mute", UNTIL)], {"decision_provision": "DECISION_PROVISION_PARTIAL_SUSPENSION"}),
        ([Applied("mute")], {"decision_provision": "DECISION_PROVISION_PARTIAL_TERMINATION"}),
        (
            [Applied("delete"), Applied("ban", UNTIL)],
            {
                "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
                "decision_provision": "DECISION_PROVISION_TOTAL_SUSPENSION",
                "end_date_service_restriction": "2026-11-29",
            },
        ),
        ([Applied("ban")], {"decision_provision": "DECISION_PROVISION_TOTAL_TERMINATION"}),
        ([Applied("kick")], {"decision_provision": "DECISION_PROVISION_TOTAL_SUSPENSION"}),
        (
            [Applied("warn")],
            {"decision_visibility": ["DECISION_VISIBILITY_OTHER"], "decision_visibility_other": "a warning"},
        ),
        (
            [Applied("warn"), Applied("delete")],
            {"decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"]},
        ),
    ],
    ids=str,
)
def test_what_is_restricted(applied: list[Applied], expected: dict[str, Any]) -> None:
    told = statement(replace(CASE, applied=tuple(applied)))
    assert told is not None
    assert {name: told[name] for name in expected} == expected
    assert ("decision_visibility_other" in told) == ("decision_visibility_other" in expected)
    assert faults(told) == []


@pytest.mark.parametrize("category", list(Category))
@pytest.mark.parametrize("origin", list(CaseOrigin))
def test_every_category_and_origin_is_one_that_the_database_knows(category: Category, origin: CaseOrigin) -> None:
    told = statement(replace(CASE, category=category, origin=origin, rule=None, automated=False, decided_by=5))
    assert told is not None
    assert faults(told) == []
    assert (told["automated_detection"], told["automated_decision"]) == (
        "Yes" if origin is CaseOrigin.RULE else "No",
        "AUTOMATED_DECISION_NOT_AUTOMATED",
    )


def test_nobody_is_restricted_by_a_case_that_was_kept_or_undone() -> None:
    assert statement(replace(CASE, applied=())) is None


def test_faults_name_the_field() -> None:
    told = {**(statement(CASE) or {}), "category": "SPAM"}
    del told["puid"], told["decision_visibility"]
    assert faults(told) == ["`puid` is missing", "it restricts nothing", "`category` cannot be 'SPAM'"]
