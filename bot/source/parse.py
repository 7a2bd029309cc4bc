"""YAML bytes and files to nodes. The only user of libyaml, by its events: it knows their places, and can be stopped."""

import codecs
from pathlib import Path

import yaml

from bot.source.diagnostic import Diagnostics
from bot.source.files import decode, read_bytes
from bot.source.node import Node
from bot.source.syntax import explain
from bot.source.tree import Unfinished, build

# A PyYAML built without libyaml still works, slower and with plainer messages.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse(data: bytes, file: str, diagnostics: Diagnostics, *, last_wins: bool = False) -> Node | None:
    """The tree of one YAML document under the 1.2 core schema; an empty file is a null scalar.

    `file` is how diagnostics call it. None after an error that makes the rest unreadable: encoding, syntax, limits.
    A node may come with errors too (a duplicate key, of which the first counts), so that whoever reads it can report
    its own at once. With `last_wins` a duplicate key is a warning, and the last one counts. Never raises, whatever the
    bytes.
    """
    text = decode(data, file, diagnostics)
    if text is None:
        return None
    # Events are pulled one by one: libyaml takes quadratic time for brackets in brackets, unless it is stopped early.
    events = yaml.parse(data.removeprefix(codecs.BOM_UTF8), Loader=_LOADER)
    try:
        return build(events, text, file, diagnostics, last_wins=last_wins)
    except Unfinished:
        return None
    except yaml.YAMLError as error:
        diagnostics.found.append(explain(error, text, file))
        return None


def read_file(path: Path, name: str, diagnostics: Diagnostics) -> Node | None:
    """The tree of a YAML file, called `name` in diagnostics; None after a diagnostic. See `parse`."""
    data = read_bytes(path, name, diagnostics)
    return None if data is None else parse(data, name, diagnostics)
