"""`ombud check`: JSON Lines in, a verdict a line out."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.process import python
from tests.cli.conftest import Run

CHAT = {"id": -1001, "type": "supergroup", "title": "Group"}
AUTHOR = {"id": 7, "is_bot": False, "first_name": "Max"}


def message(text: str, number: int = 5) -> dict[str, Any]:
    return {"message_id": number, "date": 1_790_000_000, "chat": CHAT, "from": AUTHOR, "text": text}


def check(run: Run, *records: Any, status: int = 0) -> list[dict[str, Any]]:
    """The verdicts on those records."""
    ran = run("check", "--rules", "house.yaml", given="\n".join(json.dumps(record) for record in records))
    assert ran.status == status, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


@pytest.mark.parametrize(
    ("record", "name"),
    [
        ({"id": "a", "text": "drainkit"}, "a"),
        ({"id": 17, "text": "drainkit"}, 17),
        ({"text": "drainkit"}, None),
        (message("drainkit"), 5),
        ({"update_id": 900, "message": message("drainkit")}, 900),
        ({"update_id": 900, "id": "mine", "message": message("drainkit")}, "mine"),
        ({"update_id": 901, "edited_message": message("drainkit") | {"edit_date": 1_790_000_001}}, 901),
        ({"update_id": 902, "channel_post": message("drainkit") | {"chat": CHAT | {"type": "channel"}}}, 902),
    ],
)
def test_every_form_of_a_post_is_judged(run: Run, record: dict[str, Any], name: str | int | None) -> None:
    (verdict,) = check(run, record)
    assert list(verdict) == ["id", "verdict", "actions", "rules"]
    assert (verdict["id"], verdict["verdict"], verdict["actions"]) == (name, "match", ["delete", "log"])
    (rule,) = verdict["rules"]
    assert list(rule) == ["rule", "version", "mode", "evidence"]
    assert (rule["rule"], rule["mode"]) == ("house/scam", "enforce")
    assert len(rule["version"]) == 8
    assert rule["evidence"] == [
        {"surface": "text", "index": 0, "start": 0, "end": 8, "text": "drainkit", "folded": False}
    ]


@pytest.mark.parametrize(
    ("text", "verdict", "actions", "rules"),
    [
        ("hello", "clean", [], []),
        ("maybe", "clean", [], ["house/seen"]),
        ("aside", "clean", ["log"], ["house/noted"]),
        ("drainkit at evil.example", "match", ["delete", "escalate", "log"], ["house/scam", "house/link"]),
        ("drainkit, as quoted by the press", "clean", ["allow"], ["house/exempt"]),
    ],
)
def test_verdicts(run: Run, text: str, verdict: str, actions: list[str], rules: list[str]) -> None:
    (found,) = check(run, {"text": text})
    assert (found["verdict"], found["actions"]) == (verdict, actions)
    assert [rule["rule"] for rule in found["rules"]] == rules


def test_an_update_without_a_post_is_clean(run: Run) -> None:
    (verdict,) = check(run, {"update_id": 3, "callback_query": {"id": "1", "data": "drainkit"}})
    assert verdict == {"id": 3, "verdict": "clean", "actions": [], "rules": []}


@pytest.mark.parametrize(
    ("text", "start", "end", "folded"),
    [
        ("🎉👩‍👩‍👧 drainkit 🎉", 7, 15, False),
        ("Obfuscated: d r a i n k i t", 12, 27, True),
        ("ﬃ DRAINKIT", 2, 10, False),
        ("e\u0301 \u200bdrain\u200bkit", 4, 13, False),
        ("Бы\u0301стрый заработок", 0, 18, False),
    ],
)
def test_evidence_counts_code_points_of_the_original(run: Run, text: str, start: int, end: int, folded: bool) -> None:
    (verdict,) = check(run, {"text": text})
    (found,) = verdict["rules"][0]["evidence"]
    assert (found["start"], found["end"], found["text"]) == (start, end, text[start:end])
    assert found["folded"] is folded


def test_repeated_surfaces_have_an_index(run: Run) -> None:
    options = [{"text": "no", "voter_count": 0}, {"text": "drainkit", "voter_count": 0}]
    poll = {"question": "Which?", "options": options}
    (verdict,) = check(run, {**message("x"), "poll": poll})
    (found,) = verdict["rules"][0]["evidence"]
    assert (found["surface"], found["index"]) == ("poll", 2)


def test_at_most_twenty_hits_of_a_rule(run: Run) -> None:
    (verdict,) = check(run, {"text": "drainkit " * 50})
    evidence = verdict["rules"][0]["evidence"]
    assert len(evidence) == 20
    assert evidence[-1]["start"] == 19 * len("drainkit ")


def test_a_bad_line_costs_only_itself(run: Run) -> None:
    lines = [
        '{"id": 1, "text": "drainkit"}',
        "",
        "{oops",
        "[1, 2]",
        '"drainkit"',
        '{"update_id": 5, "message": "drainkit"}',
        '{"id": 7, "text": 5}',
        '{"id": 8, "text": "hello", "date": "yesterday"}',
        "[" * 100_000,
        '{"id": 10, "text": "drainkit"}',
    ]
    ran = run("check", "--rules", "house.yaml", given="\n".join(lines))
    assert ran.status == 2
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [1, 10]
    assert [line.split(":")[1].strip() for line in ran.err.splitlines()] == [f"line {n}" for n in range(3, 10)]
    assert "drainkit" not in ran.err


def test_lines_that_are_no_text_cost_only_themselves(run: Run) -> None:
    ran = run(
        "check",
        "--rules",
        "house.yaml",
        given=b'{"id": 1}\r\n\xff\xfe\x00\n\xef\xbb\xbf\n{"id": 4, "text": "\\ud83d drainkit"}',
    )
    assert ran.status == 2
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == [1, 4]


def test_a_file_is_read_as_standard_input_is(run: Run, here: Path) -> None:
    (here / "posts.jsonl").write_text('{"id": 1, "text": "drainkit"}\n{"id": 2, "text": "hello"}\n')
    from_file = run("check", "--rules", "house.yaml", "posts.jsonl")
    from_input = run("check", "--rules", here / "house.yaml", "-", given=(here / "posts.jsonl").read_text())
    assert from_file == from_input
    assert from_file.status == 0


def test_text_for_people(run: Run) -> None:
    lines = '{"id": "a", "text": "🎉 drainkit"}\n{"id": "b", "text": "hello"}\n'
    ran = run("check", "--rules", "house.yaml", "--format", "text", given=lines)
    assert ran.out.splitlines() == ["a\tmatch\tdelete,log\thouse/scam: 'drainkit'", "b\tclean"]


def test_rules_may_be_a_folder_and_several(run: Run, here: Path) -> None:
    (here / "sets" / "deep").mkdir(parents=True)
    (here / "sets" / "deep" / "more.yml").write_text(
        "rules: [{id: r, if: {words: extra}, then: [delete], category: scams_and_fraud, reason: No., "
        "examples: {match: [extra], ignore: [hello]}}]"
    )
    ran = run("check", "--rules", "house.yaml", "--rules", "sets", given='{"text": "drainkit extra"}')
    assert [rule["rule"] for rule in json.loads(ran.out)["rules"]] == ["house/scam", "more/r"]


def test_the_configured_rules_are_the_default(run: Run, here: Path) -> None:
    (here / "config.yaml").write_text("rules: {paths: [house.yaml]}")
    assert json.loads(run("check", given='{"text": "drainkit"}').out)["verdict"] == "match"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.jsonl"], "nowhere.jsonl"),
        (["."], "cannot read ."),
        (["--rules", "nowhere.yaml"], "nowhere.yaml"),
        (["--rules", "broken.yaml"], "broken.yaml:1:"),
    ],
)
def test_what_cannot_be_read(run: Run, here: Path, arguments: list[str], said: str) -> None:
    (here / "broken.yaml").write_text("rules: oops")
    ran = run("check", *([] if "--rules" in arguments else ["--rules", "house.yaml"]), *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err


def test_earlier_lines_are_history(run: Run, here: Path) -> None:
    (here / "new.yaml").write_text(
        "rules: [{id: r, if: {words: hello, author: {posts: {below: 2}}}, then: [delete], category: scams_and_fraud, "
        "reason: No., examples: {match: [{text: hello, author: {posts: 0}}], ignore: [bye]}}]"
    )
    lines = "\n".join(json.dumps({"id": n, "text": "hello", "author": {"id": 1 + n % 2}}) for n in range(1, 9))
    ran = run("check", "--rules", "new.yaml", given=lines)
    verdicts = [json.loads(line)["verdict"] for line in ran.out.splitlines()]
    assert verdicts == ["match"] * 4 + ["clean"] * 4


def test_thousands_of_lines_come_out_in_order(run: Run) -> None:
    texts = ("drainkit", "hello", "see evil.example")
    lines = "\n".join(json.dumps({"id": number, "text": texts[number % 3]}) for number in range(5_000))
    ran = run("check", "--rules", "house.yaml", given=lines)
    verdicts = [json.loads(line) for line in ran.out.splitlines()]
    assert [verdict["id"] for verdict in verdicts] == list(range(5_000))
    assert [verdict["verdict"] == "match" for verdict in verdicts] == [number % 3 != 1 for number in range(5_000)]


def test_a_reader_who_has_seen_enough_is_no_fault(here: Path) -> None:
    code = (
        "import subprocess, sys\n"
        "bot = subprocess.Popen([sys.executable, '-m', 'bot', 'check', '--rules', 'house.yaml'],"
        " stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)\n"
        "bot.stdout.close()\n"
        '_, err = bot.communicate(b\'{"text": "drainkit"}\\n\' * 2000, timeout=60)\n'
        "print(bot.returncode, err)\n"
    )
    assert python(here, code).stdout == "0 b''\n"


HISTORY = """
name: house
rules:
  - {id: flood, if: {flood: 3}, then: [delete]}
  - {id: again, if: {duplicate: {times: 2, across: chats}}, then: [ban], purge: 24h}
  - {id: raid, applies_to: [service, join], if: {joins: 3}, then: [log]}
"""


def test_earlier_lines_are_the_history(run: Run, here: Path) -> None:
    (here / "house.yaml").write_text(HISTORY)
    records = [
        {"text": "a"},
        {"text": "b"},
        {"id": "late", "text": "c", "date": 30},
        {"text": "d", "date": 31},
        {"text": "e", "date": 32},
        {"text": "A", "date": 60, "chat": {"id": -5}},
        {"text": "f", "date": 60, "author": {"id": 8}},
        {"joiners": [1, 2], "date": 100},
        {"kind": "join", "author": {"id": 3}, "date": 101},
    ]
    actions = [verdict["actions"] for verdict in check(run, *records)]
    assert actions == [[], [], [], [], ["delete"], ["ban", "purge"], [], [], ["log"]]


def test_an_update_that_comes_twice_counts_once(run: Run, here: Path) -> None:
    (here / "house.yaml").write_text(HISTORY)
    updates = [{"update_id": number, "message": message(f"hi {number}", number)} for number in (1, 2)]
    assert [verdict["verdict"] for verdict in check(run, *updates, *updates)] == ["clean"] * 4
    again = {"update_id": 3, "message": message("hi 3", 3)}
    assert [verdict["verdict"] for verdict in check(run, *updates, again, again)] == [
        "clean",
        "clean",
        "match",
        "match",
    ]
