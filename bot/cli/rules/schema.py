"""Print the JSON Schema of rule files, by which editors complete and check them."""

import argparse
import json

from bot.cli import DONE
from bot.lang.schema import json_schema


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(_: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))
    return DONE
