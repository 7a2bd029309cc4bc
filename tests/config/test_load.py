from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.config import Address, Config, ConfigDiagnostics, Mode, Secret, load_config
from bot.source.render import render, summary

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
WEBHOOK = {
    "OMBUD_TELEGRAM__MODE": "webhook",
    "OMBUD_TELEGRAM__WEBHOOK_URL": "https://bot.example.org/hook/",
    "OMBUD_TELEGRAM__WEBHOOK_SECRET": "s3cret",
}


def load(folder: Path, text: str | None = None, environment: Mapping[str, str] | None = None) -> Config:
    if text is not None:
        (folder / "config.yaml").write_text(text, encoding="utf-8")
    config, faults = load_config(None, environment or {}, folder)
    assert config is not None, printed(faults)
    assert faults.found == []
    return config


def printed(faults: ConfigDiagnostics) -> str:
    return render(faults.found, faults.sources.get)


def refused(
    folder: Path, text: str | None = None, environment: Mapping[str, str] | None = None, *, needs_token: bool = False
) -> str:
    if text is not None:
        (folder / "config.yaml").write_text(text, encoding="utf-8")
    config, faults = load_config(None, environment or {}, folder, needs_token=needs_token)
    assert config is None
    return printed(faults)


def test_nothing_at_all_is_the_defaults(tmp_path: Path) -> None:
    config = load(tmp_path)
    assert config.telegram.token is None
    assert config.telegram.api_url == "https://api.telegram.org"
    assert config.telegram.mode is Mode.POLLING
    assert config.storage.url == f"sqlite:///{tmp_path}/ombud.db"
    assert config.rules.paths == ()
    assert config.moderation.operators == frozenset()
    assert (config.moderation.shadow, config.moderation.trial) == (False, 0)


@pytest.mark.parametrize("text", ["", "# nothing\n", "telegram:\nmoderation: {shadow: }\n"])
def test_empty_sections_and_keys_are_the_defaults(tmp_path: Path, text: str) -> None:
    assert load(tmp_path, text) == load(tmp_path)


def test_every_key_from_the_file(tmp_path: Path) -> None:
    config = load(
        tmp_path,
        f"""
telegram:
  token: {TOKEN}
  api_url: http://127.0.0.1:8081/
  mode: webhook
  webhook_url: https://bot.example.org/hook
  webhook_secret: 012
  webhook_listen: ":8443"
storage:
  url: sqlite:////var/lib/ombud.db
  key_file: keys/ombud.key
rules:
  paths: [rules, /etc/ombud/rules, ../shared.yaml]
moderation:
  log_chat: -1001
  escalation_chat: -1002
  operators: [1, 2, 2]
  shadow: true
  trial: 2h
operations:
  listen: "[::1]:9090"
""",
    )
    assert config.telegram.token == Secret(TOKEN)
    assert config.telegram.api_url == "http://127.0.0.1:8081"
    assert (config.telegram.mode, config.telegram.webhook_url) == (Mode.WEBHOOK, "https://bot.example.org/hook")
    assert (config.telegram.webhook_secret, config.telegram.webhook_listen) == (Secret("012"), Address("", 8443))
    assert (config.storage.url, config.storage.key) == ("sqlite:////var/lib/ombud.db", None)
    assert config.storage.key_file == tmp_path / "keys/ombud.key"
    assert config.rules.paths == (tmp_path / "rules", Path("/etc/ombud/rules"), tmp_path / "../shared.yaml")
    assert (config.moderation.log_chat, config.moderation.escalation_chat) == (-1001, -1002)
    assert config.moderation.operators == frozenset({1, 2})
    assert (config.moderation.shadow, config.moderation.trial) == (True, 7200)
    assert config.operations.listen == Address("::1", 9090)


def test_the_environment_beats_the_file(tmp_path: Path) -> None:
    environment = {
        **WEBHOOK,
        "OMBUD_MODERATION__SHADOW": "false",
        "OMBUD_MODERATION__OPERATORS": "1, 2",
        "OMBUD_MODERATION__LOG_CHAT": "~",
        "OMBUD_MODERATION__TRIAL": " ",
        "OMBUD_RULES__PATHS": "a,b.yaml",
    }
    text = "moderation: {shadow: true, operators: [7], log_chat: -1, trial: 7d}\nrules: {paths: x}\n"
    config = load(tmp_path, text, environment)
    assert config.moderation.operators == frozenset({1, 2})
    assert (config.moderation.shadow, config.moderation.log_chat) == (False, None)
    assert config.moderation.trial == 7 * 86_400
    assert config.rules.paths == (tmp_path / "a", tmp_path / "b.yaml")
    assert (config.telegram.mode, config.telegram.webhook_url) == (Mode.WEBHOOK, "https://bot.example.org/hook")


@pytest.mark.parametrize("value", ["1,2", "[1, 2]", "1, 2,", "- 1\n- 2"])
def test_lists_in_the_environment(tmp_path: Path, value: str) -> None:
    assert load(tmp_path, environment={"OMBUD_MODERATION__OPERATORS": value}).moderation.operators == {1, 2}


def test_paths_are_relative_to_where_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc/my.yaml").write_text("storage: {url: sqlite:///db/o.db}\nrules: {paths: sets}\n")
    environment = {"OMBUD_STORAGE__KEY_FILE": "k"}
    config, faults = load_config(Path("etc/my.yaml"), environment, tmp_path)
    assert config is not None, printed(faults)
    assert config.storage.url == f"sqlite:///{tmp_path}/etc/db/o.db"
    assert config.storage.key_file == tmp_path / "k"
    assert config.rules.paths == (tmp_path / "etc/sets",)


def test_defaults_count_as_written_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "etc/rules").mkdir(parents=True)
    (tmp_path / "etc/my.yaml").touch()
    config, _ = load_config(tmp_path / "etc/my.yaml", {}, tmp_path)
    assert config is not None
    assert config.storage.url == f"sqlite:///{tmp_path}/etc/ombud.db"
    assert config.rules.paths == (tmp_path / "etc/rules",)


def test_references_to_the_environment(tmp_path: Path) -> None:
    environment = {"ID": "123456789", "REST": TOKEN.split(":")[1], "ME": "42", "YES": "true", "DIR": "a#b"}
    text = """
telegram: {token: "${ID}:${REST}"}
moderation: {operators: ["${ME}", 7], shadow: "${YES}"}
rules: {paths: ["${DIR}/$${x}", "$HOME"]}
"""
    config = load(tmp_path, text, environment)
    assert config.telegram.token == Secret(TOKEN)
    assert config.moderation.operators == frozenset({42, 7})
    assert config.moderation.shadow
    assert config.rules.paths == (tmp_path / "a#b/${x}", tmp_path / "$HOME")


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("telegrm: {}", "1:1", "unknown key `telegrm` [unknown-key]", "did you mean `telegram`?"),
        ("rules: {path: x}", "1:9", "unknown key `path` [unknown-key]", "did you mean `paths`?"),
        ("- a", "1:1", "expected a mapping, found a list [wrong-type]", None),
        ("telegram: x", "1:11", "expected a mapping, found text [wrong-type]", None),
        ("telegram: {mode: webhok}", "1:18", "expected `polling` or `webhook` [wrong-value]", "did you mean `webhook`?"),
        ("telegram: {api_url: api.telegram.org}", "1:21", "this is not a web address [wrong-value]", "start it with `http://` or `https://`"),
        ("telegram: {api_url: 'http://a..b'}", "1:21", "this is not a web address [wrong-value]", "start it with `http://` or `https://`"),
        ("telegram: {webhook_url: 'http://x.org'}", "1:25", "this is not a web address [wrong-value]", "start it with `https://`"),
        ("telegram: {webhook_secret: 'a b'}", "1:28", "this is not a webhook secret [wrong-value]", "use 1 to 256 letters, digits, `_` and `-`"),
        ("telegram: {webhook_listen: 8080}", "1:28", "this is not an address to listen at [wrong-value]", "write `host:port`, such as `127.0.0.1:8080`"),
        ("operations: {listen: 'x:70000'}", "1:22", "this is not an address to listen at [wrong-value]", "write `host:port`, such as `127.0.0.1:8080`"),
        ("storage: {url: ombud.db}", "1:16", "this database is not supported [wrong-value]", "supported is SQLite: `sqlite:///ombud.db`, or `sqlite:////var/lib/ombud/ombud.db` with a path from the root"),
        ("storage: {url: 'sqlite:///:memory:'}", "1:16", "this database is not supported [wrong-value]", "supported is SQLite: `sqlite:///ombud.db`, or `sqlite:////var/lib/ombud/ombud.db` with a path from the root"),
        ("moderation: {shadow: yes}", "1:22", "expected `true` or `false`, found text [wrong-type]", None),
        ("moderation: {operators: [1, bob]}", "1:29", "expected a person's id, such as 123456789, found text [wrong-type]", None),
        ("moderation: {operators: [-5]}", "1:26", "a person's id is above zero [wrong-value]", "ids below zero are chats"),
        ("moderation: {trial: 1w}", "1:21", "this is not a duration [wrong-value]", "write `30s`, `10m`, `2h`, `7d` or `0`"),
        ("moderation: {log_chat: mychannel}", "1:24", "expected a chat's id, such as -1001234567890, found text [wrong-type]", None),
        ("telegram: {token: '1:x', token_file: b}", "1:38", "`telegram.token` and `telegram.token_file` exclude each other [conflict]", "remove one of them"),
        ("operations: {log_format: xml}", "1:26", "expected `text` or `json` [wrong-value]", None),
        ("storage: {key: a, key_file: b}", "1:29", "`storage.key` and `storage.key_file` exclude each other [conflict]", "remove one of them"),
        ("rules: {paths: ['${NOPE}']}", "1:17", "the environment variable `NOPE` is not set [unset-variable]", "set it, or write `$${` for the characters themselves"),
        ("rules: {paths: ['${A-B}']}", "1:17", "`${` starts the name of a variable [bad-reference]", "write `${NAME}`, or `$${` for the characters themselves"),
        ("rules: {paths: ['${A']}", "1:17", "the environment variable `A` is not set [unset-variable]", "set it, or write `$${` for the characters themselves"),
    ],
)  # fmt: skip
def test_a_faulty_file(tmp_path: Path, text: str, place: str, message: str, hint: str | None) -> None:
    lines = refused(tmp_path, text).splitlines()
    assert lines[0] == f"config.yaml:{place}: error: {message}"
    assert lines[3:] == ([] if hint is None else [f"      = {hint}"])


def test_all_faults_at_once(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("telegram: {mode: x, mode: y}\nstorage: {url: z}\nfoo: 1\n")
    environment = {"OMBUD_MODERATION__SHADOW": "yes", "OMBUD_MODERATION__SHADW": "true"}
    config, faults = load_config(None, environment, tmp_path, needs_token=True)
    assert config is None
    assert summary(faults.found) == "7 errors"


def test_webhooks_need_an_address_and_a_secret(tmp_path: Path) -> None:
    text = refused(tmp_path, "telegram:\n  mode: webhook\n")
    assert "config.yaml:2:9: error: the mode `webhook` needs `telegram.webhook_url` [missing-key]" in text
    assert "config.yaml:2:9: error: the mode `webhook` needs `telegram.webhook_secret` [missing-key]" in text


@pytest.mark.parametrize(
    ("name", "level", "hint"),
    [
        ("OMBUD_TELEGRAM_TOKEN", "error", "did you mean `OMBUD_TELEGRAM__TOKEN`?"),
        ("OMBUD_MODERATION__SHADOWS", "error", "did you mean `OMBUD_MODERATION__SHADOW`?"),
        ("OMBUD_FOO__BARBAZ", "error", "the keys are explained in config.example.yaml"),
        ("OMBUD_HOME", "warning", "variables are called `OMBUD_SECTION__KEY`"),
    ],
)
def test_unknown_variables(tmp_path: Path, name: str, level: str, hint: str) -> None:
    _, faults = load_config(None, {name: "x", "OTHER": "x", "OMBUD_PORT_80_TCP": "x"}, tmp_path)
    assert (
        printed(faults) == f"{name}:1:1: {level}: no key has the variable `{name}` [unknown-variable]\n      = {hint}\n"
    )


def test_a_missing_file(tmp_path: Path) -> None:
    config, faults = load_config(Path("my.yaml"), {}, tmp_path)
    assert config is None
    assert printed(faults) == (
        "my.yaml:1:1: error: there is no file `my.yaml` [missing-file]\n      = check the path and its spelling\n"
    )


def test_no_token(tmp_path: Path) -> None:
    text = refused(tmp_path, needs_token=True)
    assert text.startswith("OMBUD_TELEGRAM__TOKEN:1:1: error: there is no bot token [missing-token]\n")
    assert "@BotFather" in text
    assert load_config(None, {"OMBUD_TELEGRAM__TOKEN": TOKEN}, tmp_path, needs_token=True)[0] is not None


@pytest.mark.parametrize(
    "fault",
    [
        "telegram: {token: s3cret-AAF}",
        "telegram: {token: [s3cret-AAF]}",
        "telegram:\n  token: @s3cret-AAF",
        "telegram:\n  token: *s3cret-AAF",
        "telegram:\n  token: !s3cret-AAF x",
        "telegram:\n  token: &s3cret-AAF x",
        "telegram:\n  token: 's3cret-AAF",
        'telegram:\n  "token": "s3cret-AAF"',
        "telegram:\n  token: a: s3cret-AAF",
        "telegram:\n  token: x #s3cret-AAF",
        f"telegram:\n  tokn: {TOKEN[:-4]}s3cret-AAF",
        "telegram:\n  webhook_secret: s3cret-AAF !",
        "storage:\n  key: ' s3cret-AAF'",
        "storage:\n  url: postgresql://user:s3cret-AAF@db/ombud",
    ],
)
def test_secrets_are_never_printed(tmp_path: Path, fault: str) -> None:
    text = refused(tmp_path, fault)
    assert "config.yaml:" in text
    assert "s3cret" not in text


@pytest.mark.parametrize(
    "value", ["s3cret", "@s3cret", "*s3cret", "!s3cret", "'s3cret", "[s3cret]", "s3\udcffcret", "x: s3cret"]
)
def test_secrets_of_the_environment_are_never_printed(tmp_path: Path, value: str) -> None:
    text = refused(tmp_path, environment={"OMBUD_TELEGRAM__TOKEN": value})
    assert text.startswith("OMBUD_TELEGRAM__TOKEN:1:")
    assert "cret" not in text


def test_secrets_hide_in_records(tmp_path: Path) -> None:
    config = load(tmp_path, f"telegram: {{token: '{TOKEN}'}}\nstorage: {{key: hush}}")
    assert TOKEN not in repr(config)
    assert "hush" not in f"{config}"
    assert str(config.telegram.token) == f"{config.telegram.token}" == "***"
    assert config.telegram.token is not None
    assert config.telegram.token.reveal() == TOKEN
    assert len({config.telegram.token, Secret(TOKEN)}) == 1


@pytest.mark.parametrize("token", [TOKEN, "42:TEST", "7:a-b_c"])
def test_tokens_of_other_servers_may_be_shorter(tmp_path: Path, token: str) -> None:
    config, _ = load_config(None, {"OMBUD_TELEGRAM__TOKEN": token}, tmp_path, needs_token=True)
    assert config is not None
    assert config.telegram.token == Secret(token)


def test_a_token_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "bot.token").write_text(f"{TOKEN}\n")
    assert load(tmp_path, "telegram: {token_file: bot.token}").telegram.token == Secret(TOKEN)
    assert load(tmp_path, "", {"OMBUD_TELEGRAM__TOKEN_FILE": "bot.token"}).telegram.token == Secret(TOKEN)


def test_a_file_for_the_token_that_is_not_there(tmp_path: Path) -> None:
    said = refused(tmp_path, "telegram: {token_file: nowhere}", needs_token=True)
    assert "the file with the token cannot be read: no such file or directory" in said
    assert said.count("error") == 1


def test_a_file_for_the_token_that_holds_something_else_is_not_quoted(tmp_path: Path) -> None:
    (tmp_path / "bot.token").write_text("hunter2")
    said = refused(tmp_path, "telegram: {token_file: bot.token}", needs_token=True)
    assert "this is not a bot token" in said
    assert "hunter2" not in said


def test_how_the_process_logs(tmp_path: Path) -> None:
    operations = load(tmp_path, "", {"OMBUD_OPERATIONS__LOG_FORMAT": "json"}).operations
    assert (operations.log_format, operations.log_level) == ("json", "info")
