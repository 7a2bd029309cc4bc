"""What AutoModerator says to people, as plain text without its placeholders."""

import re

_NAMED = {
    "author": "the author",
    "kind": "post",
    "subreddit": "this chat",
    "permalink": "the post",
    "title": "the title",
    "body": "the text",
    "domain": "the link",
    "url": "the link",
}
_PLACEHOLDER = re.compile(r"(?:/?[ur]/)?\{\{\s*([\w-]+)\s*\}\}(?:'s)?", re.IGNORECASE)
_BRACKETED = re.compile(
    r"\s*[(\[\"'`]\s*\{\{[^{}]*\}\}\s*[)\]\"'`]|\s*[-:,–—]+\s*\{\{[^{}]*\}\}|\s*\{\{[^{}]*\}\}(?=\W*$)"
)
_LINK = re.compile(r"!?\[([^\[\]]+)\]\(([^()\s]+)\)")
_EMPHASIS = re.compile(r"(\*\*\*|\*\*|__|~~)(?=\S)(.+?)(?<=\S)\1")
_LINE_START = re.compile(r"^(?:#{1,6} +|> ?)", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_GREETING = re.compile(
    r"\A\s*(?:hi|hello|hey|dear|greetings)\b[ ,]*(?:/?u/)?\{\{\s*author\s*\}\}[\s,.!:]*", re.IGNORECASE
)
_ADDRESSED = re.compile(r",? +(?:/?u/)?\{\{\s*author\s*\}\}(?=[!?.,]|$)", re.IGNORECASE | re.MULTILINE)
_MOST = 2000


def has_placeholders(text: str) -> bool:
    """Whether AutoModerator would fill something in."""
    return "{{" in text


def plainly(text: str) -> str:
    """A message without placeholders and without Markdown, for Telegram shows it as it is written."""
    greeting = _GREETING.match(text)
    if greeting:
        rest = text[greeting.end() :]
        text = rest[:1].upper() + rest[1:]
    text = _PLACEHOLDER.sub(lambda found: _NAMED.get(found[1].lower(), "…"), _ADDRESSED.sub("", text))
    text = _LINK.sub(lambda found: found[1] if found[1] == found[2] else f"{found[1]} ({found[2]})", text)
    text = _EMPHASIS.sub(r"\2", _RULE.sub("", _LINE_START.sub("", text)))
    lines = [line.strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()[:_MOST]


def headline(text: str) -> str:
    """A reason in one line, without what was matched."""
    text = _PLACEHOLDER.sub(lambda found: _NAMED.get(found[1].lower(), ""), _BRACKETED.sub("", text))
    return " ".join(text.split()).strip(" -:,") if any(map(str.isalnum, text)) else ""
