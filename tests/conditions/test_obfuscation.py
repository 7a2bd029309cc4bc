import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conditions import _tricks
from tests.conditions.kit import answer, find, leaf

RLO, PDF = "\u202e", "\u202c"

HIDDEN = {
    "invisible": [
        "air\u200bdrop",
        "c\u00adr\u00ady\u00adp\u00adto",
        "за\u2060работок",
        "fr\u200c\u200dee",
        "hi\u3164\u3164\u3164\u3164",
        "look\U000e0068\U000e0069",
        "a\u2800b",
    ],
    "mixed_script": [
        "cаsino",
        "Зapaбoтoк",
        "Сrypto",
        "freе",
        "Вitcoin",
        "раураl.com раypal",
        "ѕex",
        "hօme",
        "Ꭺpple",
        "ΡayPal",
    ],
    "combining": ["f\u0335r\u0335e\u0335e\u0335", "z\u0300\u0301\u0302\u0303algo", "я\u0483\u0484\u0485"],
    "rtl": [f"see {RLO}moc.elpmaxe{PDF} now", f"photo{RLO}gpj.exe"],
}
HONEST = [
    "plain words",
    "Donau\u00addampf\u00adschiff",
    "می\u200cخواهم کتاب\u200cها",
    "हिन्दी क्\u200dष",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 family",
    "1\ufe0f\u20e3 2\ufe0f\u20e3 I \u2764\ufe0f NY",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f goal",
    "\ufeffBegins with a mark",
    "שלום\u200f! (hello\u200e)",
    "\u202a+7 916 123-45-67\u202c",
    "\u2800\u28ff\u2800\u2800\u2800\u2800\u2800\u28ff",
    "ภาษา\u200bไทย",
    "Vie\u0323\u0302t Nam, cafe\u0301",
    "שָׁלוֹם בְּרֵאשִׁ֖ית",
    "مُحَمَّدٌ",
    "VIPները, українські SMSі",
    "IT-специалист, SMSки и PDFка, VIPам",
    "с новым iPhoneом googleить",
    "kΩ, μm, Δt, ρgh",
    "проблемуhttps, comТест",
    "Tシャツ iPhone用 VIP회원",
    "ALΦA и ОМЕГА",
    "",
]


@pytest.mark.parametrize(("trick", "text"), [(trick, text) for trick, texts in HIDDEN.items() for text in texts])
def test_each_trick_is_seen(trick: str, text: str) -> None:
    assert answer(f"{{obfuscation: {{{trick}: true}}}}", {"text": text}) == "true"
    assert answer(f"{{obfuscation: {{{trick}: false}}}}", {"text": text}) == "false"
    assert answer("{obfuscation: true}", {"text": text}) == "true"


@pytest.mark.parametrize("text", HONEST)
def test_what_languages_need_is_no_trick(text: str) -> None:
    assert find("{obfuscation: true}", {"text": text}).evidence == ()
    assert answer("{obfuscation: true}", {"text": text}) == "false"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{obfuscation: {invisible: true, mixed_script: true}}", "true"),
        ("{obfuscation: {invisible: true, rtl: true}}", "false"),
        ("{obfuscation: {invisible: true, rtl: false}}", "true"),
        ("{obfuscation: {invisible: false}}", "false"),
        ("{obfuscation: {invisible: true, in: quote}}", "false"),
    ],
)
def test_all_that_is_asked_for_must_fit(condition: str, expected: str) -> None:
    assert answer(condition, {"text": "air\u200bdrop cаsino"}) == expected


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("an air\u200b\u200bdrop", ["\u200b\u200b"]),
        ("best cаsino here", ["cаsino"]),
        ("x e\u0300\u0301\u0302\u0303 y", ["e\u0300\u0301\u0302\u0303"]),
        (f"see {RLO}moc{PDF} now", [f"{RLO}moc"]),
    ],
)
def test_evidence(text: str, evidence: list[str]) -> None:
    assert [item.text for item in find("{obfuscation: true}", {"text": text}).evidence] == evidence


def test_the_senders_own_name_is_looked_at_only_on_request() -> None:
    post = {"text": "hi", "author": {"name": "Suppоrt"}}
    assert answer("{obfuscation: true}", post) == "false"
    assert answer("{obfuscation: {in: sender_name}}", post) == "true"


ODD = st.text(
    st.sampled_from("aZ1 аяΩ\u00ad\u200b\u200d\ufe0f\u0301\u0336\u202e\u202c\u2800\U000e0067\U0001f3f4\ud800Ꭺ漢")
)


@given(st.one_of(ODD, st.text()))
def test_no_text_is_too_odd(text: str) -> None:
    for trick in (_tricks.invisible, _tricks.mixed_script, _tricks.combining, _tricks.rtl):
        spans = list(trick(text))
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


def test_nothing_calls_it() -> None:
    assert leaf("{obfuscation: true}").triggers() is None
