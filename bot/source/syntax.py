"""libyaml's complaints in our words: what is wrong, exactly where, and how to mend it.

Messages and hints never repeat a value: it may be a secret.
"""

import re
import unicodedata
from collections.abc import Callable

import yaml

from bot.source.complaint import Complaint
from bot.source.diagnostic import Diagnostic
from bot.source.node import Span

_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- +)?[\w.-]+(:)(?=[^\s:/])")
_KEY = re.compile(r"""\s*(?:- +)*(?:"[^"]*"|'[^']*'|[^\s#][^#:]*):(?=\s)""")
_DASH_WITHOUT_SPACE = re.compile(r"\s*(-)(?=\S)[^:]*:(?=\s)")
_OTHER_COLON = re.compile(r"\s*(?:- +)*[\w.-]+ *([=\uff1a\ufe55\u2236])")
_ODD_SPACE = re.compile("[ \t]*([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_LEADING = re.compile(r"[ \t]*")
_QUOTES = "\"'"
_LONGEST_KEY = 1024


def explain(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    """A syntax error as a diagnostic."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Diagnostic("yaml-syntax", "this is not YAML", Span(file, 1, 1))
    complaint = Complaint(error, text, file)
    if (odd := _odd_indentation(complaint)) is not None:
        return odd
    explained = _EXPLANATIONS.get(complaint.problem, _anything_else)(complaint)
    return explained or _anything_else(complaint)


def _odd_indentation(complaint: Complaint) -> Diagnostic | None:
    """A line nearby that is indented with something that looks like a space, if there is one."""
    lines = (complaint.line_start(complaint.at), complaint.previous_line_start(complaint.at))
    for start in lines:
        if start is not None and (found := _ODD_SPACE.match(complaint.text, start)):
            name = unicodedata.name(found[1]).lower()
            message = f"the line is indented with U+{ord(found[1]):04X} ({name})"
            return _fault(complaint.span(found.start(1)), message, "indent with ordinary spaces")
    return None


def _fault(span: Span, message: str, hint: str | None = None) -> Diagnostic:
    return Diagnostic("yaml-syntax", message, span, hint)


def _anything_else(complaint: Complaint) -> Diagnostic:
    message = re.sub(r"'(.)'", r"`\1`", complaint.problem) or "this is not YAML"
    hint = f"the fault was met {complaint.context}" if complaint.context else None
    return _fault(complaint.span(complaint.at), message, hint)


def _reserved_character(complaint: Complaint) -> Diagnostic | None:
    character = complaint.character(complaint.at)
    if character == "\t":
        return _tab(complaint)
    name = "a backtick" if character == "`" else f"`{character}`"
    return _fault(complaint.span(complaint.at), f"a value cannot start with {name}", "put the value in quotes")


def _tab(complaint: Complaint) -> Diagnostic:
    start = complaint.line_start(complaint.at)
    leading = _LEADING.match(complaint.text, start)
    tab = complaint.text.find("\t", start, leading.end() if leading else start)
    if tab < 0:
        return _fault(complaint.span(complaint.at), "a tab stands where YAML allows spaces only", "use spaces")
    return _fault(complaint.span(tab), "the line is indented with a tab", "indent with spaces")


def _unexpected_colon(complaint: Complaint) -> Diagnostic:
    start = complaint.line_start(complaint.at)
    before = complaint.text[start : complaint.at]
    if "\t" in before[: len(before) - len(before.lstrip())]:
        return _tab(complaint)
    if len(before) > _LONGEST_KEY:
        return _fault(complaint.span(start), f"a key has at most {_LONGEST_KEY:,} characters")
    if _KEY.match(before):
        hint = "put the value in quotes, or remove the colon"
        return _fault(complaint.span(complaint.at), "a second `: ` in one line", hint)
    return _line_above(complaint, before) or _fault(
        complaint.span(complaint.at), "a `:` where no key can be", "put the text in quotes"
    )


def _line_above(complaint: Complaint, before: str) -> Diagnostic | None:
    """The fault of the line above a key, whose value goes on where the key was meant to begin; None if it has none."""
    start = complaint.line_start(complaint.at)
    previous = complaint.previous_line_start(complaint.at)
    if previous is not None:
        if glued := _KEY_WITHOUT_SPACE.match(complaint.line(previous)):
            return _colon_without_space(complaint, previous + glued.start(1))
        if sign := _OTHER_COLON.match(complaint.line(previous)):
            fault = f"`{sign[1]}` stands where a `:` belongs"
            return _fault(complaint.span(previous + sign.start(1)), fault, "write `key: value`")
        if dash := _DASH_WITHOUT_SPACE.match(complaint.line(previous)):
            return _fault(complaint.span(previous + dash.start(1)), "no space after the dash", "write `- key: value`")
        if _indentation(before) > _indentation(complaint.line(previous)):
            first = start + _indentation(before)
            message = "the key is indented deeper than the line above, which has a value already"
            return _fault(complaint.span(first, complaint.at - first), message, "indent it like its neighbours")
    return None


def _colon_without_space(complaint: Complaint, colon: int) -> Diagnostic:
    return _fault(complaint.span(colon), "no space after the colon", "write `key: value`")


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _missing_colon(complaint: Complaint) -> Diagnostic:
    line = complaint.line(complaint.opened).rstrip()
    if glued := _KEY_WITHOUT_SPACE.match(line):
        return _colon_without_space(complaint, complaint.line_start(complaint.opened) + glued.start(1))
    previous = complaint.previous_line_start(complaint.opened)
    above = "" if previous is None else complaint.line(previous)
    if above.lstrip().startswith("- ") and _indentation(above) == _indentation(line):
        hint = "begin it with `- `, or indent it if it continues the value above"
        first = complaint.line_start(complaint.opened) + _indentation(line)
        return _fault(complaint.span(first, len(line) - _indentation(line)), "a list item without `- `", hint)
    length = len(line) - (complaint.opened - complaint.line_start(complaint.opened))
    hint = "write `key: value`, or indent the line if it continues the value above"
    return _fault(complaint.span(complaint.opened, max(1, length)), "a key without a colon", hint)


def _not_a_name(complaint: Complaint) -> Diagnostic | None:
    character = complaint.character(complaint.opened)
    if character not in ("*", "&"):
        return None
    what = "an alias" if character == "*" else "an anchor"
    message = f"`{character}` at the start of a value means {what}, and no name follows"
    return _fault(complaint.span(complaint.opened), message, "put the value in quotes")


def _unclosed_quote(complaint: Complaint) -> Diagnostic | None:
    quote = complaint.character(complaint.opened)
    if quote not in _QUOTES:
        return None
    hint = f"add the closing `{quote}`"
    if quote == "'":
        hint += "; an apostrophe inside is written twice"
    return _fault(complaint.span(complaint.opened), "the quote is not closed", hint)


def _unclosed_bracket(complaint: Complaint) -> Diagnostic | None:
    opening = complaint.character(complaint.opened)
    if opening not in ("[", "{"):
        return None
    closing = "]" if opening == "[" else "}"
    quote = complaint.character(complaint.at - 1)
    if quote and quote in _QUOTES and complaint.character(complaint.at).isalnum():
        return _after_quote(complaint, quote)
    if complaint.at < len(complaint.text) and complaint.same_line(complaint.opened, complaint.at):
        message = f"expected `,` or `{closing}`"
        return _fault(
            complaint.span(complaint.at),
            message,
            "part values with commas; put those with quotes, brackets or `: ` in quotes",
        )
    if " #" in complaint.line(complaint.opened):
        hint = f"add `{closing}`; put text with `#` in quotes, or it is a comment"
    else:
        hint = f"add `{closing}`, or put the value in quotes if it is text"
    return _fault(complaint.span(complaint.opened), f"the `{opening}` is not closed", hint)


def _no_content(complaint: Complaint) -> Diagnostic:
    character = complaint.character(complaint.at)
    if character and character in "]},":
        hint = "put the value in quotes, or remove it"
        return _fault(complaint.span(complaint.at), f"unexpected `{character}`", hint)
    return _fault(complaint.span(complaint.at), "a value is missing here", "check the brackets and the indentation")


def _no_key(complaint: Complaint) -> Diagnostic:
    before = complaint.text[complaint.line_start(complaint.at) : complaint.at].rstrip()
    if before.endswith(tuple(_QUOTES)):
        return _after_quote(complaint, before[-1])
    if before.endswith(("]", "}")):
        hint = "put the whole value in quotes"
        return _fault(complaint.span(complaint.at), "text after the closing bracket", hint)
    if complaint.character(complaint.at) == "-":
        hint = "start the list on a line of its own, below its key"
        return _fault(complaint.span(complaint.at), "a list item where a key is expected", hint)
    hint = "indent keys of one mapping alike"
    return _fault(complaint.span(complaint.at), "the indentation fits no line above", hint)


def _after_quote(complaint: Complaint, quote: str) -> Diagnostic:
    other = "an apostrophe inside is written twice" if quote == "'" else 'a quote inside is written `\\"`'
    hint = f"put the whole value in quotes; {other}"
    return _fault(complaint.span(complaint.at), "text after the closing quote", hint)


def _no_list_item(complaint: Complaint) -> Diagnostic:
    before = complaint.text[complaint.line_start(complaint.at) : complaint.at].rstrip()
    if before.endswith(tuple(_QUOTES)):
        return _after_quote(complaint, before[-1])
    hint = "start it with `- `, or indent it like what it belongs to"
    return _fault(complaint.span(complaint.at), "a list item is expected here", hint)


def _escape(complaint: Complaint) -> Diagnostic:
    hint = "use single quotes, in which `\\` is an ordinary character, or write it twice"
    return _fault(complaint.span(complaint.at, 2), "an unknown escape in double quotes", hint)


def _half_a_character(complaint: Complaint) -> Diagnostic:
    hint = "write the character itself, or all of its digits after `\\U`: `\\U0001f600`"
    return _fault(complaint.span(complaint.at, 2), "this escape is no character", hint)


def _block_scalar(complaint: Complaint) -> Diagnostic | None:
    character = complaint.character(complaint.opened)
    if character not in ("|", ">"):
        return None
    message = f"`{character}` at the start of a value means a text on the lines below"
    return _fault(complaint.span(complaint.opened), message, "put the value in quotes")


def _wrong_indentation(complaint: Complaint) -> Diagnostic:
    return _fault(complaint.span(complaint.at), "the indentation fits no line above", "indent neighbours alike")


def _version(complaint: Complaint) -> Diagnostic:
    return _fault(complaint.span(complaint.at), "this version of YAML is not supported", "remove the `%YAML` line")


def _directive(complaint: Complaint) -> Diagnostic:
    return _fault(complaint.span(complaint.opened), "a line cannot start with `%`", "put the text in quotes")


def _tag(complaint: Complaint) -> Diagnostic | None:
    if complaint.character(complaint.opened) != "!":
        return None
    hint = "put the text in quotes if it starts with `!`"
    return _fault(complaint.span(complaint.opened), "`!` at the start of a value means a tag", hint)


def _sequence_entry(complaint: Complaint) -> Diagnostic:
    hint = "start the list on a line of its own, below its key"
    return _fault(complaint.span(complaint.at), "a list cannot start here", hint)


_EXPLANATIONS: dict[str, Callable[[Complaint], Diagnostic | None]] = {
    "found character that cannot start any token": _reserved_character,
    "found a tab character that violates indentation": _tab,
    "found a tab character where an indentation space is expected": _tab,
    "mapping values are not allowed in this context": _unexpected_colon,
    "block sequence entries are not allowed in this context": _sequence_entry,
    "could not find expected ':'": _missing_colon,
    "did not find expected alphabetic or numeric character": _not_a_name,
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "found unknown escape character": _escape,
    "found invalid Unicode character escape code": _half_a_character,
    "did not find expected comment or line break": _block_scalar,
    "did not find expected ',' or ']'": _unclosed_bracket,
    "did not find expected ',' or '}'": _unclosed_bracket,
    "did not find expected node content": _no_content,
    "did not find expected key": _no_key,
    "did not find expected '-' indicator": _no_list_item,
    "did not find expected <document start>": _wrong_indentation,
    "found incompatible YAML document": _version,
    "found unknown directive name": _directive,
    "could not find expected directive name": _directive,
    "found undefined tag handle": _tag,
    "did not find expected whitespace or line break": _tag,
    "did not find expected tag URI": _tag,
}
