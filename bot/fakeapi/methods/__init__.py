"""The methods of the Bot API, found by name: `delete_message` in any module here answers deleteMessage.

A handler takes the world and the parameters and returns the `result`, or raises `Refusal`.
"""

import importlib
import pkgutil
from collections.abc import Callable
from types import FunctionType
from typing import Any


def _discover() -> dict[str, tuple[str, Callable[..., Any]]]:
    found: dict[str, tuple[str, Callable[..., Any]]] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        for name, value in vars(module).items():
            if isinstance(value, FunctionType) and value.__module__ == module.__name__ and not name.startswith("_"):
                head, *rest = name.split("_")
                method = head + "".join(word.capitalize() for word in rest)
                found[method.lower()] = (method, value)
    return found


HANDLERS = _discover()
"""By the method's name in lower case, as Telegram does not mind case: its name and its handler."""
