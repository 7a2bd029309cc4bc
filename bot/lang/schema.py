"""The JSON Schema of rule files, for editors: made of the types that the language itself reads by."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from bot.core.arguments import Bounds, ChatId, ChatRef, Duration, DurationBounds, Size
from bot.lang import rule, setfile
from bot.lang.heads import LANGUAGE_VERSION, RuleHead, SetHead
from bot.lang.parameters import Parameter, parameters
from bot.lang.short import AUTHOR_KEYS, CHAT_KEYS, POST_KEYS
from bot.lang.values import PATTERNS, Instant, Name
from bot.lang.vocabulary import ACTIONS, CONDITIONS

Schema = dict[str, Any]

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_DURATION: Schema = {"type": "string", "pattern": "^[0-9]{1,9}[smhd]$"}
_LIST_NAME = r"^\$[^\W\d][\w-]*$"


def json_schema() -> Schema:
    """The schema of a rule file, draft 7 (what editors know best)."""
    definitions = {
        "set": _set(),
        "list": {"anyOf": [_array(_TEXT), _object({"file": _TEXT}, ["file"])]},
        "rule": _rule(),
        "condition": _condition(),
        "conditions": {**_array(_ref("condition")), "description": "Conditions, each an item."},
        "action": _action(),
        "example": _example(),
        "shortPost": _short_post(),
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "An Ombud rule set",
        "$ref": "#/definitions/set",
        "definitions": definitions,
    }


def _set() -> Schema:
    own: Schema = {
        "version": {"const": LANGUAGE_VERSION, "description": "The version of the rule language."},
        "lists": {"type": "object", "additionalProperties": _ref("list"), "description": "Lists for `$name`."},
        "conditions": {
            "type": "object",
            "additionalProperties": _ref("condition"),
            "description": "Named conditions for `use`.",
        },
        "rules": _array(_ref("rule")),
    }
    assert own.keys() >= set(setfile.STRUCTURE)
    return _object({**_properties(SetHead), **own}, ["rules"])


def _rule() -> Schema:
    examples = _array(_ref("example"))
    own = {
        "if": {**_ref("condition"), "description": "When the rule matches."},
        "unless": {**_ref("condition"), "description": "When it does not match all the same."},
        "then": {
            "anyOf": [_array(_ref("action")), {"enum": [*ACTIONS]}],
            "description": "What happens to a post that matches.",
        },
        "examples": _object({"match": examples, "ignore": examples}),
    }
    assert own.keys() == set(rule.STRUCTURE)
    return _object({**_properties(RuleHead), **own}, ["id", "if", "then"])


def _condition() -> Schema:
    names = {"anyOf": [_TEXT, _array(_TEXT)], "description": "A named condition; of several one must hold."}
    count = _object({"of": _ref("conditions"), "at_least": {"type": "integer", "minimum": 1}}, ["of", "at_least"])
    group = _ref("conditions")
    operators = {"all": group, "any": group, "none": group, "count": count, "use": names}
    known = {name: _call(cls) for name, cls in CONDITIONS.items()}
    return {**_object({**operators, **known}), "minProperties": 1}


def _action() -> Schema:
    bare = [name for name, cls in ACTIONS.items() if not any(item.required for item in parameters(cls))]
    calls = {name: _call(cls) for name, cls in ACTIONS.items()}
    return {"anyOf": [{"enum": bare}, {**_object(calls), "minProperties": 1, "maxProperties": 1}]}


def _call(cls: type) -> Schema:
    """A condition or an action with its arguments, in each way in which they may be written."""
    known = parameters(cls)
    required = [parameter.name for parameter in known if parameter.required]
    ways: list[Schema] = [] if required else [{"const": True}]
    if known:
        ways += [_argument(known[0]), _object(_properties(cls), required)]
    return {"description": _first_paragraph(cls), "anyOf": ways}


def _properties(cls: type) -> Schema:
    return {parameter.name: {**_argument(parameter), **_described(parameter)} for parameter in parameters(cls)}


def _described(parameter: Parameter) -> Schema:
    example = f" Example: `{parameter.name}: {parameter.example}`." if parameter.example else ""
    return {"description": parameter.doc + example}


def _argument(parameter: Parameter) -> Schema:
    single = _value(parameter.type)
    if not parameter.many:
        return single
    return {"anyOf": [single, _array(single), {"type": "string", "pattern": _LIST_NAME}]}


def _value(kind: Any) -> Schema:
    if kind in PATTERNS:
        return _TEXT
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [member.value for member in kind]}
    return _VALUES[kind]


def _bounds(limit: Schema) -> Schema:
    limits = {name: {**limit, "description": doc} for name, doc in _LIMITS.items()}
    return {"anyOf": [limit, {**_object(limits), "minProperties": 1}]}


def _example() -> Schema:
    several = _object({"posts": _array({"anyOf": [_TEXT, {"type": "object"}]})}, ["posts"])
    telegram = {
        "type": "object",
        "anyOf": [{"required": ["message_id"]}, {"required": ["update_id"]}],
        "description": "A Message or an Update as Telegram sends it.",
    }
    return {"anyOf": [_TEXT, _ref("shortPost"), several, telegram]}


def _short_post() -> Schema:
    nested = {"author": _loose(AUTHOR_KEYS), "chat": _loose(CHAT_KEYS)}
    return {**_loose(POST_KEYS), "properties": {**_loose(POST_KEYS)["properties"], **nested}}


def _loose(keys: Iterable[str]) -> Schema:
    """An object of these keys with any values: the reader of posts checks them better than a schema can."""
    return _object({key: {} for key in keys})


def _ref(name: str) -> Schema:
    # Beside `$ref` draft 7 reads no other key.
    return {"allOf": [{"$ref": f"#/definitions/{name}"}]}


def _array(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _object(properties: Mapping[str, Schema], required: Iterable[str] = ()) -> Schema:
    required = list(required)
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _first_paragraph(cls: type) -> str:
    return " ".join((cls.__doc__ or "").split("\n\n")[0].split())


_LIMITS = {
    "above": "It must be more.",
    "below": "It must be less.",
    "at_least": "It must be as much or more.",
    "at_most": "It must be as much or less.",
}
_VALUES: Mapping[Any, Schema] = {
    str: _TEXT,
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    Name: {"type": ["string", "integer"], "pattern": r"^[^\s/]{1,64}$"},
    Instant: {"type": "string"},
    Duration: _DURATION,
    Size: {"type": "string", "pattern": "^[0-9]{1,9} ?([Bb]|[KkMmGg][Bb])$"},
    ChatId: {"type": "integer"},
    ChatRef: {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": "^@[A-Za-z][A-Za-z0-9_]{3,31}$"}]},
    Bounds: _bounds({"type": "number"}),
    DurationBounds: _bounds(_DURATION),
}
