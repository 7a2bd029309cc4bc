"""Importing a page and judging texts by what came of it."""

from pathlib import Path

from bot.core.judge import Judge
from bot.lang.importers.automoderator.importing import Imported, import_rules
from bot.lang.importers.notes import Account
from bot.lang.load import load
from bot.lang.short import read_short


def imported(page: str) -> Imported:
    return import_rules(page.encode(), "wiki.yaml", "wiki")


def only(page: str) -> Account:
    """The account of a page's only rule."""
    (account,) = imported(page).accounts
    return account


def judge_of(text: str | None, folder: Path) -> Judge:
    """The judge by a set, which must load."""
    assert text is not None
    path = folder / "wiki.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load([path])
    assert loaded.judge is not None, (text, loaded.diagnostics)
    return loaded.judge


def matches(judge: Judge, text: str) -> bool:
    return judge.judge(read_short({"text": text})).matched


def actions(judge: Judge, **post: object) -> list[str]:
    return [step.action.name for step in judge.judge(read_short(post)).steps]
