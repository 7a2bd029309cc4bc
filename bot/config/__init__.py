"""Configuration: config.yaml and the environment to a frozen `Config`, or every diagnostic at once.

Adding a key is one line in `model`: its field says how it is read, and its variable's name follows from its place.
"""

from bot.config.load import ConfigDiagnostics, load_config
from bot.config.model import Config, LogFormat, LogLevel, Mode, Moderation, Operations, Rules, Storage, Telegram
from bot.config.values import Address, Secret

__all__ = [
    "Address",
    "Config",
    "ConfigDiagnostics",
    "LogFormat",
    "LogLevel",
    "Mode",
    "Moderation",
    "Operations",
    "Rules",
    "Secret",
    "Storage",
    "Telegram",
    "load_config",
]
