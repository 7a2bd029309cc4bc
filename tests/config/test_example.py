"""What is undocumented fails: config.example.yaml explains every key and loads, as it is and with its lines uncommented."""

import re
from pathlib import Path

import yaml

from bot.config import Config, load_config
from bot.config.model import SECTIONS, all_keys

EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"
ENVIRONMENT = {"BOT_TOKEN": "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123", "WEBHOOK_SECRET": "x", "OMBUD_KEY": "x"}


def uncommented() -> str:
    return re.sub(r"(?m)^(  )# (\w+: (?:\S+|\[.*\]))$", r"\1\2", EXAMPLE.read_text(encoding="utf-8"))


def loaded(text: str, folder: Path) -> Config:
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    config, faults = load_config(None, {name: ENVIRONMENT[name] for name in ("BOT_TOKEN", "WEBHOOK_SECRET")}, folder)
    assert config is not None, faults.found
    return config


def test_it_loads_as_it_is(tmp_path: Path) -> None:
    assert loaded(EXAMPLE.read_text(encoding="utf-8"), tmp_path) == loaded("", tmp_path)


def test_every_key_is_in_it_and_nothing_else() -> None:
    keys = {(section, key) for section, entries in yaml.safe_load(uncommented()).items() for key in entries}
    assert keys == {(key.section, key.name) for key in all_keys()}
    assert list(yaml.safe_load(uncommented())) == list(SECTIONS)


def test_the_defaults_that_it_shows_are_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    not_defaults = {
        "token",
        "token_file",
        "webhook_url",
        "webhook_secret",
        "key",
        "key_file",
        "log_chat",
        "escalation_chat",
        "chats",
        "listen",
        "language",
    }
    lines = [line for line in uncommented().splitlines() if line.strip().split(":")[0] not in not_defaults]
    assert loaded("\n".join(lines), tmp_path) == loaded("", tmp_path)


def test_the_values_that_it_suggests_are_valid(tmp_path: Path) -> None:
    lines = [line for line in uncommented().splitlines() if not line.startswith(("  key: ", "  token_file: "))]
    config = loaded("\n".join(lines), tmp_path)
    assert config.telegram.webhook_url == "https://bot.example.org/telegram"
    assert config.storage.key_file == tmp_path / "ombud.key"
    assert config.moderation.log_chat == -1001234567890
