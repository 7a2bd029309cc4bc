"""Public suffixes: below which names the public can register its own.

The list is the one that tldextract brings along. Only its file is read: importing the package imports an HTTP client,
which takes longer and more memory than all of matching, and which this package has no use for.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = "tldextract"
_FILE = ".tld_set_snapshot"
_COMMENT = "//"
_END = "===BEGIN PRIVATE DOMAINS==="
"""What comes after it are names whose owners let others register below them: companies, not registries."""


def public_suffix(host: str) -> str:
    """The public suffix of a host in lower-case Unicode; empty if it is under none."""
    rules = _rules()
    name = host
    while name:
        parent = name.partition(".")[2]
        if f"!{name}" in rules:
            return parent
        if name in rules or (parent and f"*.{parent}" in rules):
            return name
        name = parent
    return ""


@cache
def _rules() -> frozenset[str]:
    """The rules of the list: suffixes, `*.` for any name below one, `!` for the exceptions from that."""
    package = find_spec(_PACKAGE)
    folders = package.submodule_search_locations if package else None
    if not folders:
        raise ModuleNotFoundError(f"{_PACKAGE} is not installed")
    text = (Path(folders[0]) / _FILE).read_text(encoding="utf-8").partition(_END)[0]
    lines = map(str.strip, text.splitlines())
    return frozenset(line for line in lines if line and not line.startswith(_COMMENT))
