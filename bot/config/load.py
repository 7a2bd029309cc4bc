"""Finding the configuration's values, in the file and in the environment, and reading them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from bot.config.model import PREFIX, SECTIONS, Config, Key, Mode, all_keys
from bot.config.redact import redact
from bot.config.values import Reading
from bot.source.diagnostic import Diagnostics
from bot.source.fields import is_null, read_entries
from bot.source.files import decode, read_bytes
from bot.source.node import Node, Scalar, Sequence, Span
from bot.source.parse import parse
from bot.source.scalars import resolve
from bot.source.suggest import closest

DEFAULT_NAME = "config.yaml"
_LONGEST_TOKEN_FILE = 4_096
_REFERENCE = re.compile(r"\$\$\{|\$\{([^}]*)\}?")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
# Kubernetes gives these to every container beside a service called `ombud`.
_NOT_OURS = re.compile(rf"{PREFIX}(SERVICE|PORT)(_.*)?")


class ConfigDiagnostics(Diagnostics):
    """Diagnostics of a configuration, with the texts they may quote.

    `sources` has them by file or variable, secrets hidden: print by `render(faults.found, faults.sources.get)` and by
    no other source, or a token may show.
    """

    def __init__(self) -> None:
        super().__init__()
        self.sources: dict[str, str] = {}


class _Setting(NamedTuple):
    node: Node
    base: Path
    separated: bool


@dataclass(slots=True)
class _Loader:
    environment: Mapping[str, str]
    folder: Path
    diagnostics: ConfigDiagnostics = field(default_factory=ConfigDiagnostics)
    settings: dict[Key, _Setting] = field(default_factory=dict)
    base: Path = Path()
    file: str | None = None


def load_config(
    path: Path | None, environment: Mapping[str, str], folder: Path, *, needs_token: bool = False
) -> tuple[Config | None, ConfigDiagnostics]:
    """The configuration of a file and the environment, which beats it; None if a diagnostic is an error.

    `path` is the file that must be there; None for `config.yaml` in the working `folder`, if it is there. Paths are
    relative to where they are written: the file's folder, or the working folder for a variable. The default paths count
    as written in the file. With `needs_token` a configuration without a bot token is an error.
    """
    loader = _Loader(environment, folder, base=folder)
    _read_file(loader, path)
    _read_environment(loader)
    config = _build(loader)
    _check(config, loader, needs_token=needs_token)
    return (None if loader.diagnostics.failed else config), loader.diagnostics


def _read_file(loader: _Loader, path: Path | None) -> None:
    file = loader.folder / (path or DEFAULT_NAME)
    if path is None and not file.exists():
        return
    loader.file, loader.base = str(path or DEFAULT_NAME), file.parent
    data = read_bytes(file, loader.file, loader.diagnostics)
    root = None if data is None else _parse(data, loader.file, loader)
    if root is None:
        return
    sections = read_entries(root, SECTIONS, loader.diagnostics)
    for name, section in sections.items():
        known = {key.name: key for key in all_keys() if key.section == name}
        for key, node in read_entries(section, known, loader.diagnostics).items():
            expanded = _expand(node, loader)
            if expanded is not None:
                loader.settings[known[key]] = _Setting(expanded, loader.base, separated=False)


def _parse(data: bytes, name: str, loader: _Loader) -> Node | None:
    text = decode(data, name, Diagnostics())
    loader.diagnostics.sources[name] = redact(data.decode(errors="replace") if text is None else text)
    return parse(data, name, loader.diagnostics)


def _expand(node: Node, loader: _Loader) -> Node | None:
    """The node with `${NAME}` replaced in its texts; None after a diagnostic."""
    if isinstance(node, Sequence):
        items = [_expand(item, loader) for item in node.items]
        found = tuple(item for item in items if item is not None)
        return replace(node, items=found) if len(found) == len(items) else None
    if not isinstance(node, Scalar) or "${" not in node.text:
        return node
    names = [match[1] for match in _REFERENCE.finditer(node.text) if match[1] is not None]
    if any([_is_unset(name, node.span, loader) for name in names]):  # noqa: C419 (all of them are reported)
        return None
    text = _REFERENCE.sub(lambda match: "${" if match[1] is None else loader.environment[match[1]], node.text)
    return Scalar(node.span, text, resolve(text) if names else text)


def _is_unset(name: str, span: Span, loader: _Loader) -> bool:
    if not _VARIABLE.fullmatch(name):
        message, hint = "`${` starts the name of a variable", "write `${NAME}`, or `$${` for the characters themselves"
        loader.diagnostics.error("bad-reference", message, span, hint)
        return True
    if name not in loader.environment:
        message = f"the environment variable `{name}` is not set"
        loader.diagnostics.error(
            "unset-variable", message, span, "set it, or write `$${` for the characters themselves"
        )
        return True
    return False


def _read_environment(loader: _Loader) -> None:
    known = {key.variable: key for key in all_keys()}
    for name, value in sorted(loader.environment.items()):
        if not name.startswith(PREFIX) or _NOT_OURS.fullmatch(name):
            continue
        if name not in known:
            _unknown_variable(name, known, loader.diagnostics)
        elif value.strip():
            key = known[name]
            node = _parse(value.encode(errors="surrogateescape"), name, loader)
            # A variable holds its key's value alone: a secret of any shape, and nothing else worth quoting.
            if key.name in ("token", "webhook_secret", "key"):
                loader.diagnostics.sources.pop(name)
            if node is not None:
                loader.settings[key] = _Setting(node, loader.folder, separated=True)


def _unknown_variable(name: str, known: Mapping[str, Key], diagnostics: Diagnostics) -> None:
    near = closest(name.removeprefix(PREFIX), [variable.removeprefix(PREFIX) for variable in known])
    message, span = f"no key has the variable `{name}`", Span(name, 1, 1)
    if near is not None:
        diagnostics.error("unknown-variable", message, span, f"did you mean `{PREFIX}{near}`?")
    elif "__" in name:
        diagnostics.error("unknown-variable", message, span, "the keys are explained in config.example.yaml")
    else:
        diagnostics.warning("unknown-variable", message, span, f"variables are called `{PREFIX}SECTION__KEY`")


def _read_token_file(loader: _Loader) -> None:
    """Take the token out of the file that is named for it, unless it is given itself: then `_check` complains."""
    by_name = {str(key): key for key in loader.settings}
    named = by_name.get("telegram.token_file")
    if named is None or is_null(loader.settings[named].node) or "telegram.token" in by_name:
        return
    setting = loader.settings[named]
    path = named.read(setting.node, Reading(Diagnostics(), setting.base, setting.separated))
    if path is None:
        return  # said when it is read again
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_TOKEN_FILE).decode(errors="replace").strip()
    except OSError as error:
        fault = f"the file with the token cannot be read: {(error.strerror or str(error)).lower()}"
        loader.diagnostics.error("unreadable-file", fault, setting.node.span, f"put the token into `{path}`")
        return
    key = next(key for key in all_keys() if str(key) == "telegram.token")
    loader.settings[key] = _Setting(Scalar(setting.node.span, text, text), setting.base, separated=False)


def _build(loader: _Loader) -> Config:
    """The configuration; what is faulty keeps its default."""
    _read_token_file(loader)
    given: dict[str, dict[str, Any]] = {name: {} for name in SECTIONS}
    for key, setting in loader.settings.items():
        if is_null(setting.node):
            continue
        value = key.read(setting.node, Reading(loader.diagnostics, setting.base, setting.separated))
        if value is not None:
            given[key.section][key.name] = value
    given["storage"].setdefault("url", f"sqlite:///{(loader.base / 'ombud.db').absolute()}")
    if not given["rules"].get("paths") and (loader.base / "rules").is_dir():
        given["rules"]["paths"] = (loader.base / "rules",)
    return Config(**{name: section(**given[name]) for name, section in SECTIONS.items()})


def _check(config: Config, loader: _Loader, *, needs_token: bool) -> None:
    """What keys demand of each other."""
    places = {str(key): setting.node.span for key, setting in loader.settings.items() if not is_null(setting.node)}
    if needs_token and places.keys().isdisjoint(("telegram.token", "telegram.token_file")):
        hint = "get one from @BotFather in Telegram, then set OMBUD_TELEGRAM__TOKEN, or `telegram.token` in config.yaml"
        loader.diagnostics.error("missing-token", "there is no bot token", _nowhere(loader, "token"), hint)
    if config.telegram.mode is Mode.WEBHOOK:
        for name in ("webhook_url", "webhook_secret"):
            if f"telegram.{name}" not in places:
                hint = f"set `telegram.{name}`, or use `mode: polling`"
                message = f"the mode `webhook` needs `telegram.{name}`"
                loader.diagnostics.error("missing-key", message, places["telegram.mode"], hint)
    for name in ("storage.key", "telegram.token"):
        if name in places and f"{name}_file" in places and places[name] is not places[f"{name}_file"]:
            message = f"`{name}` and `{name}_file` exclude each other"
            loader.diagnostics.error("conflict", message, places[f"{name}_file"], "remove one of them")


def _nowhere(loader: _Loader, name: str) -> Span:
    """Where an absent key of the section `telegram` is missing: the file, or its variable if there is no file."""
    return Span(loader.file or f"{PREFIX}TELEGRAM__{name.upper()}", 1, 1)
