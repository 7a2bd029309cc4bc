"""Discovery: a file in `conditions/`, `actions/` or `commands/` is what its name says; there is no list to edit."""

import importlib
import pkgutil
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def public_name(cls: type) -> str:
    """What people call a class that is found by its file's name: that name, without an underscore at its end."""
    return _public(cls.__module__.rpartition(".")[2])


def discover(package: ModuleType, base: type[T]) -> dict[str, type[T]]:
    """The subclass of `base` that each module of the package defines, by the module's name, in alphabetical order.

    An underscore at the name's end, which keeps it from being a word of Python, is no part of it. Raises `TypeError`
    for a module that does not define exactly one. Modules whose name starts with an underscore are passed over.
    """
    found: dict[str, type[T]] = {}
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda info: info.name):
        if info.name.startswith("_"):
            continue
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        found[_public(info.name)] = _only_class(module, base)
    return found


def _public(module: str) -> str:
    return module.removesuffix("_")


def _only_class(module: ModuleType, base: type[T]) -> type[T]:
    classes = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, base) and value.__module__ == module.__name__
    ]
    if len(classes) != 1:
        raise TypeError(f"{module.__name__} must define exactly one {base.__name__}, it defines {len(classes)}")
    return classes[0]
