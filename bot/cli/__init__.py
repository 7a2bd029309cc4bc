"""The command line: one file a subcommand, found by its name; a package is a group of them.

A subcommand's module has `add_arguments(parser)` and `run(options)`, which returns the exit status: 0 done, 1 the check
found something, 2 wrong use or unreadable input. Its docstring is its help. Data goes to stdout, messages to stderr.
"""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

from bot import __version__

DONE, FOUND, WRONG = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the subcommand that the arguments name and return its exit status."""
    parser = argparse.ArgumentParser(prog="ombud", description="A Telegram moderation bot with due process.")
    parser.add_argument("--version", action="version", version=f"ombud {__version__}")
    given = sys.argv[1:] if arguments is None else arguments
    _add_subcommands(parser, sys.modules[__name__], given)
    options = parser.parse_args(given)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output()  # whoever read it has seen enough
        return DONE
    except OSError as error:
        if error.filename is None:
            _drop_output()
        print("ombud:", *filter(None, (error.filename, error.strerror or str(error))), file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return 130
    return status


def _drop_output() -> None:
    """Without this Python complains once more, when it exits, about what cannot be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _add_subcommands(parser: argparse.ArgumentParser, package: ModuleType, given: Sequence[str]) -> None:
    """Add the package's subcommands: the one that is `given` alone, for others may take long to import; else all."""
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    modules = [info for info in pkgutil.iter_modules(package.__path__) if not info.name.startswith("_")]
    found = {info.name.removesuffix("_"): info for info in modules}  # `import_`, for Python keeps `import` to itself
    chosen = given[:1] if given and given[0] in found else found.keys()
    for name in chosen:
        info = found[name]
        module = importlib.import_module(f"{package.__name__}.{info.name}")
        summary = (module.__doc__ or "").strip()
        command = commands.add_parser(name, help=summary.split("\n")[0], description=summary)
        if info.ispkg:
            _add_subcommands(command, module, given[1:])
        else:
            module.add_arguments(command)
            command.set_defaults(run=module.run)
