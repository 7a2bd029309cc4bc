"""What goes wrong is said on stderr, once, with what to do about it; nothing ends in a traceback or goes round in circles."""

import asyncio
import json
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.cli import main
from bot.fakeapi import Chat, FakeApi, User
from tests.acceptance.hostile import GROUP, HOSTILE, MESSAGE, RUBBISH
from tests.acceptance.process import TOKEN, ombud, running
from tests.handled import handled

RULES = """
rules:
  - {id: bad, if: {words: drainkit}, then: [delete], category: scams_and_fraud, reason: "No.",
     examples: {match: [drainkit], ignore: [hello]}}
"""
SETTINGS = {
    "OMBUD_TELEGRAM__TOKEN": TOKEN,
    "OMBUD_TELEGRAM__API_URL": "http://127.0.0.1:1",
    "OMBUD_STORAGE__URL": "sqlite:///ombud.db",
    "OMBUD_RULES__PATHS": "bad.yaml",
}
SECRET = TOKEN.partition(":")[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.yaml").write_text(RULES)
    return tmp_path


@pytest.fixture
async def api() -> AsyncIterator[FakeApi]:
    async with FakeApi(TOKEN) as server:
        yield server


def settings_for(api: FakeApi, **changes: str) -> dict[str, str]:
    return {**SETTINGS, "OMBUD_TELEGRAM__API_URL": api.url, **changes}


def a_group(api: FakeApi) -> tuple[Chat, User]:
    member = api.user("Max")
    return api.supergroup("Group", owner=api.user("Olga"), members=[member]), member


async def works(api: FakeApi) -> None:
    """It deletes what it is to delete."""
    before = len(api.called("deleteMessage"))
    group, member = a_group(api)
    group.post(member, "drainkit")
    await api.received("deleteMessage", before + 1, within=20)
    await api.drained()


def assert_decent(text: str) -> None:
    assert "Traceback" not in text
    assert SECRET not in text


Mistake = Callable[[Path], dict[str, str]]
"""Makes a mistake in a folder; returns the variables that belong to it."""


def _set(**changes: str) -> Mistake:
    return lambda folder: changes


def _wrote(name: str, text: str | bytes) -> Mistake:
    def write(folder: Path) -> dict[str, str]:
        (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
        return {}

    return write


def _configured(text: str | bytes) -> Mistake:
    return _wrote("config.yaml", text)


def _ruled(text: str | bytes) -> Mistake:
    return _wrote("bad.yaml", text)


def _folder_in_its_place(folder: Path) -> dict[str, str]:
    (folder / "ombud.db").mkdir()
    return {}


MISTAKES: dict[str, tuple[Mistake, list[str]]] = {
    "no token": (_set(OMBUD_TELEGRAM__TOKEN=""), ["there is no bot token", "OMBUD_TELEGRAM__TOKEN"]),
    "a malformed token": (_set(OMBUD_TELEGRAM__TOKEN=f"{SECRET} oops"), ["is not a bot token", "@BotFather"]),
    "a token that is a list": (_set(OMBUD_TELEGRAM__TOKEN=f"[{SECRET}]"), ["a bot token"]),
    "no address": (_set(OMBUD_TELEGRAM__API_URL="telegram"), ["is not a web address", "https://"]),
    "garbage in the configuration": (_configured(b"\x00\xff\xfe\x89PNG\r\n"), ["config.yaml"]),
    "a configuration that is no YAML": (_configured("telegram: [oops"), ["config.yaml:1"]),
    "a configuration that is a list": (_configured("- telegram"), ["config.yaml:1:1"]),
    "an unknown key": (_configured("telegram: {tokem: x}"), ["config.yaml:1:12", "did you mean `token`?"]),
    "an unknown section": (_configured("telgram: {token: x}"), ["config.yaml:1:1", "did you mean `telegram`?"]),
    "an unknown variable": (
        _set(OMBUD_TELEGRAM__TOKN="x"),
        ["OMBUD_TELEGRAM__TOKN", "did you mean `OMBUD_TELEGRAM__TOKEN`?"],
    ),
    "a variable that is not set": (_configured("storage: {url: '${NOWHERE}'}"), ["`NOWHERE` is not set"]),
    "another database": (_set(OMBUD_STORAGE__URL="postgresql://x:geheim@y/z"), ["is not supported", "sqlite:///"]),
    "a webhook without an address": (_configured("telegram: {mode: webhook}"), ["telegram.webhook_url"]),
    "no rules there": (_set(OMBUD_RULES__PATHS="nowhere.yaml"), ["nowhere.yaml"]),
    "a broken rule": (
        _ruled("rules:\n  - id: x\n    if: {wrods: a}\n    then: [delte]\n"),
        ["bad.yaml:3:10", "did you mean `words`?", "bad.yaml:4:12", "did you mean `delete`?"],
    ),
    "rules that are no YAML": (_ruled("rules: [\n"), ["bad.yaml:2:1"]),
    "rules that are an image": (_ruled(b"\x89PNG\r\n\x1a\n\x00"), ["bad.yaml"]),
    "a failing example": (_ruled(RULES.replace("match: [drainkit]", "match: [hello]")), ["bad.yaml:4"]),
    "no folder for the database": (_set(OMBUD_STORAGE__URL="sqlite:///no/such/ombud.db"), ["no/such", "storage.url"]),
    "a folder in place of the database": (_folder_in_its_place, ["ombud.db"]),
    "a letter in place of the database": (
        _wrote("ombud.db", b"This is a letter to my aunt. " * 100),
        ["ombud.db", "storage.url"],
    ),
}
"""By name, what is done wrong, and what the message has to say."""


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_explained(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    make, said = MISTAKES[name]
    for variable in [variable for variable in os.environ if variable.startswith("OMBUD_")]:
        monkeypatch.delenv(variable)
    for variable, value in (SETTINGS | make(folder)).items():
        monkeypatch.setenv(variable, value)
    monkeypatch.chdir(folder)
    status = main(["run"])
    out, err = capsys.readouterr()
    assert_decent(err)
    assert [words for words in said if words not in err] == [], err
    assert "geheim" not in err
    assert (status, out) == (2, "")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_database_that_cannot_be_written_ends_it(folder: Path) -> None:
    (folder / "ombud.db").touch()
    (folder / "ombud.db").chmod(0o400)
    done = ombud(folder, "run", settings=SETTINGS)
    assert_decent(done.stderr)
    assert "ombud.db" in done.stderr
    assert done.returncode == 2


def test_a_config_file_that_is_named_must_be_there(folder: Path) -> None:
    done = ombud(folder, "run", "--config", "mine.yaml", settings=SETTINGS)
    assert_decent(done.stderr)
    assert "mine.yaml" in done.stderr
    assert (done.returncode, done.stdout) == (2, "")


async def test_a_token_that_telegram_does_not_know_ends_it(folder: Path, api: FakeApi) -> None:
    other = "987654321:BBOtherOtherOtherOtherOtherOtherOther0"
    async with running(folder, settings=settings_for(api, OMBUD_TELEGRAM__TOKEN=other)) as bot:
        assert await bot.ended() == 2
    assert "Telegram does not know this token" in bot.stderr
    assert "OMBUD_TELEGRAM__TOKEN" in bot.stderr
    assert other.partition(":")[2] not in bot.stderr
    assert_decent(bot.stderr)


async def test_a_server_that_is_away_is_waited_for(folder: Path, api: FakeApi) -> None:
    await api.close()
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.says("cannot be reached")
        await asyncio.sleep(1)  # long enough for a second attempt
        assert bot.stderr.count("cannot be reached") == 1
        await api.open()
        await works(api)
        await api.close()
        await bot.says("cannot be reached", times=2)
        await api.open()
        await works(api)
        assert await bot.stop() == 0
    assert bot.stderr.count("cannot be reached") == 2
    assert bot.stderr.count("at work again") == 2
    assert_decent(bot.stderr)


async def test_it_can_be_stopped_while_it_waits(folder: Path, api: FakeApi) -> None:
    await api.close()
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.says("cannot be reached")
        assert await bot.stop() == 0
    assert_decent(bot.stderr)


CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_trouble_with_polling_is_named_and_outlasted(folder: Path, api: FakeApi) -> None:
    api.fail_next("getUpdates", 409, CONFLICT, times=2)
    api.fail_next("getUpdates", 429, "Too Many Requests: retry after 1", retry_after=1)
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.says("a second copy of this bot")
        await works(api)
        api.webhook.url = "https://elsewhere.example/hook"
        api.updates.wake()
        await bot.says("Call deleteWebhook once")
        api.webhook.url = ""
        await works(api)
        assert await bot.stop() == 0
    assert bot.stderr.count("a second copy of this bot") == 1
    assert_decent(bot.stderr)


async def test_what_nothing_understands_is_passed_over(folder: Path, api: FakeApi) -> None:
    group, member = a_group(api)
    assert group.id == GROUP
    wanted = [group.post(member, "drainkit")["message_id"]]
    for update in HOSTILE.values():
        api.updates.put_raw(update)
        wanted.append(group.post(member, "drainkit")["message_id"])
    for rubbish in RUBBISH:
        api.updates.put_anything(rubbish)
    wanted.append(group.post(member, "drainkit")["message_id"])
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.while_running(api.drained(within=20))
        assert await bot.stop() == 0
    deleted = [call["message_id"] for call in api.called("deleteMessage")]
    assert [number for number in deleted if number != MESSAGE] == wanted
    assert api.polls[-1].params["offset"] == api.updates.next_id
    assert_decent(bot.stderr)


async def test_killed_and_started_again_it_misses_nothing(folder: Path, api: FakeApi) -> None:
    api.latency = 0.02
    member = api.user("Max")
    groups = [api.supergroup(f"Group {number}", owner=api.user("Olga"), members=[member]) for number in range(10)]
    posts = [group.post(member, text) for group in groups for text in ("drainkit", "hello") * 10]
    wanted = {(post["chat"]["id"], post["message_id"]) for post in posts if post["text"] == "drainkit"}
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.while_running(api.received("deleteMessage", 30, within=20))
    assert len(api.called("deleteMessage")) < len(wanted), "it was killed too late to show anything"
    async with running(folder, settings=settings_for(api)) as bot:
        await bot.while_running(handled(api, f"sqlite:///{folder / 'ombud.db'}", within=20))
        assert await bot.stop() == 0
    assert {(call["chat_id"], call["message_id"]) for call in api.called("deleteMessage")} == wanted
    assert {(group.id, number) for group in groups for number in group.deleted} == wanted
    logged = ombud(folder, "log", "--format", "jsonl", settings=SETTINGS)
    rows = [row for line in logged.stdout.splitlines() if (row := json.loads(line))["action"] == "delete"]
    assert sorted((row["chat_id"], row["message_id"]) for row in rows) == sorted(wanted)
    assert {row["outcome"] for row in rows} == {"done"}
    assert_decent(bot.stderr)
