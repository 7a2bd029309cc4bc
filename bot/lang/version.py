"""A rule's *version*: what it says, as eight hex digits.

The canonical form is made of the compiled rule, its lists and named conditions put in. So comments, layout, the order
of keys and of list members, and an argument written out that is the default anyway, do not change it; whatever changes
what the rule does or what people are told does. Examples and the set's name are no part of it.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterable
from typing import Any

from bot.core import logic
from bot.core.action import Action
from bot.core.arguments import yaml_name
from bot.core.condition import Condition


def version_of(head: Any, condition: logic.Node, actions: Iterable[Action]) -> str:
    """The version of the rule with this head, condition and actions."""
    then = [[action.name, _fields(action)] for action in sorted(actions, key=lambda action: action.name)]
    form = {**_fields(head), "if": canonical(condition), "then": then}
    return hashlib.sha256(spelled(form).encode("utf-8", "surrogatepass")).hexdigest()[:8]


def canonical(node: logic.Node) -> Any:
    """A condition as JSON values; equal for conditions that say the same in other words."""
    if isinstance(node, logic.Leaf):
        condition: Condition = node.condition
        return [condition.name, _fields(condition)]
    children = node.children if isinstance(node, logic.All | logic.Count | logic.NoneOf) else ()
    forms = sorted((canonical(child) for child in children), key=spelled)
    return [type(node).__name__.lower(), node.at_least if isinstance(node, logic.Count) else None, forms]


def spelled(form: Any) -> str:
    """JSON values as text, always in the same way."""
    return json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _fields(record: Any) -> dict[str, Any]:
    """What a dataclass says beyond its defaults; so a field that is added later changes no version."""
    given = ((field, getattr(record, field.name)) for field in dataclasses.fields(record))
    return {yaml_name(field.name): _value(value) for field, value in given if value != field.default}


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        return sorted((_value(item) for item in value), key=str)
    if dataclasses.is_dataclass(value):
        return _fields(value)
    return value
