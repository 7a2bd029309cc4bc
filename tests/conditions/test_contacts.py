import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conditions._legible import legible
from bot.core.post import SurfaceName
from tests.conditions.kit import answer, find, leaf
from tests.conditions.posts import marked

PHONES = [
    "+7 (916) 123-45-67",
    "8 916 123 45 67",
    "89161234567",
    "+79161234567",
    "8-800-555-35-35",
    "+1 (212) 555-0123",
    "(212) 555-0123",
    "1-800-555-0199",
    "+49 30 901820",
    "+44 20 7946 0958",
    "07911 123456",
    "0812-3456-7890",
    "01 02 03 04 05",
    "+380 44 123 45 67",
    "0049 30 9018200",
    "８９１６１２３４５６７",
    "٠٩١٢٣٤٥٦٧٨٩",
    "8 9 1 6 1 2 3 4 5 6 7",
    "8\u200b916\u200b1234567",
    "8\ufe0f\u20e39\ufe0f\u20e31\ufe0f\u20e36\ufe0f\u20e31\ufe0f\u20e32\ufe0f\u20e33\ufe0f\u20e34\ufe0f\u20e35\ufe0f\u20e36\ufe0f\u20e37",
]
EMAILS = ["a.b+c@mail.example.com", "имя@почта.рф", "a＠b.com", "name [at] gmail [dot] com", "name(at)gmail.com"]
CARDS = [
    "4111 1111 1111 1111",
    "4111111111111111",
    "5555-5555-5555-4444",
    "2200 0000 0000 0053",
    "3782 822463 10005",
    "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1",
    "４１１１１１１１１１１１１１１１",
]
WALLETS = [
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
    "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy",
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
    "BC1QAR0SRRR7XFKVY5L643LYDNW9RE59GTZZWF5MDQ",
    "bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr",
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
    "LM2WMpR1Rp6j3Sa59cMXMs1SPzj9eXpGc1",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
    "0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359",
    "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs",
    "0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe",
    "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh",
    "GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN",
    "EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    "888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H",
    "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
]
WRITTEN = {"phone": PHONES, "email": EMAILS, "card": CARDS, "crypto_wallet": WALLETS}
OTHER_THINGS = [
    "on 01.02.2024 12:30, not 2024-01-15 12:30:00",
    "id 123456789012, order #79161234567, for $79161234567",
    "https://t.me/c/1234567890/55 and example.com/item/89161234567",
    "+15 000 000 people, +1 000 000 000, 8 800 000 000",
    "1700000000 or 1700000000000",
    "pi is 3.14159265358979, a half is 0,5123456789",
    "192.168.100.200, 00:11:22:33:44:55, 0x12345678901",
    "12 345 678 910, from 5 000 000 - 10 000 000, 1990-2024",
    "ISBN 978-3-16-148410-0, EAN 4601234567893, IMEI 353879234252633",
    "account 40817810099910004312",
    "4111 1111 1111 1112",  # the check digit is wrong
    "0000 0000 0000 0000",
    "1234 5678 9012 3452",  # the check digit is right, but no bank has such numbers
    "icon@2x.png, git@github.com:user/x, https://telegram.org@evil.example/a",
    "@user@mastodon.social, @durov, a@b, x @ home.now",
    "look (at) this, see you at home dot com",
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdp",
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mbb",
    "EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDt",
    "GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVM",
    "commit da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "0xda39a3ee5e6b4b0d3255bfef95601890afd80709da39a3ee5e6b4b0d3255bfef",
    "QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWKKPdG",
    "key=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v",
    "Donaudampfschifffahrtsgesellschaft",
    "",
]


@pytest.mark.parametrize(("kind", "written"), [(kind, item) for kind, items in WRITTEN.items() for item in items])
def test_each_kind_is_found_as_people_write_it(kind: str, written: str) -> None:
    finding = find(f"{{contacts: {kind}}}", {"text": f"Ask {written}, thanks"})
    assert [item.text for item in finding.evidence] == [written]


@pytest.mark.parametrize("text", OTHER_THINGS)
def test_other_numbers_and_names_are_left_alone(text: str) -> None:
    assert [item.text for item in find("{contacts: true}", {"text": text}).evidence] == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+7 916 123-45-67 8 495 123-45-67", ["+7 916 123-45-67"]),
        ("тел.89161234567/89161234568", ["89161234567"]),
        ("4111-1111-1111-1111 123", ["4111-1111-1111-1111"]),
        ("https://wa.me/79161234567", ["79161234567"]),
        ("t.me/+79161234567", ["79161234567"]),
        ("tel:+79161234567 mailto:bob@example.org", ["79161234567", "bob@example.org"]),
        ("a@example.com,b@example.com", ["a@example.com", "b@example.com"]),
        ("BTC:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa!", ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"]),
    ],
)
def test_in_company(text: str, found: list[str]) -> None:
    assert [item.text for item in find("{contacts: true}", {"text": text}).evidence] == found


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("{contacts: true}", "true"),
        ("{contacts: email}", "true"),
        ("{contacts: [card, email]}", "true"),
        ("{contacts: [phone, card, crypto_wallet]}", "false"),
        ("{contacts: {any: email, in: button}}", "false"),
    ],
)
def test_answers(condition: str, expected: str) -> None:
    assert answer(condition, {"text": "write to bob@example.org"}) == expected


def test_links_and_buttons_are_looked_at() -> None:
    post = {"text": "hi", "links": [{"url": "tel:+79161234567", "text": "call"}], "buttons": ["bob@example.org"]}
    assert [item.surface for item in find("{contacts: true}", post).evidence] == ["button", "link"]


def test_a_shared_contact_has_a_phone_however_it_is_written() -> None:
    assert answer("{contacts: phone}", marked("4915112345678", in_=SurfaceName.CONTACT)) == "true"
    assert answer("{contacts: phone}", marked("4915112345678")) == "false"
    assert answer("{contacts: phone}", marked("Ann Smith", in_=SurfaceName.CONTACT)) == "false"


def test_what_telegram_marks_is_believed() -> None:
    post = marked("call 555-0199 or me", ("phone_number", "555-0199"), ("email", "me"))
    assert [item.text for item in find("{contacts: phone}", post).evidence] == ["555-0199"]
    assert [item.text for item in find("{contacts: email}", post).evidence] == ["me"]
    assert answer("{contacts: card}", post) == "false"


def test_the_senders_own_bio_is_looked_at_only_on_request() -> None:
    bio = marked("bob@example.org", in_=SurfaceName.BIO)
    assert answer("{contacts: email}", bio) == "false"
    assert answer("{contacts: {any: email, in: bio}}", bio) == "true"


ODD = st.text(st.sampled_from("0178 +().-/@\x00\u200b٠８EQxbc1аzA:G[](at)\ud800\u20e3"), max_size=80)


@given(st.one_of(ODD, st.text()))
def test_no_text_is_too_odd(text: str) -> None:
    assert len(legible(text)) == len(text)
    assert all(item.text for item in find("{contacts: true}", marked(text or "x")).evidence)


def test_nothing_calls_it() -> None:
    assert leaf("{contacts: true}").triggers() is None
