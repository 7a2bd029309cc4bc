"""Patterns that find something in almost every text: tried on sentences such as anybody writes."""

from functools import lru_cache

from bot.core.post import Author, Chat, Post, PostKind, Surface, SurfaceName
from bot.core.query import PatternKind, Query
from bot.matching.expressions.expression import expression
from bot.matching.index import build_index
from bot.matching.words import STAR

_SENTENCES = {
    "English": (
        "Good morning everybody, how are you today",
        "The meeting is moved to Thursday afternoon",
        "Does anybody know where they sell fresh bread here",
        "Thanks a lot, that helped me very much",
        "We watched the match together with my brother",
        "Please send me the photos when you come home",
    ),
    "Russian": (
        "Доброе утро всем, как у вас дела",
        "Встреча переносится на четверг после обеда",
        "Кто-нибудь знает, где тут продают свежий хлеб",
        "Большое спасибо, это мне очень помогло",
        "Мы вчера смотрели матч вместе с братом",
        "Пришлите пожалуйста фотографии, когда вернётесь домой",
    ),
}
_FEW_LETTERS = 2


def floods(kind: PatternKind, pattern: str, *, original: bool = False) -> str | None:
    """The language of which a pattern finds something in every ordinary sentence; None if it does in none."""
    return _flooded(kind, pattern, original=original) if _suspicious(kind, pattern) else None


def _suspicious(kind: PatternKind, pattern: str) -> bool:
    """Whether a pattern has so little that must be there that it is worth trying it."""
    if kind is PatternKind.DOMAIN:
        return False
    if kind is PatternKind.REGEX:
        return not expression(pattern, original=False).atoms
    letters = sum(map(str.isalnum, pattern))
    return letters <= _FEW_LETTERS and (kind is PatternKind.SUBSTRING or STAR in pattern)


@lru_cache(maxsize=4096)
def _flooded(kind: PatternKind, pattern: str, *, original: bool) -> str | None:
    query = Query(kind, (pattern,), original=original)
    index = build_index((query,))
    for language, sentences in _SENTENCES.items():
        if all(index.scan(_post(sentence)).hits(query) for sentence in sentences):
            return language
    return None


def _post(text: str) -> Post:
    chat = Chat(-1, "supergroup")
    return Post(1, PostKind.MESSAGE, chat, Author(), 0, surfaces=(Surface(SurfaceName.TEXT, text),))
