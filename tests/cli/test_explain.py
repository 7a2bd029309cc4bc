"""`ombud rules explain`."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

RULES = r"""
name: few
lists: {tokens: [free btc, airdrop]}
conditions:
  lure: {words: $tokens}
rules:
  - id: giveaway
    priority: 5
    if:
      use: lure
      any: [{links: {domain: bit.ly}}, {author: {posts: {below: 3}}}]
    unless: {author: admin}
    then: [delete, mute: {for: 1d}]
  - {id: long, if: {length: {above: 100}}, then: [escalate]}
  - {id: joining, if: {words: airdrop}, applies_to: join_request, then: [log]}
"""


@pytest.fixture
def few(here: Path) -> Path:
    path = here / "few.yaml"
    path.write_text(RULES)
    return path


def test_a_text(run: Run, few: Path) -> None:
    ran = run("rules", "explain", few, "--text", "FR\u200bEE ВТС at bit.ly/x")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (
        """\
message in supergroup -1000000000001, by member 1

text
    FR<U+200B>EE ВТС at bit.ly/x
    ^^^^^^^^^^^^^^^^    ^^^^^^^^
    plain:    free втс at bit.ly/x
    skeleton: free btc at bit.iy/x
    squeezed: frebtcatbitiyx

few/giveaway (priority 5) matches: delete, mute: 1d
  held          all of
  held            use: lure (found `FR<U+200B>EE ВТС` in text through a disguise)
  held            any of
  held              links: bit.ly (found `bit.ly/x` in text; 1 link: bit.ly (external, shortener))
  not known         author: {posts: {below: 3}} (not known: posts)
  held            none of (none of 1 held)
  did not hold      author: admin (admin: no)

few/long does not match
  did not hold  length: {above: 100} (21 characters)

few/joining is not for such posts; it applies to join_request
  did not hold  words: airdrop (the word is not found)

1 of 3 rules matches; what happens: delete, mute: 1d
"""
    )


def test_a_rule_alone(run: Run, few: Path) -> None:
    for name in ("long", "few/long"):
        ran = run("rules", "explain", few, "--text", "hello", "--rule", name)
        assert (ran.status, ran.err) == (0, "")
        assert "few/long does not match" in ran.out
        assert "few/giveaway" not in ran.out
    ran = run("rules", "explain", few, "--text", "hello", "--rule", "lung")
    assert (ran.status, ran.out, ran.err) == (2, "", "ombud: there is no rule lung; did you mean `long`?\n")


def test_many_rules_take_one_line_each_unless_they_match(run: Run, here: Path) -> None:
    rules = [
        f"  - {{id: r{n}, if: {{all: [words: w{n}, any: [words: x{n}, words: y{n}]]}}, then: [log]}}" for n in range(9)
    ]
    (here / "many.yaml").write_text("\n".join(["rules:", *rules, ""]))
    ran = run("rules", "explain", "many.yaml", "--text", "w3 and w5 with x5")
    assert (ran.status, ran.err) == (0, "")
    blocks = ran.out.split("\n\n")
    assert blocks[2].splitlines() == [
        "many/r5 matches: log",
        "  held          all of",
        "  held            words: w5 (found `w5` in text)",
        "  held            any of",
        "  held              words: x5 (found `x5` in text)",
        "                    … 1 more",
    ]
    brief = blocks[3].splitlines()
    assert len(brief) == 8
    assert brief[0] == "many/r3 does not match, but all else held: any of (none of 2 held)"
    assert brief[1] == "many/r0 does not match: words: w0 (the word is not found)"
    everything = run("rules", "explain", "many.yaml", "--all", "--text", "w3 and w5 with x5")
    assert everything.out.count("words: y") == 9


def test_rules_that_are_not_asked_are_counted(run: Run, here: Path) -> None:
    rules = [f"  - {{id: r{n}, if: {{words: w{n}}}, then: [log], applies_to: comment}}" for n in range(6)]
    rules += [f"  - {{id: s{n}, mode: disabled, if: {{words: w{n}}}, then: [log]}}" for n in range(2)]
    rules += ["  - {id: old, expires: 1970-01-01, if: {words: w1}, then: [log]}"]
    (here / "many.yaml").write_text("\n".join(["rules:", *rules, ""]))
    lines = run("rules", "explain", "many.yaml", "--text", "hello").out.splitlines()
    assert lines[-5:-2] == ["6 rules are not for such posts", "2 rules are disabled", "1 rule has expired"]


def test_a_rule_alone_is_exempted_by_others_too(run: Run, here: Path) -> None:
    (here / "two.yaml").write_text(
        "rules:\n  - {id: a, if: {words: airdrop}, then: [delete]}\n"
        "  - {id: b, priority: 1, if: {author: member}, then: [allow]}\n"
    )
    ran = run("rules", "explain", "two.yaml", "--text", "airdrop", "--rule", "a")
    assert "two/a is exempted: two/b allows the post" in ran.out


def test_a_chat_has_rules_of_its_own(run: Run, here: Path) -> None:
    (here / "chats").mkdir()
    (here / "chats" / "-5.yaml").write_text("rules: [{id: own, if: {words: airdrop}, then: [delete]}]\n")
    (here / "config.yaml").write_text("telegram: {token: '1:x'}\nrules: {paths: [house.yaml], chats: chats}\n")
    post = '{"text": "airdrop", "chat": {"id": %d}}'
    assert "/own matches: delete" in run("rules", "explain", "--post", post % -5).out
    assert "/own" not in run("rules", "explain", "--post", post % -6).out


def test_json_out(run: Run, few: Path) -> None:
    ran = run("rules", "explain", few, "--format", "json", "--text", "free btc bit.ly/x")
    told = json.loads(ran.out)
    assert (told["verdict"], told["actions"], told["kind"]) == ("match", ["delete", "mute"], "message")
    assert told["surfaces"][0]["views"]["squeezed"] == "frebtcbitiyx"
    giveaway, long, joining = told["rules"]
    assert (giveaway["rule"], giveaway["status"], giveaway["actions"]) == (
        "few/giveaway",
        "acts",
        ["delete", "mute: 1d"],
    )
    assert (long["status"], long["if"]["truth"], long["if"]["why"]) == ("did_not_hold", "did not hold", "17 characters")
    assert joining["status"] == "other_kind"
    lure, either = giveaway["if"]["of"][0]["of"]
    assert (lure["use"], lure["truth"], lure["evidence"][0]["text"]) == ("lure", "held", "free btc")
    assert either["of"][1]["missing"] == ["posts"]


@pytest.mark.parametrize(
    ("post", "expected"),
    [
        ('{"text": "free btc", "author": {"posts": 1}}', "posts: 1"),
        (
            '{"message_id": 5, "date": 1, "chat": {"id": -1, "type": "supergroup"}, "text": "free btc"}',
            "message in supergroup -1",
        ),
        ('{"text": "airdrop", "kind": "join_request"}', "few/joining matches: log"),
    ],
)
def test_a_post_in_json(run: Run, here: Path, few: Path, post: str, expected: str) -> None:
    (here / "post.json").write_text(json.dumps(json.loads(post), indent=2))
    for ran in (
        run("rules", "explain", few, "--post", post),
        run("rules", "explain", few, "--post", "-", given=post),
        run("rules", "explain", few, "--post", "post.json"),
    ):
        assert (ran.status, ran.err) == (0, "")
        assert expected in ran.out


def test_of_several_lines_the_last_is_explained(run: Run, few: Path) -> None:
    ran = run("rules", "explain", few, "--post", "-", given='{"text": "first"}\n\n{"text": "second"}\n')
    assert "second" in ran.out
    assert "first" not in ran.out


def test_the_lines_before_are_history(run: Run, here: Path) -> None:
    rules = "rules: [{id: new, if: {author: {posts: {below: 2}}}, then: [log]}, {id: fast, if: {flood: {posts: 3, within: 1m}}, then: [log]}]"
    (here / "past.yaml").write_text(rules)
    line = '{"text": "hello", "date": 1000}\n'
    for times, new, fast in (
        (1, "not known: posts", "the posts before this one are not known"),
        (2, "held", "did not hold"),
        (3, "did not hold", "held"),
    ):
        ran = run("rules", "explain", "past.yaml", "--post", "-", given=line * times)
        assert (ran.status, ran.err) == (0, "")
        told = [row for row in ran.out.splitlines() if row.startswith("  ")]
        assert new in told[-2], ran.out
        assert fast in told[-1], ran.out


@pytest.mark.parametrize(
    ("post", "fault"),
    [
        ("nowhere.json", "ombud: cannot read nowhere.json: No such file or directory\n"),
        ('{"text": 5}', "ombud: the post cannot be read: line 1: `text` must be text\n"),
        ("{", "ombud: the post cannot be read: line 1: not JSON"),
        ('{"update_id": 5}', "ombud: the post cannot be read: there is no post in it\n"),
    ],
)
def test_what_is_no_post(run: Run, few: Path, post: str, fault: str) -> None:
    ran = run("rules", "explain", few, "--post", post)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(fault)


def test_rules_that_are_invalid(run: Run, here: Path) -> None:
    (here / "bad.yaml").write_text("rules: [{id: r, if: {wrods: x}, then: [log]}]\n")
    ran = run("rules", "explain", "bad.yaml", "--text", "hello")
    assert (ran.status, ran.out) == (2, "")
    assert "did you mean `words`?" in ran.err


def test_text_that_no_terminal_takes_is_spelt_out(run: Run, few: Path) -> None:
    ran = run("rules", "explain", few, "--text", "free btc \x1b[2J \ud800")
    assert ran.status == 0
    assert "\x1b" not in ran.out
    assert "<U+D800>" in ran.out
