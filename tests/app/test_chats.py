"""Rules of single chats beside those of all."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.app.chats import ChatRules, own_files, with_own
from bot.app.rules import load_rules, read_record
from bot.source.diagnostic import Diagnostic, Diagnostics

CHAT, OTHER = -1001, -1002


def set_of(words: str, name: str = "own", extra: str = "") -> str:
    return f"name: {name}\nrules:\n  - {{id: r, if: {{words: [{words}]}}, then: delete{extra}}}\n"


class House:
    """A folder with shared rules against `shared`, and sets of chats."""

    def __init__(self, folder: Path) -> None:
        self.shared = folder / "shared.yaml"
        self.shared.write_text(set_of("shared", "shared"))
        self.chats = folder / "chats"
        self.chats.mkdir()
        self.told: list[Diagnostic] = []

    def write(self, chat: int, text: str) -> Path:
        file = self.chats / f"{chat}.yaml"
        file.write_text(text)
        return file

    def rules(self) -> ChatRules:
        report = Diagnostics()
        files = own_files(self.chats, report)
        assert not report.found
        return ChatRules(load_rules([self.shared]), files, self._tell)

    def _tell(self, faults: Sequence[Diagnostic]) -> None:
        self.told += [fault for fault in faults if fault.level == "error"]


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


async def found(rules: ChatRules, chat: int, text: str = "shared own new") -> list[str]:
    post = read_record({"text": text, "chat": {"id": chat}})
    assert post is not None
    verdict = (await rules.judge_for(chat)).judge(post)
    return [f"{match.rule.name}: {match.evidence[0].text}" for match in verdict.matches]


async def test_a_chat_has_the_shared_rules_and_its_own(house: House) -> None:
    house.write(CHAT, set_of("own"))
    rules = house.rules()
    assert await found(rules, CHAT) == ["shared/r: shared", "own/r: own"]
    assert await found(rules, OTHER) == ["shared/r: shared"]


async def test_a_set_without_a_name_is_named_by_its_chat(house: House) -> None:
    house.write(CHAT, set_of("own").partition("\n")[2])
    assert await found(house.rules(), CHAT) == ["shared/r: shared", "chat-1001/r: own"]


async def test_a_set_is_renewed_without_the_others(house: House) -> None:
    house.write(CHAT, set_of("own"))
    house.write(OTHER, set_of("own"))
    rules = house.rules()
    before = await rules.judge_for(OTHER)
    assert await rules.renew(CHAT, house.write(CHAT, set_of("new")))
    assert await found(rules, CHAT) == ["shared/r: shared", "own/r: new"]
    assert await rules.judge_for(OTHER) is before
    rules.drop(CHAT)
    assert await found(rules, CHAT) == ["shared/r: shared"]


async def test_a_broken_set_leaves_the_last_good_one(house: House) -> None:
    house.write(CHAT, set_of("own"))
    house.write(OTHER, "rules: 7\n")
    rules = house.rules()
    await rules.compile_all()
    assert [fault.code for fault in house.told] == ["wrong-type"]
    assert await found(rules, OTHER) == ["shared/r: shared"]
    assert not await rules.renew(CHAT, house.write(CHAT, "rules: ["))
    assert await found(rules, CHAT) == ["shared/r: shared", "own/r: own"]
    assert len(house.told) == 2


async def test_posts_that_come_while_a_set_is_compiled_wait_for_it(house: House) -> None:
    for chat in (CHAT, OTHER):
        house.write(chat, set_of("own"))
    rules = house.rules()
    answers = await asyncio.gather(*(found(rules, chat) for chat in (CHAT, CHAT, OTHER, CHAT)))
    assert answers == [["shared/r: shared", "own/r: own"]] * 4


async def test_a_set_may_not_bear_the_name_of_a_shared_one(house: House) -> None:
    house.write(CHAT, set_of("own", "shared"))
    rules = house.rules()
    assert await found(rules, CHAT) == ["shared/r: shared"]
    assert [(fault.code, fault.message) for fault in house.told] == [("duplicate-set", "every chat has a set `shared`")]


async def test_a_chat_reads_no_files(house: House) -> None:
    (house.chats / "words.txt").write_text("own")
    house.write(CHAT, "lists: {w: {file: words.txt}}\n" + set_of("own").replace("[own]", "$w"))
    assert await found(house.rules(), CHAT) == ["shared/r: shared"]
    assert len(house.told) == 1


def test_lint_looks_at_every_set(house: House) -> None:
    house.write(CHAT, set_of("own"))
    loaded = with_own(load_rules([house.shared]), house.chats)
    assert loaded.judge
    assert [set_.name for set_ in loaded.sets] == ["shared", "own"]
    house.write(OTHER, "rules: [")
    assert with_own(load_rules([house.shared]), house.chats).judge is None


@pytest.mark.parametrize(
    ("names", "fault"),
    [
        (["mine.yaml"], "the file's name is no chat's id"),
        (["-1.yaml", "-1.yml"], "the chat has another set in `-1.yaml`"),
    ],
)
def test_files_are_named_by_their_chats(tmp_path: Path, names: list[str], fault: str) -> None:
    report = Diagnostics()
    for name in names:
        (tmp_path / name).touch()
    own_files(tmp_path, report)
    assert [item.message for item in report.found] == [fault]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    report = Diagnostics()
    assert own_files(tmp_path / "none", report) == {}
    assert [item.message for item in report.found] == ["the chats' folder cannot be read: no such file or directory"]


async def test_the_shared_rules_change_and_the_chats_own_stay(house: House) -> None:
    house.write(CHAT, set_of("own"))
    rules = house.rules()
    before = await rules.judge_for(CHAT)
    house.shared.write_text(set_of("new", "shared"))
    rules.share(load_rules([house.shared]))
    assert await found(rules, CHAT) == ["shared/r: new", "own/r: own"]
    assert await found(rules, OTHER) == ["shared/r: new"]
    post = read_record({"text": "shared own new"})
    assert post is not None
    assert [match.rule.name for match in before.judge(post).matches] == ["shared/r", "own/r"], (
        "in use it stays as it was"
    )
    house.write(CHAT, set_of("other"))
    await rules.renew(CHAT, house.chats / f"{CHAT}.yaml")
    assert await found(rules, CHAT, "new other") == ["shared/r: new", "own/r: other"]


async def test_own_rules_go_on_to_hold_when_the_chat_gets_another_id(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.write(-500, set_of("own"))
    rules = house.rules()
    rules.chat_moved(-500, CHAT)
    rules.chat_moved(-501, OTHER)
    assert await found(rules, CHAT) == ["shared/r: shared", "own/r: own"]
    assert await found(rules, OTHER) == ["shared/r: shared"]
    assert [record.getMessage() for record in caplog.records] == [
        f"the own rules of chat -500 go on to hold in chat {CHAT}, which it is now: name the file {CHAT}"
    ]
    await rules.renew(-500, house.write(-500, set_of("new")))
    assert await found(rules, CHAT) == ["shared/r: shared", "own/r: new"]
    await rules.renew(CHAT, house.write(CHAT, set_of("shared", "renamed")))
    assert await found(rules, CHAT) == ["shared/r: shared", "renamed/r: shared"]
