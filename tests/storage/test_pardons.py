"""Pardons: which rules do not act on which texts any more."""

from pathlib import Path

import pytest

from bot.core.finding import Evidence
from bot.core.post import Media, MediaKind, Post, Surface, SurfaceName
from bot.core.verdict import Match
from bot.storage import Store, open_store
from bot.storage.vault import SealedVault
from tests.storage.makers import content, match, post

CHAT = -100
ON_TEXT = Evidence("text", 0, 0, 4, "free")
ON_NAME = Evidence("sender_name", 0, 0, 4, "Free")


def by(*evidence: Evidence) -> Match:
    return Match(match().rule, evidence)


async def pardon(store: Store, of: Post) -> None:
    await store.pardon(CHAT, {"scams/money"}, of, "C-1", 1_000)


async def test_the_same_text_in_that_chat_by_anybody(store: Store) -> None:
    await pardon(store, post("free money"))
    assert await store.pardoned(CHAT, post("FREE  m\u043eney".replace("  ", " ")), [by(ON_TEXT)]) == {"scams/money"}
    assert not await store.pardoned(CHAT, post("free money now"), [by(ON_TEXT)])
    assert not await store.pardoned(CHAT - 1, post("free money"), [by(ON_TEXT)])
    assert not await store.pardoned(CHAT, post("free money"), [Match(match("scams/other").rule, (ON_TEXT,))])


def named(name: str, *media: Media) -> Post:
    surfaces = (Surface(SurfaceName.TEXT, "hello"), Surface(SurfaceName.SENDER_NAME, name))
    return post(surfaces=surfaces, media=media)


async def test_a_rule_that_rested_on_the_name_goes_on_for_other_names(store: Store) -> None:
    await pardon(store, named("Free"))
    assert await store.pardoned(CHAT, named("Free"), [by(ON_NAME)])
    assert not await store.pardoned(CHAT, named("Free casino"), [by(ON_NAME)])
    assert await store.pardoned(CHAT, named("Free casino"), [by(ON_TEXT)])


async def test_a_rule_that_rested_on_no_words_goes_on_for_other_media(store: Store) -> None:
    await pardon(store, named("Eve", Media(MediaKind.PHOTO, "F1", "U1")))
    assert await store.pardoned(CHAT, named("Bob", Media(MediaKind.PHOTO, "F9", "U1")), [by()])
    assert not await store.pardoned(CHAT, named("Bob", Media(MediaKind.PHOTO, "F2", "U2")), [by()])


async def test_nothing_is_pardoned_where_nothing_is(store: Store) -> None:
    empty = post(surfaces=())
    await pardon(store, empty)
    assert not await store.pardoned(CHAT, empty, [by(ON_TEXT), by()])


async def test_a_pardon_counts_at_once_where_its_chat_was_asked_about_before(store: Store) -> None:
    assert not await store.pardoned(CHAT, post(), [by(ON_TEXT)])
    await pardon(store, post())
    await pardon(store, post())
    assert await store.pardoned(CHAT, post(), [by(ON_TEXT)])


async def test_pardons_follow_a_chat_to_its_new_id(store: Store) -> None:
    await pardon(store, post())
    assert await store.pardoned(CHAT, post(), [by(ON_TEXT)])
    await store.move_chat(CHAT, -100777, 1_000)
    assert await store.pardoned(-100777, post(), [by(ON_TEXT)])
    assert not await store.pardoned(CHAT, post(), [by(ON_TEXT)])


@pytest.mark.parametrize("same", [True, False])
async def test_fingerprints_depend_on_the_key_and_hold_no_text(url: str, file: Path, same: bool) -> None:
    store = await open_store(url, SealedVault(b"one secret of the operator's"))
    await pardon(store, post("free money"))
    await store.close()
    assert b"free money" not in content(file)
    store = await open_store(url, SealedVault(b"one secret of the operator's"))
    assert bool(await store.pardoned(CHAT, post("free money" if same else "freemoney"), [by(ON_TEXT)])) is same
    await store.close()


async def test_a_pardon_goes_with_the_decision_that_it_is_for(url: str) -> None:
    store = await open_store(url)
    await pardon(store, post())
    assert (await store.prune(1_000 + 730 * 86_400))["pardons"] == 3
    await store.close()
