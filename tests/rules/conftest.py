from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.rules.watch import Watch


@pytest.fixture
async def watch(tmp_path: Path) -> AsyncIterator[Watch]:
    """A series store on disk, a clock that stands still, and rules over them."""
    opened = await Watch.open(tmp_path)
    yield opened
    await opened.close()
