"""How appeals are made: by `/appeal`, by a button, by a deep link, and by an answer to the bot's question.

The question names its case in the first line, so that nothing has to be remembered until the answer comes.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.cases.appeals.appeals import Lodged
from bot.cases.appeals.hearing import Objection
from bot.cases.desk.attempt import Presser
from bot.core.action import Call
from bot.core.appeal import MOST_WORDS
from bot.core.outcome import Outcome
from bot.core.transitions import Party
from bot.telegram.tools import Tools
from bot.texts import appeals as texts
from bot.texts.catalogue import Texts, translator
from bot.texts.markup import Html

_REF = re.compile(r"[CС]([-‐‑–—]?)([0-9A-Z]{4,})", re.IGNORECASE)  # the second C is Cyrillic
_QUESTION = re.compile(r"/appeal (C-[0-9A-HJKMNP-TV-Z]{4,})\b", re.ASCII)
_MEANT = str.maketrans("OIL", "011")
_LONGEST_REF = 20


def read_ref(word: str) -> str | None:
    """The case that a word names, as people write it: `c-7k2m`, `C7K2M`, with O for 0 and I or L for 1."""
    match = _REF.fullmatch(word.strip(".,;:!?()\"'")[:_LONGEST_REF])
    if match is None or not (match[1] or any(sign.isdigit() for sign in match[2])):
        return None
    signs = match[2].upper().translate(_MEANT)
    return None if "U" in signs else f"C-{signs}"


def ref_in_question(message: Mapping[str, Any], me: int) -> str | None:
    """The case that the bot asked about in the message which this one answers; None if it answers no question."""
    asked = message.get("reply_to_message")
    if not isinstance(asked, Mapping) or (asked.get("from") or {}).get("id") != me:
        return None
    match = _QUESTION.match(str(asked.get("text") or ""))
    return match[1] if match else None


class Appealing:
    """Asks for reasons, and takes them."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    async def ask(self, person: Presser, ref: str, key: str) -> Html | None:
        """Ask somebody for reasons, in private; says why not if there is nothing to appeal against."""
        t = translator(person.language)
        found = await self._tools.appeals.hear(person.id, ref)
        if isinstance(found, Objection):
            return texts.objection(t, found.value, ref)
        case, party = found
        question = texts.question if party is Party.AUTHOR else texts.question_to_reporter
        text = question(t, ref, await self._tools.appeals.title(case), MOST_WORDS)
        await self._send(person.id, text, key, _force_reply(t))
        return None

    async def take(self, person: Presser, ref: str, words: str, key: str) -> Html:
        """Take somebody's reasons; what they are to be told. `key` names their message for ever."""
        t, words = translator(person.language), words.strip()
        if not words:
            return texts.words_wanted(t)
        if len(words) > MOST_WORDS:
            return texts.too_long(t, len(words), MOST_WORDS)
        found = await self._tools.appeals.appeal(person, ref, words, f"case:{ref}:appeal:{key}")
        return _told(t, ref, found)

    async def tell(self, person_id: int, text: Html, key: str) -> Outcome:
        """Say something in private."""
        return await self._send(person_id, text, key)

    async def _send(self, person_id: int, text: Html, key: str, markup: Mapping[str, Any] | None = None) -> Outcome:
        params: dict[str, Any] = {
            "chat_id": person_id,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        if markup is not None:
            params["reply_markup"] = markup
        return await self._tools.chat.call(Call("sendMessage", params, key))


def _force_reply(t: Texts) -> dict[str, Any]:
    return {"force_reply": True, "input_field_placeholder": texts.placeholder(t)}


def _told(t: Texts, ref: str, found: Lodged | Objection) -> Html:
    if isinstance(found, Objection):
        return texts.objection(t, found.value, ref)
    lodged = texts.lodged if found.party is Party.AUTHOR else texts.lodged_by_reporter
    return lodged(t, ref, found.due)
