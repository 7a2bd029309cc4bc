"""The ways in which something forbidden hides, one row a way: its name, and the fields that make such a message.

A *place* holds a text, an *address place* holds an address. A *disguise* respells a phrase, a *spelling* an address.
"""

from collections.abc import Callable, Mapping
from typing import Any

Fields = dict[str, Any]
Place = Callable[[str], Fields]
Spelling = Callable[[str], str]

RULES = """
name: hidden
rules:
  - id: phrases
    if: {words: [moon token giveaway, drainkit, pot luck, быстрый заработок, 免费领币]}
    then: [delete]
    category: scams_and_fraud
    reason: No scams here.
    examples: {match: [drainkit], ignore: [hello]}
  - id: domains
    if: {links: {domain: [evil.example, bad-shop.com, приз.рф]}}
    then: [delete]
    category: scams_and_fraud
    reason: No links to scams here.
    examples: {match: ["https://evil.example"], ignore: ["https://good.example"]}
  - id: brutes
    priority: -1
    if: {words: brutal spam}
    then: [delete, ban]
    category: scams_and_fraud
    reason: Out.
    examples: {match: [brutal spam], ignore: [hello]}
"""

FORBIDDEN = (
    "Join the moon token giveaway today",
    "Обещаем быстрый заработок всем",
    "现在免费领币吧",
    "Look at https://evil.example/win",
)
CLEAN = (
    "The moon has no token, said the giveaway",
    "Обещаем быстрый ужин и заработок",
    "现在免费领书吧",
    "Look at https://notevil.example/win",
)

FORBIDDEN_PHRASES = ("moon token giveaway", "быстрый заработок")
CLEAN_PHRASES = ("sun token takeaway", "быстрый перекус")

FORBIDDEN_HOSTS = ("evil.example", "bad-shop.com", "приз.рф")
CLEAN_HOSTS = ("evil.example.org", "not-bad-shop.com", "сюрприз.рф")


def _file(**fields: Any) -> Fields:
    return {"file_id": "F", "file_unique_id": "U", **fields}


def _photo() -> list[Fields]:
    return [_file(width=90, height=90)]


def _channel(title: str) -> Fields:
    return {"id": -1_009_000_000_001, "type": "channel", "title": title}


def _user(name: str) -> Fields:
    return {"id": 9_001, "is_bot": False, "first_name": name}


def _poll(**fields: Any) -> Fields:
    options = [{"persistent_id": str(number), "text": text, "voter_count": 0} for number, text in enumerate("ab")]
    poll = {"id": "1", "question": "Tea?", "options": options, "total_voter_count": 0, "is_closed": False}
    kind = {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
    return {"poll": {**poll, **kind, **fields}}


def _option(text: str, **fields: Any) -> list[Fields]:
    return [{"persistent_id": "1", "text": text, "voter_count": 0, **fields}]


def _button(**fields: Any) -> Fields:
    return {"text": "See below", "reply_markup": {"inline_keyboard": [[{"text": "Open", **fields}]]}}


def _answering(**fields: Any) -> Fields:
    origin = {"type": "hidden_user", "sender_user_name": "Ann", "date": 1_790_000_000}
    return {"text": "So true", "external_reply": {"origin": origin, **fields}}


def _forwarded(**origin: Any) -> Fields:
    return {"text": "Hear this", "forward_origin": {"date": 1_790_000_000, **origin}}


def _rich(*blocks: Fields) -> Fields:
    return {"rich_message": {"blocks": list(blocks)}}


def _paragraph(text: Any) -> Fields:
    return {"type": "paragraph", "text": text}


def _marked(**entity: Any) -> list[Fields]:
    return [{"type": "text_link", "offset": 0, "length": 4, **entity}]


PLACES: dict[str, Place] = {
    "text": lambda text: {"text": text},
    "text behind many emoji": lambda text: {"text": f"🎉👩‍👩‍👧🇺🇦 {text}"},
    "caption": lambda text: {"photo": _photo(), "caption": text},
    "caption of paid media": lambda text: {"paid_media": {"star_count": 1, "paid_media": []}, "caption": text},
    "quote": lambda text: {"text": "So true", "quote": {"text": text, "position": 0}},
    "external reply: file": lambda text: _answering(document=_file(file_name=text)),
    "external reply: poll": lambda text: _answering(**_poll(question=text)),
    "external reply: origin": lambda text: _answering(chat=_channel(text)),
    "button": lambda text: {
        "text": "See below",
        "reply_markup": {"inline_keyboard": [[{"text": text, "url": "x.org"}]]},
    },
    "button: copied text": lambda text: _button(copy_text={"text": text}),
    "button: inline query": lambda text: _button(switch_inline_query=text),
    "poll question": lambda text: _poll(question=text),
    "poll option": lambda text: _poll(options=_option(text)),
    "poll explanation": lambda text: _poll(type="quiz", correct_option_ids=[0], explanation=text),
    "poll description": lambda text: _poll(description=text),
    "file name": lambda text: {"document": _file(file_name=text)},
    "video's file name": lambda text: {"video": _file(width=1, height=1, duration=1, file_name=text)},
    "audio title": lambda text: {"audio": _file(duration=1, title=text)},
    "audio performer": lambda text: {"audio": _file(duration=1, performer=text)},
    "contact: name": lambda text: {"contact": {"phone_number": "1", "first_name": "A", "last_name": text}},
    "contact: vcard": lambda text: {"contact": {"phone_number": "1", "first_name": "A", "vcard": f"NOTE:{text}"}},
    "venue": lambda text: {"venue": {"location": {"latitude": 1, "longitude": 1}, "title": text, "address": "x"}},
    "checklist": lambda text: {"checklist": {"title": text, "tasks": [{"id": 1, "text": "x"}]}},
    "checklist task": lambda text: {"checklist": {"title": "x", "tasks": [{"id": 1, "text": text}]}},
    "story": lambda text: {"story": {"id": 1, "chat": _channel(text)}},
    "game": lambda text: {"game": {"title": "x", "description": text, "photo": _photo()}},
    "giveaway": lambda text: {
        "giveaway": {"chats": [], "winners_selection_date": 1, "winner_count": 1, "prize_description": text}
    },
    "forward: hidden user": lambda text: _forwarded(type="hidden_user", sender_user_name=text),
    "forward: user": lambda text: _forwarded(type="user", sender_user=_user(text)),
    "forward: channel": lambda text: _forwarded(type="channel", chat=_channel(text), message_id=1),
    "forward: signature": lambda text: _forwarded(
        type="channel", chat=_channel("x"), message_id=1, author_signature=text
    ),
    "rich: paragraph": lambda text: _rich(_paragraph(text)),
    "rich: in formatted pieces": lambda text: _rich(
        _paragraph([text[:9], {"type": "bold", "text": [text[9:12], {"type": "italic", "text": text[12:]}]}])
    ),
    "rich: list in a list": lambda text: _rich(
        {"type": "list", "items": [{"blocks": [{"type": "list", "items": [{"blocks": [_paragraph(text)]}]}]}]}
    ),
    "rich: table cell": lambda text: _rich({"type": "table", "cells": [[{"text": "x"}, {"text": [text]}]]}),
    "rich: caption": lambda text: _rich({"type": "photo", "photo": _photo(), "caption": {"text": text}}),
    "rich: summary": lambda text: _rich({"type": "details", "summary": text, "blocks": [_paragraph("x")]}),
    "rich: button": lambda text: _rich({"type": "buttons", "buttons": [{"text": text, "url": "https://x.org"}]}),
    "rich: unknown block": lambda text: _rich({"type": "hologram", "glow": {"legend": text}}),
    "unknown field": lambda text: {"hologram": text},
    "unknown field, nested": lambda text: {"text": "Look", "hologram": {"layers": [[{"motto": {"words": [text]}}]]}},
    "unknown part of a known field": lambda text: {"venue": {"title": "x", "address": "x", "slogan": text}},
    "command": lambda text: {"text": f"/offer {text}"},
}
"""By name, the fields of a message with a text in that place."""

ADDRESS_PLACES: dict[str, Place] = {
    "hidden link": lambda url: {"text": "here you go", "entities": _marked(url=url)},
    "hidden link in a caption": lambda url: {
        "photo": _photo(),
        "caption": "here",
        "caption_entities": _marked(url=url),
    },
    "hidden link behind a better one": lambda url: {"text": "x.org", "entities": _marked(url=url)},
    "preview": lambda url: {"text": "Look at this", "link_preview_options": {"url": url}},
    "button address": lambda url: _button(url=url),
    "button: web app": lambda url: _button(web_app={"url": url}),
    "button: login": lambda url: _button(login_url={"url": url}),
    "hidden link in a quote": lambda url: {
        "text": "Yes",
        "quote": {"text": "here", "position": 0, "entities": _marked(url=url)},
    },
    "hidden link in a poll": lambda url: _poll(question="here", question_entities=_marked(url=url)),
    "hidden link in an option": lambda url: _poll(options=_option("here", text_entities=_marked(url=url))),
    "hidden link in a checklist": lambda url: {
        "checklist": {"title": "x", "tasks": [{"id": 1, "text": "here", "text_entities": _marked(url=url)}]}
    },
    "external reply: preview": lambda url: _answering(link_preview_options={"url": url}),
    "rich: link": lambda url: _rich(_paragraph(["go ", {"type": "url", "text": "here", "url": url}])),
    "rich: button address": lambda url: _rich({"type": "buttons", "buttons": [{"text": "x", "url": url}]}),
    "unknown address field": lambda url: {"text": "Look", "hologram": {"landing_url": url}},
    "entity of an unknown kind": lambda url: {
        "text": "here you go",
        "entities": [{"type": "wormhole", "offset": 0, "length": 4, "url": url}],
    },
}
"""By name, the fields of a message with an address in that place."""


def _letters(source: str, target: str) -> Mapping[int, str]:
    return {ord(letter): other for letter, other in zip(source, target, strict=True)}


def _shifted(capital: int, small: int) -> Mapping[int, str]:
    """The Latin letters as they stand from these code points on."""
    pairs = ((ord("A"), capital), (ord("a"), small))
    return {first + place: chr(there + place) for first, there in pairs for place in range(26)}


def _translated(table: Mapping[int, str]) -> Spelling:
    return lambda text: text.translate(table)


def _joined(sign: str) -> Spelling:
    """The sign between all letters of each word."""
    return lambda text: " ".join(sign.join(word) for word in text.split())


def _parted(sign: str) -> Spelling:
    """The sign between the words."""
    return lambda text: text.replace(" ", sign)


_CYRILLIC = _letters("aceopxy", "асеорху")
_LATIN = _letters("асеорху", "aceopxy")
_GREEK = _letters("aoinkv", "αοιηκν")

DISGUISES: dict[str, Spelling] = {
    "upper case": str.upper,
    "title case": str.title,
    "Cyrillic in Latin": _translated(_CYRILLIC),
    "Latin in Cyrillic": _translated(_LATIN),
    "Greek in Latin": _translated(_GREEK),
    "mathematical bold": _translated(_shifted(0x1D400, 0x1D41A)),
    "mathematical fraktur": _translated(_shifted(0x1D56C, 0x1D586)),
    "mathematical monospace": _translated(_shifted(0x1D670, 0x1D68A)),
    "full-width": _translated(_shifted(0xFF21, 0xFF41)),
    "circled": _translated(_shifted(0x24B6, 0x24D0)),
    "squared": lambda text: text.upper().translate(_shifted(0x1F130, 0x1F130)),
    "small capitals": _translated(_letters("aegikmnotvwy", "ᴀᴇɢɪᴋᴍɴᴏᴛᴠᴡʏ")),
    "zero-width space": _joined("\u200b"),
    "soft hyphen": _joined("\u00ad"),
    "word joiner": _joined("\u2060"),
    "bidi marks": _joined("\u200e\u202b\u202c"),
    "variation selectors": _joined("\ufe0f"),
    "byte order marks": _joined("\ufeff"),
    "invisible operators": _joined("\u2062"),
    "combining strokes": _joined("\u0336"),
    "piled up accents": _joined("\u0301\u0316\u0353\u030b"),
    "spaced letters": lambda text: "   ".join(" ".join(word) for word in text.split()),
    "dotted letters": _joined("."),
    "hyphened letters": _joined("-"),
    "starred letters": _joined("*"),
    "underlined letters": _joined("_"),
    "letters with emoji between": _joined("🔥"),
    "repeats": lambda text: "".join(char * 3 if char in "oеaыа" else char for char in text),
    "leet": _translated(_letters("aeio", "4310")),
    "no-break spaces": _parted("\u00a0"),
    "lines": _parted("\n"),
    "punctuation between": _parted(" ... "),
    "many spaces": _parted("     "),
    "emoji between": _parted(" 🌙 "),
    "in brackets": lambda text: f"«[{text}]»!",
}
"""By name, how to respell a phrase so that people still read it."""

SPELLINGS: dict[str, Spelling] = {
    "bare": lambda host: host,
    "upper case": lambda host: f"HTTPS://{host.upper()}/X",
    "with a path": lambda host: f"https://{host}/a?b=c#d",
    "query right behind": lambda host: f"https://{host}?ref=1",
    "subdomain": lambda host: f"https://win.{host}/",
    "www": lambda host: f"www.{host}",
    "port": lambda host: f"https://{host}:8443/x",
    "trailing dot": lambda host: f"https://{host}./x",
    "user name in front": lambda host: f"https://telegram.org@{host}/x",
    "user and password in front": lambda host: f"https://a:b@{host}/x",
    "percent encoded": lambda host: f"https://{''.join(f'%{byte:02x}' for byte in host.encode())}/",
    "punycode": lambda host: f"https://{host.encode('idna').decode()}/x",
    "hxxp": lambda host: f"hxxps://{host}/x",
    "[.]": lambda host: host.replace(".", "[.]"),
    "(.)": lambda host: host.replace(".", "(.)"),
    "(dot)": lambda host: host.replace(".", "(dot)"),
    "[dot] apart": lambda host: host.replace(".", " [dot] "),
    " dot ": lambda host: host.replace(".", " dot "),
    "hxxp and [.]": lambda host: f"hxxp://{host.replace('.', '[.]')}/x",
    "ideographic dot": lambda host: f"https://{host.replace('.', '。')}/x",
    "full-width dot": lambda host: f"https://{host.replace('.', '．')}/x",
    "full-width": lambda host: f"https://{host.translate(_shifted(0xFF21, 0xFF41))}/x",
    "mathematical": lambda host: f"https://{host.translate(_shifted(0x1D400, 0x1D41A))}/x",
    "zero-width space inside": lambda host: f"https://{host[:2]}\u200b{host[2:]}/x",
    "soft hyphen inside": lambda host: f"https://{host[:2]}\u00ad{host[2:]}/x",
    "in brackets": lambda host: f"(see {host})",
    "at the end of a sentence": lambda host: f"It is at {host}.",
    "as Markdown": lambda host: f"[here](https://{host}/x)",
    "behind emoji": lambda host: f"🎉🎉👍 https://{host}/x 🎉",
    "emoji right in front": lambda host: f"👉{host}",
    "Chinese right in front": lambda host: f"请看https://{host}/x",
}
"""By name, how to write an address so that people or their browsers still get there."""
