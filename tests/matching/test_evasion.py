"""Both ways: what hides a phrase is found, and what only looks like it is not."""

import pytest

from bot.core.query import PatternKind
from tests.matching.tools import found

HIDDEN = [
    # pattern, text, the evidence, folded
    ("free btc", "Get FREE BTC now", "FREE BTC", False),
    ("free btc", "👍🏽🔥 free, btc!", "free, btc", False),
    ("free btc", "free\n\nbtc", "free\n\nbtc", False),
    ("free btc", "free 🔥 btc", "free 🔥 btc", False),
    ("free btc", "frее btс", "frее btс", True),
    ("free btc", "FRЕЕ ВТС", "FRЕЕ ВТС", True),
    ("free btc", "🔥 𝐟𝐫𝐞𝐞 𝐛𝐭𝐜", "𝐟𝐫𝐞𝐞 𝐛𝐭𝐜", False),
    ("free btc", "𝓯𝓻𝓮𝓮 𝕓𝕥𝕔!", "𝓯𝓻𝓮𝓮 𝕓𝕥𝕔", False),
    ("free btc", "ＦＲＥＥ　ＢＴＣ", "ＦＲＥＥ　ＢＴＣ", False),
    ("free btc", "ⓕⓡⓔⓔ ⓑⓣⓒ", "ⓕⓡⓔⓔ ⓑⓣⓒ", False),
    ("free btc", "🄵🅁🄴🄴 🄱🅃🄲", "🄵🅁🄴🄴 🄱🅃🄲", False),
    ("free btc", "🅵🆁🅴🅴 🅱🆃🅲", "🅵🆁🅴🅴 🅱🆃🅲", True),
    ("free btc", "🇫🇷🇪🇪 🇧🇹🇨", "🇫🇷🇪🇪 🇧🇹🇨", True),
    ("free btc", "🇫 🇷 🇪 🇪 🇧 🇹 🇨", "🇫 🇷 🇪 🇪 🇧 🇹 🇨", True),
    ("free btc", "ғʀᴇᴇ ʙᴛᴄ", "ғʀᴇᴇ ʙᴛᴄ", True),
    ("free btc", "fʳᵉᵉ ᵇᵗᶜ", "fʳᵉᵉ ᵇᵗᶜ", False),
    ("free btc", "fr\u200bee b\u00adt\u2060c", "fr\u200bee b\u00adt\u2060c", False),
    ("free btc", "fr\u3164ee b\u115ft\uffa0c", "fr\u3164ee b\u115ft\uffa0c", False),
    ("free btc", "f\u200dr\ufe0fee btc", "f\u200dr\ufe0fee btc", False),
    ("free btc", "f\U000e0061ree btc", "f\U000e0061ree btc", False),
    ("free btc", "f\u0336r\u0337e\u0301e b\u0338t\u0338c\u0338!", "f\u0336r\u0337e\u0301e b\u0338t\u0338c\u0338", True),
    ("free btc", "fréè btç", "fréè btç", True),
    ("free btc", "go: f r e e  b t c ok", "f r e e  b t c", True),
    ("free btc", "f r e e b t c", "f r e e b t c", True),
    ("free btc", "f.r.e.e b-t-c", "f.r.e.e b-t-c", True),
    ("free btc", "f_r_e_e *b*t*c*", "f_r_e_e *b*t*c", True),
    ("free btc", "freeee btccc", "freeee btccc", True),
    ("free btc", "ffrreeee bbttcc", "ffrreeee bbttcc", True),
    ("free btc", "fr33 btc", "fr33 btc", True),
    ("bitcoin", "b1tc0in", "b1tc0in", True),
    ("bitcoin", "BlTCOlN", "BlTCOlN", True),
    ("bitcoin", "bіtсоіn", "bіtсоіn", True),
    ("threat", "are a t h r e a t to us", "t h r e a t", True),
    ("woman", "the next w o m a n I see", "w o m a n", True),
    ("alexis17", "coba ⭐ A L E X I S 1 7 ⭐.", "A L E X I S 1 7", True),
    ("slots", "sIots", "sIots", True),
    ("cash", "ca$h", "ca$h", True),
    ("cash", "c@sh", "c@sh", True),
    ("win", "w!n now", "w!n", True),
    ("casino", "ｃａｓｉｎｏ", "ｃａｓｉｎｏ", False),
    ("casino", "СASINО", "СASINО", True),
    ("заработок", "Зapaбoтoк от 5000", "Зapaбoтoк", True),
    ("заработок", "з а р а б о т о к", "з а р а б о т о к", True),
    ("заработок", "3аработ0к", "3аработ0к", True),
    ("заработок", "за\u0301работок", "за\u0301работок", False),
    ("зачет", "зачёт", "зачёт", True),
    ("免费", "点击免费领取", "免费", False),
    ("免费", "免 费 领取", "免 费", True),
    ("加微信", "请加微信123", "加微信", False),
    ("usdt", "加usdt吧", "usdt", False),
    ("免费", "免費領取", "免費", True),
    ("คาสิโน", "เล่นคาสิโนออนไลน์", "คาสิโน", False),
    ("pot", "buy some рот for the best price", "рот", True),
    ("$500", "win $500 now", "$500", False),
    ("c++", "c++11 rocks", "c++", False),
    ("18+", "видео 18+ тут", "18+", False),
    ("t.me", "see t.me/x", "t.me", False),
    ("claim * bonus", "Claim your bonus", "Claim your bonus", False),
    ("claim * bonus", "clаim уour b0nus", "clаim уour b0nus", True),
    ("earn*", "he is earning", "earning", False),
    ("🔥🔥", "so🔥🔥hot", "🔥🔥", False),
    ("free_btc", "#free_btc", "free_btc", False),
]

INNOCENT = [
    ("free btc", "freebtc"),
    ("free btc", "free the btc"),
    ("free", "carefree freedom"),
    ("pot", "рот"),
    ("pot", "этот рот говорит"),
    ("рот", "a pot of gold"),
    ("sos", "505"),
    ("sos", "$0$ 505 5 0 5"),
    ("bio", "610 810 10"),
    ("mail", "the mall"),
    ("fail", "FALL"),
    ("ali", "All women"),
    ("ill", "I'll come"),
    ("ill", "i.ll see"),
    ("taxi", "pay the tax!"),
    ("god", "good"),
    ("good", "god"),
    ("loser", "looser"),
    ("us", "the U.S. army"),
    ("us", "🇺🇸 forever"),
    ("am", "10 a.m. sharp"),
    ("те", "т.е. потом"),
    ("free", "n o f r e e b i e"),
    ("resigned", "she re-signed it"),
    ("claim * bonus", "claim bonus"),
    ("claim * bonus", "claim your big bonus"),
    ("нос", "hoc est corpus"),
    ("зой", "зои"),
    ("кай", "каи"),
    ("c++", "c and c#"),
    ("$500", "500 dollars"),
    ("कि", "किताब"),
    ("free", "I am three. We agree"),
    ("btc", "a b t"),
    ("ban", "b a n a n a"),
    ("therapist", "the rapist"),
]


@pytest.mark.parametrize(("pattern", "text", "evidence", "folded"), HIDDEN)
def test_hidden_is_found(pattern: str, text: str, evidence: str, folded: bool) -> None:
    assert found(PatternKind.WORD, pattern, text) == [(evidence, folded)]


@pytest.mark.parametrize(("pattern", "text"), INNOCENT)
def test_innocent_is_left_alone(pattern: str, text: str) -> None:
    assert found(PatternKind.WORD, pattern, text) == []


@pytest.mark.parametrize(("pattern", "text", "evidence", "folded"), [case for case in HIDDEN if case[3]])
def test_exact_folds_nothing(pattern: str, text: str, evidence: str, folded: bool) -> None:
    assert found(PatternKind.WORD, pattern, text, exact=True) == []
