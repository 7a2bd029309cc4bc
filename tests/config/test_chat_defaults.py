"""What the operator sets for all chats."""

from pathlib import Path

import pytest

from bot.config import load_config
from bot.core.ladder import LADDER, spelled_ladder


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("ladder: [warn, mute 2h, kick, ban]", "warn, mute 2h, kick, ban"),
        ("ladder: warn, ban 7d", "warn, ban 7d"),
        ("ladder: off", "warn"),
        ("ladder:", spelled_ladder(LADDER)),
    ],
)
def test_a_ladder_is_a_list_or_its_words(text: str, spelled: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(f"moderation:\n  {text}\n")
    config, faults = load_config(None, {}, tmp_path)
    assert config is not None, faults.found
    assert spelled_ladder(config.moderation.ladder) == spelled


def test_the_environment_gives_them_too(tmp_path: Path) -> None:
    variables = {
        "OMBUD_MODERATION__LADDER": "warn, mute 1h",
        "OMBUD_MODERATION__LANGUAGE": "pt-br",
        "OMBUD_MODERATION__SECOND_APPROVER": "true",
        "OMBUD_MODERATION__REPORT_BUTTON": "true",
    }
    config, faults = load_config(None, variables, tmp_path)
    assert config is not None, faults.found
    moderation = config.moderation
    assert (moderation.language, moderation.second_approver, moderation.report_button) == ("pt-br", True, True)
    assert spelled_ladder(moderation.ladder) == "warn, mute 1h"


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("language: german!", "this is not a language", "write `en`, `de` or `pt-br`"),
        ("ladder: []", "a ladder has at least one rung", "write `warn, mute 1d, ban 7d, ban`, or `off`"),
        ("ladder: [warn, shout]", "`shout` is no rung", "a rung is `warn`, `mute 1d`, `kick`, `ban 7d` or `ban`"),
        (
            "ladder: [mute 5s]",
            "`mute 5s` is too short or too long",
            "Telegram mutes and bans for 30 seconds to 366 days",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, message: str, hint: str, tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text(f"moderation:\n  {text}\n")
    config, faults = load_config(None, {}, tmp_path)
    assert config is None
    [fault] = faults.found
    assert (fault.message, fault.hint) == (message, hint)
    assert (fault.span.file, fault.span.line) == ("config.yaml", 2)
