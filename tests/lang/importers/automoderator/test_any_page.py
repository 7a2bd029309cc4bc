"""No page makes the import raise, and what is written always loads."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lang.importers.automoderator.actions import is_action
from bot.lang.importers.automoderator.facts import FACTS, NO_MEANING
from bot.lang.importers.automoderator.keys import FIELDS, MODIFIERS
from bot.lang.importers.automoderator.standards import DOMAINS
from bot.lang.importers.notes import report
from bot.lang.importers.writing import write_mapping
from tests.lang.importers.automoderator.tools import imported, judge_of

ACTIONS = ["action", "comment", "message", "modmail", "set_flair", "set_sticky", "action_reason", "comment_locked"]
FIELD = st.sampled_from(sorted(FIELDS))
SEARCHES = st.builds(
    lambda sign, fields, number, words: (
        f"{sign}{'+'.join(fields)}{number}" + (f" ({', '.join(words)})" if words else "")
    ),
    st.sampled_from(["", "~"]),
    st.lists(FIELD, min_size=1, max_size=2),
    st.sampled_from(["", "#2"]),
    st.lists(st.sampled_from([*sorted(MODIFIERS), "nonsense"]), max_size=2),
)
KEYS = st.one_of(
    SEARCHES,
    st.sampled_from([*FACTS, *NO_MEANING, *ACTIONS, "author", "~author", "standard", "priority", "moderators_exempt"]),
    st.text(max_size=8),
)
WORDS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["weed", "remove", "filter", "approve", "any", "comment", "true", "no", "a(b|c)+", r"\bx(?!y)", "(.)\\1"]
    ),
    st.sampled_from(sorted(DOMAINS)),
    st.text(alphabet="ab.*+?|()[]\\^$ {}!-'\"#@%&:,", max_size=10),
)
SCALARS = st.one_of(WORDS, st.integers(-5, 5000), st.booleans())
VALUES = st.one_of(SCALARS, st.lists(SCALARS, max_size=4), st.dictionaries(KEYS, SCALARS, max_size=3))


def quoted(value: Any) -> Any:
    """Keys as YAML that is read back as it was."""
    if isinstance(value, dict):
        return {
            f"'{key.replace(chr(39), chr(39) * 2)}'": quoted(item) for key, item in value.items() if key.isprintable()
        }
    return value


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=5), min_size=1, max_size=3))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
def test_any_mapping(tmp_path: Path, rules: list[dict[str, Any]]) -> None:
    page = "\n---\n".join("\n".join(write_mapping(quoted(rule))) for rule in rules if rule)
    done = imported(page)
    judge_of(done.text, tmp_path)
    assert all(report(account) for account in done.accounts)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    imported(data.decode(errors="replace"))


def test_actions_are_no_checks() -> None:
    assert [key for key in ACTIONS if not is_action(key)] == []
    assert not is_action("comment_karma")
