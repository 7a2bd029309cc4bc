import pytest

from bot.core.post import Author, Media, MediaKind, Post, Role, Surface, SurfaceName
from bot.core.redaction import is_redacted, must_be_withheld, redacted
from bot.core.verdict import Match
from tests.cases.court import post, scam_rule

FULL = post(
    "secret",
    media=(Media(MediaKind.PHOTO, "F", "U"),),
    via_bot="gif",
    author=Author(7, "Eve", "eve", "en", {Role.ADMIN: False}, posts=3),
)


def test_ids_and_date_are_all_that_stays() -> None:
    bare = redacted(FULL)
    assert (bare.chat, bare.message_id, bare.date, bare.key) == (FULL.chat, 50, FULL.date, FULL.key)
    assert bare.author == Author(7, roles={Role.ADMIN: False})
    assert not any(secret in repr(bare) for secret in ("secret", "'F'", "'U'", "Eve", "gif"))
    assert is_redacted(bare)


@pytest.mark.parametrize(
    "shown",
    [
        FULL,
        post(""),
        post("", author=Author(7), media=(Media(MediaKind.DICE),)),
        post("", author=Author(7), surfaces=(Surface(SurfaceName.POLL, "?"),)),
    ],
)
def test_what_has_content_or_a_name_is_not_redacted(shown: Post) -> None:
    assert not is_redacted(shown)


def test_a_keyword_withholds() -> None:
    withheld = Match(scam_rule(keywords=("malware", "child_sexual_abuse_material")))
    harmless = Match(scam_rule(keywords=("malware",)))
    assert must_be_withheld([harmless, withheld])
    assert not must_be_withheld([harmless])
    assert not must_be_withheld([])
