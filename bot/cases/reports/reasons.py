"""The reason of a report, out of the words that somebody wrote behind the command. Pure."""

import re

from bot.core.report import Reason

_WORDS: dict[Reason, str] = {
    Reason.SPAM: """
        spam spammer spamming ad ads advert advertising advertisement flood flooding
        спам спамер спамит реклама флуд флудит спамить реклами
        werbung spamt reklame
        publicidad spameando anuncio anuncios propaganda
    """,
    Reason.SCAM: """
        scam scammer scams fraud phishing swindle fake-giveaway
        скам скамер мошенник мошенники мошенничество обман развод фишинг кидала
        шахрай шахраї шахрайство обман фішинг розводняк
        betrug betrüger abzocke
        estafa estafador fraude timo
    """,
    Reason.VIOLENCE: """
        violence violent threat threats gore terrorism
        насилие угроза угрозы терроризм жестокость насильство погроза погрози тероризм жорстокість
        gewalt drohung drohungen terror terrorismus
        violencia amenaza amenazas terrorismo
    """,
    Reason.HATE: """
        hate hatred racism racist nazi insult insults harassment bullying
        ненависть расизм расист нацизм травля оскорбление оскорбления образа образи расист цькування нацист
        hass hetze rassismus rassist beleidigung mobbing
        odio racismo racista insulto insultos acoso
    """,
    Reason.SEXUAL: """
        porn porno pornography nude nudes nudity nsfw sex sexual
        порно порнография секс эротика порнографія еротика
        pornografie nacktheit nacktbilder
        pornografía desnudos sexo
    """,
    Reason.CHILDREN: """
        csam csem cp pedo pedophile pedophilia paedophilia
        педофил педофилия педофіл педофілія дп
        kinderpornografie kindesmissbrauch pädophil pädophilie
        pedofilia pedófilo pederastia
    """,
    Reason.GOODS: """
        drugs drug weapons weapon guns
        наркотики наркота оружие зброя наркотик
        drogen waffen waffe
        drogas armas droga
    """,
    Reason.PRIVACY: """
        doxxing doxing dox privacy
        докс доксинг деанон персональные персональні доксінг
        datenschutz privatsphäre
        privacidad doxeo
    """,
    Reason.COPYRIGHT: """
        copyright piracy pirated
        пиратство авторские піратство авторські
        urheberrecht raubkopie
        piratería copia
    """,
    Reason.SELF_HARM: """
        suicide self-harm selfharm
        суицид самоубийство самогубство суїцид
        suizid selbstmord selbstverletzung
        suicidio autolesión
    """,
}
_REASONS = {word: reason for reason, words in _WORDS.items() for word in words.split()}
_FILLING = "a an it is it's its this that just это этот вот це das ist es eine ein esto eso un una"
_FILLERS = frozenset(_FILLING.split())
_WORD = re.compile(r"[^\W\d_][\w'-]*")


def reason_in(words: str) -> Reason | None:
    """The reason that the words begin with, in English, Russian, Ukrainian, German or Spanish; None if they do not."""
    for found in _WORD.finditer(words.casefold()):
        if found[0] not in _FILLERS:
            return _REASONS.get(found[0].strip("'-"))
    return None
