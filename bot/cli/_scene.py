"""The demo's play: a channel, its discussion group, members, two moderators, and what they write."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.fakeapi import Chat, FakeApi, User

Message = dict[str, Any]
MODERATOR = "Ada"
REVIEWER = "Nora"
_CASE = re.compile(r"start=(case_[\w-]+)")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happens: who does it, what the audience reads of it, and how it is done."""

    who: str
    says: str
    act: Callable[["Scene"], object]


@dataclass(slots=True)
class Scene:
    """The people and places of the play.

    `cards` is where the moderators' cards go, `shown` the last one on which a case was decided, `statement` what its
    author was told in private.
    """

    api: FakeApi
    channel: Chat
    group: Chat
    cards: Chat
    people: dict[str, User]
    named: dict[str, Message] = field(default_factory=dict)
    shown: Message = field(default_factory=dict)
    statement: Message = field(default_factory=dict)

    def press(self, who: str, label: str, chat: Chat) -> Message:
        """Somebody presses that button on the last message in the chat that has it; the message as it was then.

        Raises `LookupError` if none has.
        """
        for message in reversed(chat.messages.values()):
            for button in buttons(message):
                if button["text"] == label:
                    shown = {**message}
                    self.api.press(self.people[who], message, button["callback_data"])
                    return shown
        raise LookupError(f"no message has a button {label}")

    def decide(self, label: str) -> None:
        """The moderator presses a button on the last card that has it."""
        self.shown = self.press(MODERATOR, label, self.cards)

    def open_details(self, who: str) -> None:
        """Somebody follows the link in the last message that only they see in the group, and presses Start."""
        mine = (seen for seen in self.group.ephemerals if seen["receiver_user"]["id"] == self.people[who].id)
        told = (str(entity.get("url")) for message in mine for entity in entities(message))
        payload = [match[1] for url in told if (match := _CASE.search(url))][-1]
        self.api.start(self.people[who], payload)

    def appeal(self, who: str, words: str) -> None:
        """Somebody answers the bot's question for reasons, in private."""
        chat = self.api.private(self.people[who])
        self.statement = next(message for message in chat.messages.values() if labelled(message, "Appeal"))
        chat.post(self.people[who], words, reply_to=list(chat.messages.values())[-1])


def buttons(card: Message) -> list[dict[str, Any]]:
    """The buttons under a card, in reading order."""
    return [button for row in card.get("reply_markup", {}).get("inline_keyboard", []) for button in row]


def labelled(message: Message, label: str) -> bool:
    """Whether there is a button of that label under a message."""
    return any(button["text"] == label for button in buttons(message))


def entities(message: Message) -> list[dict[str, Any]]:
    """The entities of a message's text."""
    found: list[dict[str, Any]] = message.get("entities", [])
    return found


def build(api: FakeApi) -> Scene:
    """Put everybody in place."""
    names: dict[str, dict[str, Any]] = {
        "Nora": {"username": "nora_editor"},
        "Ada": {"username": "ada_mods"},
        "Boris": {"username": "boris_k"},
        "Chen": {"username": "chen_w"},
        "Dana": {"username": "dana_r"},
        "Prize Desk": {"username": "prize_desk_77"},
        "Мария Доход": {"username": "maria_dohod"},
        "Wallet Help": {"username": "wallet_help_24"},
        "Lucky": {"username": "lucky_spin"},
        "Max Trades": {"username": "max_trades_daily"},
    }
    people = {name: api.user(name, **fields) for name, fields in names.items()}
    nora, ada = people["Nora"], people[MODERATOR]
    group = api.supergroup("City News Talk", owner=nora, admins=[ada], members=list(people.values())[2:])
    channel = api.channel("City News", linked=group, owner=nora, admins=[ada], username="citynews")
    cards = api.supergroup("City News moderators", owner=nora, admins=[ada])
    return Scene(api, channel, group, cards, people)


def _channel(says: str, behind: str = "", **raw: Any) -> Line:
    return Line("the channel", f"{says} {behind}".rstrip(), lambda scene: scene.channel.post(None, says, **raw))


def _group(who: str, says: str, behind: str = "", *, name: str = "", **raw: Any) -> Line:
    """Somebody writes in the group; `behind` tells the audience what does not show in the text."""

    def act(scene: Scene) -> Message:
        message = scene.group.post(scene.people[who], says, **raw)
        scene.named[name or says] = message
        return message

    return Line(who, f"{says} {behind}".rstrip(), act)


def _edit(who: str, name: str, says: str) -> Line:
    return Line(f"{who} (edits)", says, lambda scene: scene.group.edit(scene.named[name], text=says))


def _report(who: str, name: str) -> Line:
    def act(scene: Scene) -> Message:
        return scene.group.post(scene.people[who], "/report", reply_to=scene.named[name])

    return Line(who, "/report (as a reply)", act)


def _press(label: str) -> Line:
    return Line(f"{MODERATOR} (moderator)", f"presses [{label}] on the card", lambda scene: scene.decide(label))


def _review(label: str) -> Line:
    says = f"presses [{label}], as somebody who did not decide"
    return Line(f"{REVIEWER} (owner)", says, lambda scene: scene.press(REVIEWER, label, scene.cards))


def _opens_details(who: str) -> Line:
    says = "opens [details] in a message that nobody else sees in the group"
    return Line(who, says, lambda scene: scene.open_details(who))


def _in_private(who: str, label: str) -> Line:
    def act(scene: Scene) -> Message:
        return scene.press(who, label, scene.api.private(scene.people[who]))

    return Line(f"{who} (private)", f"presses [{label}]", act)


def _appeals(who: str, words: str) -> Line:
    return Line(f"{who} (private)", words, lambda scene: scene.appeal(who, words))


def _button(text: str, url: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": text, "url": url}]]}


def _hidden(text: str, word: str, url: str) -> list[dict[str, Any]]:
    return [{"type": "text_link", "offset": text.index(word), "length": len(word), "url": url}]


_HIDDEN = "Your wallet is at risk, validate your wallet here today"

SCRIPT: tuple[Line, ...] = (
    _channel("Tram line 4 is closed from Friday to Sunday. Buses run every ten minutes."),
    _group("Boris", "Ten minutes? Last time I waited half an hour."),
    _group("Prize Desk", "🎁 CLAIM YOUR FREE AIRDROP now, send 0.1 ETH and get 1 ETH back: t.me/prize_drop_bot"),
    _group("Chen", "Is there an official warning about these airdrop scams? My uncle fell for one."),
    _group(
        "Wallet Help",
        _HIDDEN,
        "(`here` leads to wallet-validate.example)",
        entities=_hidden(_HIDDEN, "here", "https://wallet-validate.example/connect"),
    ),
    _group("Мария Доход", "Удалённый заработок от 5000 рублей в день, без опыта, 18+, пишите в ЛС"),
    _group("Мария Доход", "Удaлённый зaрaбoтoк oт 5000 pублeй в дeнь, бeз oпытa, 18+, пишитe в ЛC"),
    _group("Dana", "Selling my old bike, 120 euros, pick up in the north of the city."),
    _group("Lucky", "Good evening everybody", name="lucky"),
    _edit(
        "Lucky", "lucky", "G u a r a n t e e d  p r o f i t  every day, d o u b l e  y o u r  b i t c o i n, message me"
    ),
    _group("Boris", "Chen, you know nothing, go back to where you came from", name="insult"),
    _report("Chen", "insult"),
    _report("Dana", "insult"),
    _press("Delete"),
    _group("Max Trades", "Free crypto signals every morning in my channel, join: t.me/+Qw3rTy7uIoPaSdFg"),
    _press("Dismiss"),
    _opens_details("Boris"),
    _in_private("Boris", "Appeal"),
    _appeals("Boris", "We are old friends, and Chen was teasing me about my village. Ask him."),
    _review("Reverse"),
    _in_private("Boris", "Post it again"),
    _channel(
        "Win the new phone!",
        "(a button leads to telegram-premium-gift.xyz)",
        reply_markup=_button("Get it", "https://telegram-premium-gift.xyz/login"),
    ),
)
