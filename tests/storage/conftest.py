import os
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.storage import Store, open_store
from bot.storage.memory import MemoryStore

NOBODY = 65_534


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ombud.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture(params=["memory", "sqlite"])
async def store(request: pytest.FixtureRequest, url: str) -> AsyncIterator[Store]:
    """Each kind of store: what one does, all do."""
    opened: Store = MemoryStore() if request.param == "memory" else await open_store(url)
    yield opened
    await opened.close()


@pytest.fixture
def unprivileged_folder() -> Iterator[Path]:
    """A folder of an account whose rights count; the superuser, to whom nothing is forbidden, becomes that account."""
    with tempfile.TemporaryDirectory() as name:
        superuser = os.geteuid() == 0
        if superuser:
            os.chown(name, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            Path(name).chmod(0o700)
            if superuser:
                os.seteuid(0)
