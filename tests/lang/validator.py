"""As much of JSON Schema, draft 7, as the schema of rules uses; any other word in it is an error."""

import re
from collections.abc import Callable, Mapping
from typing import Any

Check = Callable[[Any, Any, "Validator"], bool]
TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
}


def is_type(value: Any, wanted: str | list[str]) -> bool:
    names = [wanted] if isinstance(wanted, str) else wanted
    return any(isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool)) for name in names)


class Validator:
    """Says whether a value fits a schema."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.schema = schema

    def fits(self, value: Any, schema: Mapping[str, Any] | None = None) -> bool:
        schema = self.schema if schema is None else schema
        return all(
            getattr(self, word.strip("$"))(value, given, schema)
            for word, given in schema.items()
            if word not in IGNORED
        )

    def ref(self, value: Any, given: str, schema: Any) -> bool:
        return self.fits(value, self.schema["definitions"][given.rpartition("/")[2]])

    def type(self, value: Any, given: Any, schema: Any) -> bool:
        return is_type(value, given)

    def enum(self, value: Any, given: list[Any], schema: Any) -> bool:
        return any(value == item and type(value) is type(item) for item in given)

    def const(self, value: Any, given: Any, schema: Any) -> bool:
        return self.enum(value, [given], schema)

    def pattern(self, value: Any, given: str, schema: Any) -> bool:
        return not isinstance(value, str) or bool(re.search(given, value))

    def anyOf(self, value: Any, given: list[Any], schema: Any) -> bool:  # noqa: N802
        return any(self.fits(value, item) for item in given)

    def allOf(self, value: Any, given: list[Any], schema: Any) -> bool:  # noqa: N802
        return all(self.fits(value, item) for item in given)

    def items(self, value: Any, given: Any, schema: Any) -> bool:
        return not isinstance(value, list) or all(self.fits(item, given) for item in value)

    def properties(self, value: Any, given: Any, schema: Any) -> bool:
        return not isinstance(value, dict) or all(
            self.fits(value[key], item) for key, item in given.items() if key in value
        )

    def additionalProperties(self, value: Any, given: Any, schema: Any) -> bool:  # noqa: N802
        others = (
            [value[key] for key in value if key not in schema.get("properties", {})] if isinstance(value, dict) else []
        )
        return not others if given is False else all(self.fits(item, given) for item in others)

    def required(self, value: Any, given: list[str], schema: Any) -> bool:
        return not isinstance(value, dict) or all(key in value for key in given)

    def minItems(self, value: Any, given: int, schema: Any) -> bool:  # noqa: N802
        return not isinstance(value, list) or len(value) >= given

    def minProperties(self, value: Any, given: int, schema: Any) -> bool:  # noqa: N802
        return not isinstance(value, dict) or len(value) >= given

    def maxProperties(self, value: Any, given: int, schema: Any) -> bool:  # noqa: N802
        return not isinstance(value, dict) or len(value) <= given

    def minimum(self, value: Any, given: float, schema: Any) -> bool:
        return not isinstance(value, int | float) or value >= given


IGNORED = frozenset({"$schema", "title", "description", "definitions"})
