"""Odd things for hypothesis: sound ones that were damaged, texts, rules about those texts."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import damaged_file, damaged_text, damaged_tree
from tests.fuzz.naughty import NAUGHTY, TEXTS
from tests.fuzz.samples import UPDATES, pages, rule_files


def patient(examples: int) -> settings:
    """So many examples; how long one takes says more about the machine than about the code."""
    return settings(
        max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
    )


RANDOM = st.randoms(use_true_random=False)
DAMAGED_FILES = st.builds(damaged_file, st.sampled_from(rule_files()), RANDOM)
DAMAGED_PAGES = st.builds(damaged_file, st.sampled_from(pages()), RANDOM)
DAMAGED_UPDATES = st.builds(damaged_tree, st.sampled_from(UPDATES), RANDOM)

_PIECES = st.one_of(
    st.sampled_from(["free btc", "evil.example", "@anna", "https://t.me/+abc", "казино бонус", "t . me / x", "c@s1n0"]),
    st.sampled_from(TEXTS),
    st.text(max_size=20),
    st.text(st.characters(categories=["Mn", "Me", "Cf", "Co", "Cs", "Cn", "Zs", "So"]), max_size=12),
)
NAUGHTY_TEXTS = st.one_of(
    st.lists(_PIECES, max_size=6).map("".join),
    st.builds(damaged_text, _PIECES, RANDOM),
    st.text(),
)
LINKED_TEXTS = st.lists(
    st.sampled_from([*NAUGHTY["links"], " ", "evil.example/x", "🔥", "\ud83d", "\u202e"]), max_size=5
).map("".join)

_OFFSETS = st.one_of(st.integers(-3, 60), st.sampled_from([None, True, 1.5, "3", 2**31, -(2**70), 10**400]))
ENTITIES: st.SearchStrategy[list[Any]] = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(
                ["url", "text_link", "mention", "text_mention", "custom_emoji", "spoiler", "", None, []]
            ),
            "offset": _OFFSETS,
            "length": _OFFSETS,
        },
        optional={
            "url": st.sampled_from([*NAUGHTY["links"], None, 5, {}]),
            "user": st.sampled_from([{"id": 5, "first_name": "\ud800"}, {}, None, []]),
            "custom_emoji_id": st.sampled_from(["5", 5, None]),
        },
    ),
    max_size=6,
)

_QUOTABLE = st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], exclude_characters="\ufeff\ufffe\uffff")
_PATTERNS = st.one_of(
    st.text(_QUOTABLE, min_size=1, max_size=12),
    st.sampled_from(
        ["free btc", "a b", "claim * bonus", "бонус*", "*ee*", "c++", "漢字", "ก", "ß", "İ", "ﬁ", "..", "e\u0301"]
    ),
)
_EXPRESSIONS = st.sampled_from(
    [
        r"\bfree\b",
        r"b[т\W]*c",
        r"\w+\s\d",
        r"(a|aa)+b",
        r"[^a-z]{3,9}",
        r"^.$",
        r"\p{Greek}|ß",
        r"(?i:é)x?.",
        r"\S+$",
        r"\Ba\B",
    ]
)


def _rule(number: int, condition: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": f"r{number}", "if": dict(condition), "then": ["log"]}


_CONDITIONS: Sequence[st.SearchStrategy[Mapping[str, Any]]] = (
    st.fixed_dictionaries(
        {
            "words": st.fixed_dictionaries(
                {"any": st.lists(_PATTERNS, min_size=1, max_size=4)}, optional={"exact": st.booleans()}
            )
        }
    ),
    st.fixed_dictionaries(
        {
            "contains": st.fixed_dictionaries(
                {"any": st.lists(_PATTERNS, min_size=1, max_size=4)}, optional={"exact": st.booleans()}
            )
        }
    ),
    st.fixed_dictionaries(
        {
            "regex": st.fixed_dictionaries(
                {"any": st.lists(_EXPRESSIONS, min_size=1, max_size=3)},
                optional={"view": st.sampled_from(["plain", "original"])},
            )
        }
    ),
    st.fixed_dictionaries(
        {"links": st.fixed_dictionaries({"domain": st.sampled_from(["evil.example", "com", "t.me"])})}
    ),
    st.sampled_from(
        [
            {"links": {"hidden": True}},
            {"mentions": True},
            {"contacts": True},
            {"obfuscation": True},
            {"caps": {"ratio": {"above": 0.4}}},
        ]
    ),
)
RULE_SETS = st.lists(st.one_of(*_CONDITIONS), min_size=1, max_size=3).map(
    lambda conditions: json.dumps({"rules": [_rule(*item) for item in enumerate(conditions)]}, ensure_ascii=False)
)
