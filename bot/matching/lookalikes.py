"""Which characters pass for which: the tables behind the `skeleton` view, all one character to one character.

Two relations are kept apart. A *variant* is the same letter in another dress (accented, small capital, circled,
another form of the same Arabic or Han letter): it always counts. A *look-alike* is another character that can be
mistaken for it (Cyrillic in Latin, digits in words): whether it counts is decided where it stands (`resemblance`).
"""

import re
import unicodedata
from collections.abc import Iterator

import numpy as np

from bot.matching.chars import FLAGS, LOOSE, WORD, Codes, fold_char

# Each group: characters of different scripts, and digits, that look alike, after folding. A character may stand in
# several. Two letters of the same script in one group do not pass for each other, `i` and `l` excepted.
_GROUPS = (
    "aаαɑ4ᗩꓮꭺᎪ",
    "bвьъβ86ᏼᗷꓐƅ",
    "бb6",
    "cсᑕꓚꮯᏟҫ",
    "dԁᗪꓓᎠժ",
    "eеєε3ᗴꓰᎬҽ",
    "fғᖴꓝϝ",
    "gԍց9ꓖᏀᏳ",
    "hнһհᕼꓧᎻ",
    "i1lіιӏᎥᏆꓲǀ",
    "jјᒍꓙᎫϳ",
    "kкκᛕꓗᏦ",
    "l1iᒪꓡᏞ",
    "mмμᗰꓟᎷ",
    "nηпոᑎꓠ",
    "oоοσ0օꓳ",
    "pрρᑭꓑᏢ",
    "qԛգ",
    "rгᖇꓣᏒя",
    "sѕ5ᔕꓢᏚտ",
    "tтτ7ꓔᎢ",
    "uυսцᑌꓴи",
    "vνѵᐯꓦᏙ",
    "wԝшωщᗯꓪᎳ",
    "xхχ᙭ꓫ",
    "yуγꓬᎩү",
    "z2ζꓜᏃ",
    "з3",
    "ч4",
    "лλ",
    "фφ",
    "пπ",
    "дδ",
)

# Letters whose other forms are told from their names do not stand here.
_VARIANTS = {
    "ا": "أإآٱٲٳ",
    "ي": "ىیئېے",
    "ك": "کڪ",
    "ه": "ةۀہھە",
    "و": "ؤۆۇ",
}

# Traditional and simplified forms that spam and its filters use most: each pair is traditional, then simplified.
_HAN_PAIRS = (
    "萬万與与專专業业東东絲丝兩两嚴严個个豐丰臨临為为麗丽舉举義义烏乌樂乐喬乔習习鄉乡書书買买亂乱爭争於于虧亏雲云亞亚產产親亲億亿僅仅從从倉仓儀仪們们價价眾众優优會会傘伞偉伟傳传傷伤倫伦偽伪體体傭佣"
    "俠侠侶侣偵侦側侧債债傾倾償偿儲储兒儿黨党蘭兰關关興兴養养獸兽內内岡冈冊册寫写軍军農农馮冯沖冲決决況况凍冻淨净涼凉減减湊凑幾几鳳凤憑凭凱凯擊击劃划劉刘則则剛刚創创刪删別别劇剧勸劝辦办務务動动勵励勁劲勞劳勢势區区醫医華华"
    "協协單单賣卖盧卢衛卫卻却廠厂廳厅歷历壓压厭厌縣县雙双發发變变敘叙葉叶號号嘆叹後后嚇吓呂吕嗎吗啟启員员呼呼響响啞哑團团園园圖图國国圍围圓圆聖圣場场壞坏塊块堅坚墊垫壇坛報报壯壮聲声殼壳處处備备復复夠够頭头誇夸奪夺奮奋獎奖奧奥"
    "婦妇媽妈嬌娇孫孙學学寧宁寶宝實实審审寬宽賓宾對对尋寻導导將将塵尘嘗尝屆届層层屬属歲岁島岛嶺岭幣币帥帅師师帳帐帶带幫帮廣广莊庄慶庆庫库應应廟庙廢废開开異异棄弃張张彎弯彈弹強强歸归當当錄录徹彻徵征徑径憶忆憂忧懷怀態态總总戀恋"
    "惡恶惱恼懸悬驚惊慣惯憤愤願愿懶懒戲戏戰战戶户撲扑執执擴扩掃扫揚扬擾扰撫抚拋抛搶抢護护擔担擬拟擁拥擇择掛挂揮挥損损換换據据擺摆搖摇敵敌數数齋斋無无舊旧時时曠旷顯显曉晓暫暂術术機机殺杀雜杂權权條条來来楊杨極极構构槍枪標标"
    "樣样樹树橋桥檢检樓楼歐欧歡欢殘残畢毕氣气漢汉湯汤溝沟滬沪瀉泻潑泼澤泽潔洁濟济測测濃浓淚泪潤润漲涨淺浅漁渔溫温遊游灣湾濕湿滿满濫滥滅灭燈灯靈灵災灾爐炉點点煉炼爛烂煙烟煩烦燒烧熱热愛爱爺爷牽牵犧牺狀状猶犹獨独獄狱獲获瑪玛"
    "環环現现電电畫画暢畅療疗瘋疯癢痒盡尽監监盤盘礦矿碼码確确禮礼禍祸禪禅離离種种積积稱称穩稳窮穷竊窃競竞筆笔簽签簡简籃篮類类糧粮緊紧紀纪純纯紅红約约級级紅红線线組组細细織织終终經经結结給给絡络統统絕绝繼继績绩續续網网維维綠绿"
    "編编緣缘縮缩罰罚羅罗職职聯联聰聪腦脑臉脸藝艺節节薦荐藥药營营虛虚蟲虫補补裝装複复見见規规視视覽览覺觉觀观觸触計计訂订認认討讨讓让訊讯記记講讲許许論论設设訪访證证評评識识詐诈訴诉詞词譯译試试詩诗話话誠诚該该詳详語语誤误說说請请"
    "諸诸諾诺課课誰谁調调談谈謀谋謊谎謝谢譜谱貝贝負负財财責责賢贤敗败賬账貨货質质販贩貪贪購购貧贫貸贷貿贸費费資资賭赌賴赖賽赛贈赠贏赢趙赵趕赶跡迹軟软轉转輪轮輕轻較较輛辆輸输邊边遠远達达過过運运還还這这進进連连遲迟適适選选遺遗"
    "郵邮鄰邻釋释裡里針针鈔钞鐘钟鋼钢錢钱鐵铁銀银銷销鎖锁錯错鍵键鏈链門门閃闪閉闭問问間间聞闻閱阅隊队陽阳陰阴階阶際际陸陆陳陈險险隨随隱隐難难霧雾靜静頂顶項项順顺須须預预領领頻频題题額额風风飛飞飯饭飲饮館馆馬马駕驾驗验騙骗騰腾魚鱼"
    "鮮鲜鳥鸟雞鸡麥麦黃黄齊齐齒齿龍龙龜龟臺台灣湾籌筹碼码貓猫獵猎註注冊册儘尽彙汇匯汇週周週周線线籤签麼么裏里係系佈布證证據据"
)

_LATIN = re.compile(
    r"(?:MODIFIER LETTER |NEGATIVE CIRCLED |NEGATIVE SQUARED |CROSSED NEGATIVE SQUARED |REGIONAL INDICATOR SYMBOL "
    r"|LATIN )?(?:LATIN )?(?:SMALL |CAPITAL )?LETTER "
    r"(?:(?:SMALL CAPITAL|CAPITAL|TURNED|REVERSED|SCRIPT|OPEN|DOTLESS|SMALL|INSULAR|BLACKLETTER|BARRED) )*"
    r"([A-Z])(?: WITH .*)?"
)
_CYRILLIC = re.compile(r"CYRILLIC (?:SMALL|CAPITAL) LETTER ([A-Z]+|SHORT U|HARD SIGN|SOFT SIGN) WITH .*")
_NEGATIVE_DIGIT = re.compile(r"(?:DINGBAT )?NEGATIVE CIRCLED (?:SANS-SERIF )?DIGIT ([A-Z]+)")
_DIGITS = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
_NAMED_RANGES = (
    (0xC0, 0x250),
    (0x250, 0x300),
    (0x370, 0x530),
    (0x1D00, 0x1DC0),
    (0x1E00, 0x2000),
    (0x2776, 0x2794),
    (0x2C60, 0x2C80),
    (0xA722, 0xA7CB),
    (0xAB30, 0xAB70),
    (0x1DF00, 0x1DF2B),
    (0x1F130, 0x1F200),
)
# Letters of their own, although their names or decompositions say otherwise.
_KEPT = frozenset("йғ")
_KATAKANA = range(0x30A1, 0x30F7)
_KANA_STEP = 0x60

PUNCTUATION = str.maketrans("’‘`´ʼʹ‐‑‒–—−“”„«»", "''''''------" + '"' * 5)
"""For `str.translate`: the many quotation marks and dashes to the ones on a keyboard."""

SIGNS = {"$": "s", "@": "a", "!": "i", "|": "i", "€": "e", "¢": "c", "¥": "y", "£": "l", "₿": "b", "฿": "b", "§": "s"}
"""Signs that stand for letters, but only beside a letter."""

WEAK_SIGNS = frozenset("!|")
"""Of these, those that also end a sentence or part words: only before a letter."""


def _variants() -> dict[str, str]:
    table = {variant: base for base, variants in _VARIANTS.items() for variant in variants}
    table |= {_HAN_PAIRS[i]: _HAN_PAIRS[i + 1] for i in range(0, len(_HAN_PAIRS), 2)}
    table |= {chr(code): chr(code - _KANA_STEP) for code in _KATAKANA}
    for start, end in _NAMED_RANGES:
        table |= dict(_by_name(start, end))
    return {char: base for char, base in table.items() if char != base}


def _by_name(start: int, end: int) -> Iterator[tuple[str, str]]:
    for code in range(start, end):
        char = chr(code)
        if char not in _KEPT and fold_char(char) == char and (base := _bare(char)):
            yield char, base


def _bare(char: str) -> str:
    """The bare letter that a letter is a variant of; empty if it is none."""
    name = unicodedata.name(char, "")
    if match := _NEGATIVE_DIGIT.fullmatch(name):
        return str(_DIGITS.index(match[1])) if match[1] in _DIGITS else ""
    if match := _LATIN.fullmatch(name):
        return match[1].lower()
    if match := _CYRILLIC.fullmatch(name):
        return unicodedata.lookup(f"CYRILLIC SMALL LETTER {match[1]}")
    stripped = unicodedata.normalize("NFD", char)
    return stripped[0] if len(stripped) > 1 and FLAGS[ord(stripped[1])] & LOOSE else ""


VARIANTS = _variants()
"""Variants and their bare letters."""


def bare(char: str) -> str:
    """The letter without its dress; a letter that has none is itself."""
    return VARIANTS.get(char, char)


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS):
        for char in group:
            for form in {char, fold_char(char) or char}:
                found.setdefault(form, set()).add(number)
    for sign, letter in SIGNS.items():
        found.setdefault(sign, set()).update(found[letter])
    return {char: frozenset(numbers) for char, numbers in found.items()}


_MEMBERSHIP = _groups()
_NONE: frozenset[int] = frozenset()


def alike(one: str, other: str) -> bool:
    """Whether one bare letter can be mistaken for the other."""
    return bool(_MEMBERSHIP.get(one, _NONE) & _MEMBERSHIP.get(other, _NONE))


def _classes() -> dict[str, str]:
    """Each look-alike and the one character that stands for all it is linked to, however indirectly."""
    leader: dict[str, str] = {}

    def find(char: str) -> str:
        while leader.setdefault(char, char) != char:
            char = leader[char]
        return char

    first: dict[int, str] = {}
    for char, numbers in _MEMBERSHIP.items():
        for number in numbers:
            leader[find(char)] = find(first.setdefault(number, char))
    return {char: find(char) for char in _MEMBERSHIP}


def _skeletons() -> Codes:
    table = np.arange(len(FLAGS), dtype=np.uint32)
    classes = _classes()
    for char, base in VARIANTS.items():
        table[ord(char)] = ord(classes.get(base, base))
    for char, leader in classes.items():
        # Signs are letters only where they stand beside one, which a table cannot know; punctuation stays what it is.
        if FLAGS[ord(char)] & WORD:
            table[ord(char)] = ord(leader)
    return table


SKELETON = _skeletons()
"""By code point of `plain`: what stands for all its look-alikes."""

SIGN_LETTERS = np.zeros(0x20C0, dtype=np.uint32)
"""By code point: the letter a sign stands for, 0 for what is no such sign."""
for _sign, _letter in SIGNS.items():
    SIGN_LETTERS[ord(_sign)] = ord(_letter)


def _twins(script: str) -> dict[str, str]:
    """For each look-alike, the letter of one script that it passes for; the first of its groups counts."""
    table: dict[str, str] = {}
    for group in _GROUPS:
        letter = next((char for char in group if unicodedata.name(char).startswith(script)), None)
        if letter is not None:
            table |= {char: letter for char in group if char not in table}
    table |= {sign: table[letter] for sign, letter in SIGNS.items() if letter in table}
    return {char: letter for char, letter in table.items() if not unicodedata.name(char).startswith(script)}


LATIN_TWINS = _twins("LATIN")
"""Look-alikes and the Latin letters they pass for."""

CYRILLIC_TWINS = _twins("CYRILLIC")
"""Look-alikes and the Cyrillic letters they pass for."""


def latin(text: str) -> str:
    """The text with every look-alike of a Latin letter replaced by it."""
    return "".join(LATIN_TWINS.get(letter, letter) if not letter.isdigit() else letter for letter in map(bare, text))
