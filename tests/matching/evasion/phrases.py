"""What is to be hidden, in nineteen languages, and the ordinary words around it."""

from collections.abc import Mapping

PHRASES: Mapping[str, tuple[str, ...]] = {
    "en": ("free bitcoin", "casino", "easy money"),
    "ru": ("казино", "лёгкие деньги", "быстрый доход"),
    "uk": ("заробіток", "легкі гроші"),
    "de": ("kostenlos", "schnelles geld"),
    "es": ("apuestas", "dinero fácil"),
    "fr": ("gratuit", "argent facile"),
    "pt": ("apostas", "dinheiro fácil"),
    "tr": ("bahis", "kumar oyna"),
    "id": ("slot gacor", "uang gratis"),
    "vi": ("miễn phí", "kiếm tiền nhanh"),
    "ar": ("قمار", "ربح سريع"),
    "fa": ("شرط بندی", "پول رایگان"),
    "he": ("קזינו", "כסף קל"),
    "hi": ("कैसीनो", "मुफ्त पैसे"),
    "th": ("คาสิโน", "พนันออนไลน์"),
    "zh": ("免费领币", "加微信"),
    "ja": ("カジノ", "お金を稼ぐ"),
    "ko": ("카지노", "무료 체험"),
    "el": ("καζίνο", "δωρεάν χρήματα"),
}

AROUND: Mapping[str, tuple[str, str]] = {
    "en": ("Hello friends, ", " today and tell everyone."),
    "ru": ("Привет всем, ", " сегодня и завтра."),
    "uk": ("Вітаю друзі, ", " сьогодні і завтра."),
    "de": ("Hallo Leute, ", " heute und morgen."),
    "es": ("Hola amigos, ", " hoy mismo."),
    "fr": ("Bonjour les amis, ", " dès demain."),
    "pt": ("Olá pessoal, ", " ainda hoje."),
    "tr": ("Merhaba arkadaşlar, ", " bugün burada."),
    "id": ("Halo semua, ", " hari ini juga."),
    "vi": ("Chào các bạn, ", " hôm nay nhé."),
    "ar": ("مرحبا بالجميع ", " اليوم وغدا"),
    "fa": ("سلام دوستان ", " امروز و فردا"),
    "he": ("שלום לכולם ", " היום ומחר"),
    "hi": ("नमस्ते दोस्तों ", " आज और कल"),
    "th": ("สวัสดีทุกคน", "วันนี้เลย"),
    "zh": ("大家好", "今天就来吧"),
    "ja": ("皆さんこんにちは", "今日もよろしく"),
    "ko": ("안녕하세요 ", " 오늘 만나요"),
    "el": ("Γεια σας, ", " σήμερα και αύριο."),
}

LATIN = ("en", "de", "es", "fr", "pt", "tr", "id", "vi")
CYRILLIC = ("ru", "uk")
ALL = tuple(PHRASES)
