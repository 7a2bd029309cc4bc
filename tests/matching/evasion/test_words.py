"""Disguises that no general rule makes: the pattern, the text, and the evidence in it."""

import pytest

from bot.core.query import PatternKind
from tests.matching.tools import found

HIDDEN = [
    # a phrase of a script without spaces, parted in halves
    ("免费领币", "点 免费 领币 吧", "免费 领币"),
    ("免费领币", "免费，领币", "免费，领币"),
    ("免费领币", "免费🔥领币", "免费🔥领币"),
    ("免费领币", "免\u200b费领\u2060币", "免\u200b费领\u2060币"),
    ("赌博", "来赌*博吧", "赌*博"),
    ("คาสิโน", "เล่น คา สิ โน ดี", "คา สิ โน"),
    ("कैसीनो", "यह कै सी नो है", "कै सी नो"),
    ("도박", "여기 도*박 사이트", "도*박"),
    # letters of several alphabets
    ("казино", "ᴋᴀɜинᴏ", "ᴋᴀɜинᴏ"),
    ("казино", "кᴀзинᴏ", "кᴀзинᴏ"),
    ("казино", "кaзuнo", "кaзuнo"),
    ("casino", "СASIИО", "СASIИО"),
    ("casino", "ᄃΛSIПӨ", "ᄃΛSIПӨ"),
    ("casino", "₵₳$ł₦Ø", "₵₳$ł₦Ø"),
    ("casino", "ςαѕïπο", "ςαѕïπο"),
    ("casino", "CASI\u039dO", "CASI\u039dO"),
    ("casino", "c\u0391s\u0399\u039d\u039f", "c\u0391s\u0399\u039d\u039f"),
    ("bahis", "\u0392\u0391\u0397\u0399S", "\u0392\u0391\u0397\u0399S"),
    ("money", "MO\u039dE\u03a5", "MO\u039dE\u03a5"),
    ("casino", "ƈąʂıŋơ", "ƈąʂıŋơ"),
    ("casino", "ƇƛƧĪƝƠ", "ƇƛƧĪƝƠ"),
    ("casino", "ꮯꭺꮪꮖꮑꮎ", "ꮯꭺꮪꮖꮑꮎ"),
    ("casino", "ᑕᗩᔕIᑎO", "ᑕᗩᔕIᑎO"),
    ("casino", "ꓚꓮꓢꓲꓠꓳ", "ꓚꓮꓢꓲꓠꓳ"),
    ("casino", "匚卂丂丨几ㄖ", "匚卂丂丨几ㄖ"),
    ("casino", "ςครเภ๏", "ςครเภ๏"),
    ("agustoto", "А𝙂𝘜S𝐓𝙊𝙏𝙊", "А𝙂𝘜S𝐓𝙊𝙏𝙊"),
    ("probet855", "𝐏𝐑0𝐁𝐄𐊗𝟖𝟓𝟓", "𝐏𝐑0𝐁𝐄𐊗𝟖𝟓𝟓"),
    ("mandalika77", "ＭΛＮDALIKΛ𝟟𝟟", "ＭΛＮDALIKΛ𝟟𝟟"),
    ("pulauwin", "pυ͠l͠α͠υ͠ω͠ι͠ɴ͠", "pυ͠l͠α͠υ͠ω͠ι͠ɴ͠"),
    ("деньги", "∂еньги", "∂еньги"),
    ("кальян", "кᴀᴫьян", "кᴀᴫьян"),
    ("cờ bạc", "Chơi co bac ở đây rất vui nhộn", "co bac"),
    ("lãi", "vay lai cao", "lai"),
    ("cá cược", "c.á c.ư.ợ.c", "c.á c.ư.ợ.c"),
    ("dinero fácil", "dinero fàcil", "dinero fàcil"),
    # signs and emoji that are letters
    ("free btc", "🅵🆁🅴🅴 🅱️🆃🅲", "🅵🆁🅴🅴 🅱️🆃🅲"),
    ("free btc", "🆓 btc", "🆓 btc"),
    ("casino", "c🅰️sin🅾️", "c🅰️sin🅾️"),
    ("casino", "casin⭕ online", "casin⭕"),
    ("casino", "c a $ i n o", "c a $ i n o"),
    ("casino", "@ casino ¢@$!no", "casino"),
    ("viagra", r"\/iagra", r"\/iagra"),
    ("viagra", "|/iagra", "|/iagra"),
    ("win", r"\/\/in", r"\/\/in"),
    ("free bitcoin", "fr€€ b!+c0!n", "fr€€ b!+c0!n"),
    ("apuestas", "@pu€$+@$ hoy", "@pu€$+@$"),
    ("чат", "4ат", "4ат"),
    ("заработок", "3аpa6oтoк", "3аpa6oтoк"),
    ("click the link", "cl1ck 7h3 l!nk", "cl1ck 7h3 l!nk"),
    # what stands between
    ("casino", "c'a's'i'n'o", "c'a's'i'n'o"),
    ("casino", "cas*ino", "cas*ino"),
    ("casino", "cas⣿ino", "cas⣿ino"),
    ("pulauwin", "Ｐ░Ｕ░Ｌ░Λ░Ｕ░Ｗ░Ｉ░Ｎ", "Ｐ░Ｕ░Ｌ░Λ░Ｕ░Ｗ░Ｉ░Ｎ"),
    ("alexis17", "Λ L E X I S 1 7", "Λ L E X I S 1 7"),
    ("claim * bonus", "c l a i m your b o n u s", "c l a i m your b o n u s"),
    ("claim * bonus", "c.l.a.i.m your b.o.n.u.s", "c.l.a.i.m your b.o.n.u.s"),
    ("free * btc", "f r e e  t h e  b t c", "f r e e  t h e  b t c"),
    ("عاجل", "عـــاجـــل", "عـــاجـــل"),
    ("قمار", "ﻗﻤﺎﺭ", "ﻗﻤﺎﺭ"),
    # repeats
    ("free btc", "freee bttc", "freee bttc"),
    ("gratis", "gratiiis", "gratiiis"),
    ("online", "onlllline", "onlllline"),
    ("kiếm tiền nhanh", "kiếm tiềnnnn nhanh", "kiếm tiềnnnn nhanh"),
    # codes
    ("free btc", "&#102;ree b&#x74;c", "&#102;ree b&#x74;c"),
    ("free btc", "&amp;#102;ree btc", "&amp;#102;ree btc"),
    ("free btc", "fr<!-- x -->ee b<i></i>tc", "fr<!-- x -->ee b<i></i>tc"),
    ("free btc", "&lt;b&gt;free&lt;/b&gt; btc", "free&lt;/b&gt; btc"),
    ("glücksspiel", "Gl&uuml;cksspiel", "Gl&uuml;cksspiel"),
    ("казино", "https://site.example/%D0%BA%D0%B0%D0%B7%D0%B8%D0%BD%D0%BE", "%D0%BA%D0%B0%D0%B7%D0%B8%D0%BD%D0%BE"),
    ("bonus", "%62onus", "%62onus"),
    # order
    ("free btc", "ɔʇq ǝǝɹɟ", "ɔʇq ǝǝɹɟ"),
    ("คาสิโน", "\u202eนโิสาค\u202c", "นโิสาค"),
]

INNOCENT = [
    # words that hold others, and words that differ by what is often added
    ("ass", "Scunthorpe, class, assassin"),
    ("aces", "access to success"),
    ("balon", "a red balloon"),
    ("comite", "the committee met"),
    ("wil", "I will call, he still waits 🔥🔥 a-b"),
    ("king", "this heat is killing me !!"),
    ("bis", "the bills came|went"),
    ("akun", "акции по всей стране"),
    ("idol", "more than i do. I can't"),
    ("gone", "we go n e way"),
    ("ima", "I'm a member"),
    ("wont", "I won't"),
    ("bagi", "in my bag..i was there"),
    ("therapist", "the/rapist and the-rapist"),
    ("resigned", "she re-signed it, re_signed too"),
    ("information", "in_formation"),
    # numbers, prices, units
    ("ath", "his 4th wife"),
    ("ist", "the 1st of May"),
    ("sos", "it costs 505 $ or 5 0 5"),
    ("bio", "$10 and 810"),
    ("at", "a+b is $a+$b, me+you! C++ 5+@you!!"),
    ("abt", "$ab+$cd or $x+$abc"),
    ("bitcoin", "b!+ c0!n bi+coin"),
    ("gb", "96 68"),
    ("so", "at 5:0 or $0"),
    ("oo", "100%"),
    ("els", "€15 and £15"),
    ("pas", "4 $ a day, 5 $ a week"),
    # code, tags, codes
    ("maino", "call main() and print()"),
    ("ax", "if a><b or a<>b then x"),
    ("vector", "std::vec<b>tor"),
    ("casino", "100%25 ca sino"),
    ("abbr", "5 &lt 6 &amp 7"),
    # Chinese, Japanese, Thai, Hindi, Korean: words side by side that are none together
    ("班车", "我下班 车站见"),
    ("班车", "我下班。车站见"),
    ("班车", "今天下班\n车站见面"),
    ("中国人", "我在中国 人很多"),
    ("日本人", "去日本，人很多"),
    ("ดีมาก", "วันนี้ดี มากกว่า"),
    ("บได", "24ชม.ได้ 100บ.ใช้"),
    ("कीमत", "आप की मत सुनो"),
    ("नाही", "ना ही मैं"),
    ("안주", "지금은 안 주세요"),
    ("잘못", "잘 못 들었어요"),
    # letters of other alphabets as they are
    ("pot", "этот рот"),
    ("nan", "ΝΑΝ και ΝΑΙ στην Αθήνα"),
    ("nun", "ոսո մեր"),
    ("job", "ጋዐጌ ነው ቤት"),
    ("par", "það er þar"),
    ("casino", "САСИНО это слово по-русски"),
    ("us", "🇺🇸 и 🇺🇸"),
    ("ok", "🔴 к вам"),
    ("too", "go to🔴 now"),
    ("xo", "⭕❌⭕"),
    # tones
    ("ban", "Bạn có muốn đi chợ với tôi không?"),
    ("cờ", "Tôi có một con mèo rất đẹp ở nhà"),
    ("lãi", "quay lại"),
    ("lãi", "lái xe, lài, l ạ i"),
    ("cá cược", "cả cuộc đời, cá cước"),
    ("cờ bạc", "có bạc, cô bác"),
    # bidirectional text and joined emoji that are as they should be
    ("םולש", "שלום לכולם"),
    ("family", "👨‍👩‍👧‍👦 fam 👩🏽‍💻 ily"),
]


@pytest.mark.parametrize(("pattern", "text", "evidence"), HIDDEN)
def test_hidden_is_found(pattern: str, text: str, evidence: str) -> None:
    assert evidence in [part for part, _ in found(PatternKind.WORD, pattern, text)]


@pytest.mark.parametrize(("pattern", "text"), INNOCENT)
def test_innocent_is_left_alone(pattern: str, text: str) -> None:
    assert found(PatternKind.WORD, pattern, text) == []


@pytest.mark.parametrize(("pattern", "text", "evidence"), HIDDEN)
def test_exact_sees_only_what_shows(pattern: str, text: str, evidence: str) -> None:
    folded = [part for part, guessed in found(PatternKind.WORD, pattern, text, exact=True) if guessed]
    assert folded == [] or "\u202e" in text
