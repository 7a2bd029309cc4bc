"""Runs the benchmarks named on the command line, or all: every module of this folder that has a `run`."""

import importlib
import pkgutil
import sys
from pathlib import Path


def main(names: list[str]) -> int:
    """Run the benchmarks and print what they find; 2 for a name that is none."""
    known = [info.name for info in pkgutil.iter_modules([str(Path(__file__).parent)]) if not info.name.startswith("_")]
    if unknown := [name for name in names if name not in known]:
        sys.stderr.write(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(known)}\n")
        return 2
    for name in names or known:
        run = getattr(importlib.import_module(f"tests.bench.{name}"), "run", None)
        if run is not None:
            run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
